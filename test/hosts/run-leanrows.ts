import { spawn } from "node:child_process";

/** What a finished process left. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `node main …args` in `folder` without a terminal. */
export function runLeanrows(
  main: string,
  folder: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return runCommand(process.execPath, [main, ...args], folder, environment);
}

/** Runs a command to its end. */
export function runCommand(
  command: string,
  args: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // What the runner of the tests thinks of colors is no concern of the process under test.
    const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...environment };
    const child = spawn(command, [...args], { cwd: folder, env });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}
