/**
 * What a check of a whole project costs: from scratch in one thread and in two, and again with nothing changed.
 *
 *     npm run build && npx tsx test/bench/project.ts FOLDER [COMMAND ARGUMENT…]
 *
 * COMMAND is measured beside, on the same files in the same rounds, as a yardstick: a native linter, say. Each run is a
 * new process; the best of several rounds counts.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const rounds = 3;

const [folder, ...yardstick] = process.argv.slice(2);
if (folder === undefined) throw new Error("Give the folder of a project.");
/** What is shipped: `npm run build` makes it. */
const main = fileURLToPath(new URL("../../server/dist/main.js", import.meta.url));
if (!existsSync(main)) throw new Error("Build first: npm run build");
const work = mkdtempSync(path.join(tmpdir(), "leanrows-bench-"));
try {
  const { files, megabytes } = size(folder);
  console.log(`${folder}: ${files} files, ${megabytes.toFixed(1)} MB; Node ${process.versions.node}`);
  console.table(compare(folder, yardstick));
} finally {
  rmSync(work, { recursive: true, force: true });
}

interface Measured {
  readonly cpu: number;
  readonly wall: number;
  readonly memory: number;
}

function compare(root: string, command: readonly string[]): Readonly<Record<string, object>> {
  const check = (...options: readonly string[]): readonly string[] => [
    process.execPath,
    main,
    "check",
    root,
    "--format",
    "json",
    ...options,
  ];
  const contestants: Readonly<Record<string, readonly string[]>> = {
    ...(command.length === 0 ? {} : { [command.join(" ")]: [...command, root] }),
    "one thread": check("--no-cache", "--threads", "1"),
    "two threads": check("--no-cache", "--threads", "2"),
    "nothing changed": check(),
  };
  // Fills the cache, and the system's memory of the files.
  measure(check());
  const best = new Map<string, Measured>();
  // Round by round, so that a busy machine slows all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, contestant] of Object.entries(contestants)) {
      const { cpu, wall, memory } = measure(contestant);
      const before = best.get(name) ?? { cpu: Infinity, wall: Infinity, memory: Infinity };
      best.set(name, {
        cpu: Math.min(cpu, before.cpu),
        wall: Math.min(wall, before.wall),
        memory: Math.min(memory, before.memory),
      });
    }
  }
  const [unit] = best.values();
  return Object.fromEntries(
    [...best].map(([name, { cpu, wall, memory }]) => [
      name,
      {
        "CPU s": Number(cpu.toFixed(2)),
        "wall s": Number(wall.toFixed(2)),
        "peak MB": Math.round(memory),
        "CPU × first": Number((cpu / (unit?.cpu ?? Number.NaN)).toFixed(2)),
        "wall × first": Number((wall / (unit?.wall ?? Number.NaN)).toFixed(2)),
      },
    ]),
  );
}

/** GNU time measures any program, its threads and its peak memory included. */
function measure([command = "", ...args]: readonly string[]): Measured {
  const report = path.join(work, "time");
  const { error } = spawnSync("/usr/bin/time", ["-o", report, "-f", "%U %S %e %M", command, ...args], {
    stdio: "ignore",
    env: { ...process.env, XDG_CACHE_HOME: path.join(work, "cache") },
  });
  if (error) throw new Error("GNU time is needed: /usr/bin/time", { cause: error });
  const last = readFileSync(report, "utf8").trim().split("\n").at(-1) ?? "";
  const [user = 0, system = 0, wall = 0, memory = 0] = last.split(" ").map(Number);
  return { cpu: user + system, wall, memory: memory / 1024 };
}

function size(root: string): { readonly files: number; readonly megabytes: number } {
  const sources = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name.endsWith(".py"),
  );
  const bytes = sources.map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);
  return { files: sources.length, megabytes: bytes.reduce((sum, one) => sum + one, 0) / 1e6 };
}
