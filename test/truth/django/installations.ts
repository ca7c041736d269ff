import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Engine } from "../../../rules/src/project/environment.js";
import { type DebianPackage, type Found, unpackPackages } from "./debian-packages.js";

/** A Django to run programs on. */
export interface Installation {
  /** As users name it, `4.2`. */
  readonly version: string;
  /** As `Django 4.2.28, Python 3.11.2`. */
  readonly label: string;
  readonly python: string;
  /** Folder of the modules. */
  readonly modules: string;
}

/** Versions that Debian's releases carry, and the drivers that go with each. */
export const versions = ["3.2", "4.2", "5.2"] as const;

type Version = (typeof versions)[number];

const packages: Readonly<Record<Version, readonly DebianPackage[]>> = {
  "3.2": from("bookworm", "django", "asgiref", "sqlparse", "tz", "psycopg2", "mysqldb"),
  "4.2": [
    ...from("trixie", "django", "asgiref", "sqlparse", "psycopg", "typing-extensions"),
    ...from("bookworm", "mysqldb"),
  ],
  "5.2": [
    ...from("forky", "django", "asgiref", "sqlparse"),
    ...from("trixie", "psycopg", "typing-extensions"),
    ...from("bookworm", "mysqldb"),
  ],
};

/** The module that each engine's backend imports; SQLite's comes with Python. */
export const drivers: Readonly<Record<Version, Partial<Record<Engine, string>>>> = {
  "3.2": { postgresql: "psycopg2", mysql: "MySQLdb" },
  "4.2": { postgresql: "psycopg", mysql: "MySQLdb" },
  "5.2": { postgresql: "psycopg", mysql: "MySQLdb" },
};

/** A Django of this version with a Python that it runs on, or why there is none. */
export function installDjango(version: Version): Found<Installation> {
  const unpacked = unpackPackages(packages[version]);
  if (unpacked.kind === "missing") return unpacked;
  const modules = join(unpacked.value, "usr/lib/python3/dist-packages");
  const reasons: string[] = [];
  for (const python of ["/usr/bin/python3", "python3.11", "python3.12", "python3"]) {
    const asked = askPython(python, modules, "import django, django.core.handlers.wsgi, platform");
    if (asked.kind === "missing") reasons.push(`${python}: ${asked.reason}`);
    else return { kind: "found", value: { version, label: asked.value, python, modules } };
  }
  return { kind: "missing", reason: `no Python here runs it (${reasons.join("; ")})` };
}

/** Why a module cannot be imported there; `undefined` if it can. */
export function importFailure({ python, modules }: Installation, module: string): string | undefined {
  const asked = askPython(python, modules, `import django, platform, ${module}`);
  return asked.kind === "missing" ? asked.reason : undefined;
}

function askPython(python: string, modules: string, imports: string): Found<string> {
  const about = 'print(f"Django {django.get_version()}, Python {platform.python_version()}")';
  const { status, stdout, stderr, error } = spawnSync(python, ["-c", `${imports}; ${about}`], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: modules, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (status === 0) return { kind: "found", value: stdout.trim() };
  return { kind: "missing", reason: error?.message ?? stderr.trim().split("\n").at(-1) ?? "" };
}

function from(release: string, ...names: readonly string[]): readonly DebianPackage[] {
  return names.map((name) => ({ name: `python3-${name}`, release }));
}
