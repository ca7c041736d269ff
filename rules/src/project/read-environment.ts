import { createFingerprint } from "../syntax/fingerprint.js";
import type { Settings } from "../settings.js";
import type { Engine, Environment } from "./environment.js";
import type { FileHost } from "./file-host.js";

/** What decides versions and databases besides the settings. */
export interface EnvironmentInput {
  readonly root: string;
  readonly files: FileHost;
  readonly settings: Settings;
  /** Package names of the active ORMs. */
  readonly packages: readonly string[];
  /** Python files that may hold Django settings. */
  readonly settingFiles: readonly string[];
}

/** Reads versions and databases from manifests, lock files and settings modules, without running anything. */
export function readEnvironment(input: EnvironmentInput): Environment {
  const manifests = manifestTexts(input);
  const versions: Record<string, string> = {};
  for (const name of input.packages) {
    const version = input.settings.versions[name] ?? versionOf(name, manifests);
    if (version !== undefined) versions[name] = version;
  }
  const python = lowestOf(/requires-python\s*=\s*["']([^"']+)["']/.exec(manifests.get("pyproject.toml") ?? "")?.[1] ?? "");
  const database = databaseOf(input);
  const known = { versions, ...database, ...(python === undefined ? {} : { python }) };
  const hash = createFingerprint();
  hash.add(JSON.stringify(known));
  return { ...known, fingerprint: hash.value() };
}

/** Manifests by file name, lock files included, in the root and in `requirements/`. */
function manifestTexts({ root, files }: EnvironmentInput): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const add = (folder: string, prefix: string): void => {
    for (const entry of files.list(folder)) {
      if (entry.kind !== "file" || !/^(?:.*requirements.*\.(?:txt|in)|pyproject\.toml|Pipfile(?:\.lock)?|(?:poetry|uv|pdm)\.lock|setup\.(?:py|cfg)|[\w-]+\.(?:txt|in))$/.test(entry.name)) continue;
      if (prefix === "" && /\.(?:txt|in)$/.test(entry.name) && !entry.name.includes("requirements")) continue;
      const content = files.read(`${folder}/${entry.name}`);
      if (content.kind === "text") texts.set(prefix + entry.name, content.text);
    }
  };
  add(root, "");
  add(`${root}/requirements`, "requirements/");
  return texts;
}

/** Locks are exact and win over ranges; of several ranges the lowest start counts, because code must run there too. */
function versionOf(name: string, manifests: ReadonlyMap<string, string>): string | undefined {
  const escaped = name.replace(/[-_.]/g, "[-_.]");
  const locked = new RegExp(`name = ["']${escaped}["']\\s*\\r?\\nversion = ["']([^"']+)["']`, "i");
  const pipLock = new RegExp(`["']${escaped}["']\\s*:\\s*\\{[^}]*["']version["']\\s*:\\s*["']==([^"']+)["']`, "i");
  const ranges = [
    new RegExp(`^\\s*${escaped}\\s*(?:\\[[^\\]]*\\])?\\s*\\(?([<>=~!][^;#\\r\\n]*)`, "im"),
    new RegExp(`["']${escaped}\\s*(?:\\[[^\\]]*\\])?\\s*\\(?([<>=~!][^"';]*)["';]`, "i"),
    new RegExp(`^\\s*["']?${escaped}["']?\\s*=\\s*["'](\\^?~?[\\d.][^"']*|[<>=~!][^"']*)["']`, "im"),
    new RegExp(`^\\s*["']?${escaped}["']?\\s*=\\s*\\{[^}\\n]*version\\s*=\\s*["']([^"']+)["']`, "im"),
  ];
  const found: string[] = [];
  for (const [file, text] of manifests) {
    const exact = /\.lock$/.test(file) ? (locked.exec(text)?.[1] ?? pipLock.exec(text)?.[1]) : undefined;
    if (exact !== undefined) return exact;
    if (/\.lock$/.test(file)) continue;
    for (const range of ranges) {
      const match = range.exec(text)?.[1];
      const lowest = match === undefined ? undefined : lowestOf(match);
      if (lowest !== undefined) found.push(lowest);
    }
  }
  return found.sort(compareVersions)[0];
}

/** The lowest version that a constraint allows, `undefined` when only upper bounds are given. */
function lowestOf(constraint: string): string | undefined {
  const bounds = [...constraint.matchAll(/(==|>=|~=|>|\^|~|^)\s*v?(\d+(?:\.\d+)*)/g)].flatMap((match) => match[2] ?? []);
  const isOnlyUpper = /^\s*[<!]/.test(constraint) && !/[>=~^]=?\s*\d/.test(constraint.replace(/[<!]=?\s*[\d.]+/g, ""));
  return isOnlyUpper ? undefined : bounds.sort(compareVersions).at(-1);
}

/** Negative when `left` is the older version. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < Math.max(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const engineNames: readonly { readonly engine: Engine; readonly pattern: RegExp }[] = [
  { engine: "postgresql", pattern: /postg|cockroach|timescale/i },
  { engine: "mysql", pattern: /mysql|mariadb/i },
  { engine: "sqlite", pattern: /sqlite|spatialite/i },
  { engine: "oracle", pattern: /oracle/i },
];

function databaseOf({ files, settings, settingFiles }: EnvironmentInput): Pick<Environment, "engines" | "serverSideCursors" | "hasTransactionPooler"> {
  const texts = settingFiles.flatMap((file) => {
    const content = files.read(file);
    return content.kind === "text" && /DATABASES|DATABASE_URL/.test(content.text) ? [content.text] : [];
  });
  const named = texts.flatMap((text) => [...text.matchAll(/["']?ENGINE["']?\s*[\]:=]+\s*["']([\w.]+)["']/g)].flatMap((match) => match[1] ?? []));
  const urls = texts.flatMap((text) => [...text.matchAll(/["'](postgres(?:ql)?|postgis|mysql|sqlite|oracle)(?:\+\w+)?:\/\//g)].flatMap((match) => match[1] ?? []));
  const engines = new Set([...named, ...urls].flatMap((name) => engineNames.filter(({ pattern }) => pattern.test(name)).map(({ engine }) => engine)));
  const isOff = texts.some((text) => /DISABLE_SERVER_SIDE_CURSORS["']?\s*\]?\s*[:=]\s*True/.test(text));
  const hasTransactionPooler = texts.some((text) => /["']PORT["']\s*:\s*["']?6432|pgbouncer|supavisor|["'][\w.-]*pooler[\w.-]*["']/i.test(text));
  const given = settings.serverSideCursors;
  return {
    engines: settings.database ? [settings.database] : [...engines].sort(),
    serverSideCursors: given === undefined ? (isOff ? "off" : texts.length > 0 ? "on" : "unknown") : given ? "on" : "off",
    hasTransactionPooler,
  };
}
