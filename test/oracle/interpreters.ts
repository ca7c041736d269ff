/** The Python interpreters of this machine. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join, relative, sep } from "node:path";

/** One interpreter. */
export interface Interpreter {
  readonly executable: string;
  /** As `3.13.0`. */
  readonly version: string;
  /** Minor version of Python 3. */
  readonly minor: number;
  /** Folder of the standard library. */
  readonly library: string;
}

const names = ["python3", "python3.11", "python3.12", "python3.13", "python3.14"];

const about =
  "import platform, sys, sysconfig; " +
  "print(platform.python_version(), sys.version_info.minor, sysconfig.get_path('stdlib'), sep='\\n')";

/** The first interpreter of each minor version on PATH that runs. */
export function findInterpreters(): readonly Interpreter[] {
  const found = new Map<number, Interpreter>();
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    for (const name of names) {
      const interpreter = askInterpreter(join(folder, name));
      if (interpreter && !found.has(interpreter.minor)) found.set(interpreter.minor, interpreter);
    }
  }
  return [...found.values()].sort((a, b) => a.minor - b.minor);
}

/** Version managers put commands on PATH that only say that nothing is installed: those are no interpreters. */
function askInterpreter(executable: string): Interpreter | undefined {
  if (!existsSync(executable)) return undefined;
  try {
    const answer = execFileSync(executable, ["-c", about], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [version = "", minor = "", library = ""] = answer.split(/\r?\n/);
    return { executable, version, minor: Number(minor), library };
  } catch {
    return undefined;
  }
}

const neverLibrary = new Set(["site-packages", "dist-packages", "__pycache__"]);
const testFolders = new Set(["test", "tests", "idle_test"]);

/** Python files of a standard library; the test suite and other tests only on demand. */
export function libraryFiles(library: string, which: "without tests" | "with tests"): readonly string[] {
  return readdirSync(library, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const folders = relative(library, path).split(sep);
      if (folders.some((folder) => neverLibrary.has(folder))) return false;
      return which === "with tests" || !folders.some((folder) => testFolders.has(folder));
    })
    .sort();
}
