/**
 * What our rules cost in ESLint, beside what ESLint costs by itself for the same files.
 *
 *     npm run build && npx tsx test/bench/eslint.ts [FOLDER]
 *
 * FOLDER defaults to the standard library of `python3`. Every run is a new process, as on the command line, so reading
 * the project is part of it. Time is CPU time from the first file to the last, the best of several rounds.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findInterpreters } from "../oracle/interpreters.js";

const rounds = 3;

/** Entries of the configuration, as text of the program that is measured. */
const contestants: Readonly<Record<string, string>> = {
  "ESLint alone": "leanrows.configs.strict.map((entry) => ({ ...entry, rules: {} }))",
  recommended: "leanrows.configs.recommended",
  strict: "leanrows.configs.strict",
  "strict, every node visited":
    '[...leanrows.configs.strict, { files: ["**/*.py"], languageOptions: { traversal: "full" } }]',
};

interface Measured {
  readonly files: number;
  readonly findings: number;
  readonly milliseconds: number;
}

/** What is shipped: `npm run build` makes it. */
const plugin = fileURLToPath(new URL("../../rules/dist/index.js", import.meta.url));
if (!existsSync(plugin)) throw new Error("Build first: npm run build");
const work = mkdtempSync(path.join(tmpdir(), "leanrows-bench-"));
try {
  const folder = process.argv[2] ?? copyOfLibrary();
  console.log(`${folder}, Node ${process.versions.node}`);
  console.table(compare(folder));
} finally {
  rmSync(work, { recursive: true, force: true });
}

/** ESLint refuses files outside its folder and ignores those of packages, so the library is copied. */
function copyOfLibrary(): string {
  const newest = findInterpreters().at(-1);
  if (newest === undefined) throw new Error("No python3 on PATH: give a folder with .py files.");
  const copy = path.join(work, "library");
  cpSync(newest.library, copy, {
    recursive: true,
    dereference: false,
    filter: (source) => !/(?:site-packages|dist-packages|__pycache__|config-[^/]*|\.so)$/.test(source),
  });
  return copy;
}

function compare(folder: string): Readonly<Record<string, object>> {
  const best = new Map<string, Measured>();
  // Round by round, so that a busy machine slows all of them.
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, entries] of Object.entries(contestants)) {
      const measured = measure(folder, entries);
      if (measured.milliseconds < (best.get(name)?.milliseconds ?? Infinity)) best.set(name, measured);
    }
  }
  const alone = best.get("ESLint alone")?.milliseconds ?? Number.NaN;
  return Object.fromEntries(
    [...best].map(([name, { files, findings, milliseconds }]) => [
      name,
      {
        files,
        findings,
        "CPU s": Number((milliseconds / 1000).toFixed(2)),
        "ms/file": Number((milliseconds / files).toFixed(3)),
        "of ESLint alone": `${Math.round((100 * (milliseconds - alone)) / alone)} % more`,
      },
    ]),
  );
}

function measure(folder: string, entries: string): Measured {
  const eslint = import.meta.resolve("eslint");
  const program = `
    import { ESLint } from ${JSON.stringify(eslint)};
    import leanrows from ${JSON.stringify(plugin)};
    const eslint = new ESLint({ cwd: process.cwd(), overrideConfigFile: true, overrideConfig: ${entries} });
    const before = process.cpuUsage();
    const results = await eslint.lintFiles(["**/*.py"]);
    const { user, system } = process.cpuUsage(before);
    const findings = results.reduce((sum, { messages }) => sum + messages.length, 0);
    console.log(results.length, findings, (user + system) / 1000);`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  const [files = 0, findings = 0, milliseconds = 0] = stdout.split(" ").map(Number);
  return { files, findings, milliseconds };
}
