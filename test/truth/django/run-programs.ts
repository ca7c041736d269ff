import { spawn } from "node:child_process";
import type { Observation } from "../observation.js";
import { hasMembers, readLines } from "../read-lines.js";
import type { Installation } from "./installations.js";
import { pythonFolder } from "./shop.js";

/** A text to run, and the function in it that is called. */
export interface Job {
  readonly id: string;
  readonly function: string;
  readonly text: string;
  readonly sizes: readonly number[];
}

/** Settings of a database as Django takes them. */
export type DatabaseSettings = Readonly<Record<string, unknown>>;

/** Runs each text on tables of each size, in one process, and tells what it gave. */
export async function runPrograms(
  installation: Installation,
  database: DatabaseSettings,
  jobs: readonly Job[],
): Promise<readonly Observation[]> {
  const sizes = [...new Set(jobs.flatMap((job) => job.sizes))].sort((left, right) => left - right);
  const output = await runPython(installation, database, "run_programs.py", { sizes, programs: jobs });
  return readLines(output, isObservation);
}

/** Runs one of our Python files with a job as JSON on its standard input; gives what it prints. */
export function runPython(
  { python, modules }: Installation,
  database: DatabaseSettings,
  script: string,
  job: unknown,
): Promise<string> {
  const child = spawn(python, [script], {
    cwd: pythonFolder,
    env: {
      ...process.env,
      PYTHONPATH: modules,
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONHASHSEED: "0",
      TRUTH_DATABASE: JSON.stringify(database),
    },
  });
  const output: string[] = [];
  const errors: string[] = [];
  child.stdout.setEncoding("utf8").on("data", (text: string) => output.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => errors.push(text));
  child.stdin.end(JSON.stringify(job));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output.join(""));
      else reject(new Error(`${script} ended with ${code ?? "a signal"}:\n${errors.join("").slice(-1500)}`));
    });
  });
}

function isObservation(value: unknown): value is Observation {
  return hasMembers(value, ["id", "size", "outcome", "unordered", "printed", "statements", "rows", "left"]);
}
