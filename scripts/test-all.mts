// Runs every check and the tests; the last line adds them up. Each check counts as one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readTestCounts } from "./read-test-counts.mjs";
import type { Counts } from "./read-test-counts.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

const checks: readonly string[] = [
  "build",
  "typecheck",
  "typecheck:7",
  "lint",
  "format:check",
  "unused",
  "check:directions",
];

const results = [...checks.map(runCheck), runTests()];
const passed = sum(results.map((counts) => counts.passed));
const failed = sum(results.map((counts) => counts.failed));
const skipped = sum(results.map((counts) => counts.skipped));
process.exitCode = failed === 0 ? 0 : 1;
console.log(`${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);

function runCheck(script: string): Counts {
  console.log(`\n== npm run ${script}`);
  const isPassed = run(["npm", "run", "--silent", script]) === 0;
  console.log(isPassed ? `ok: ${script}` : `FAILED: ${script}`);
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

function runTests(): Counts {
  console.log("\n== vitest run");
  const folder = mkdtempSync(join(tmpdir(), "leanrows-test-"));
  const file = join(folder, "results.json");
  try {
    const status = run([
      "npx",
      "vitest",
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]);
    return readTestCounts(reportIn(file), status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    console.log(`vitest wrote no report: ${String(error)}`);
    return undefined;
  }
}

function run([command = "", ...args]: readonly string[]): number {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (error !== undefined) console.log(String(error));
  return status ?? 1;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
