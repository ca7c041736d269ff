import type { FileHost } from "../../../rules/src/project/file-host.js";
import { version } from "../version.js";
import type { Command } from "./arguments.js";
import { readArguments } from "./arguments.js";
import { checkCommand } from "./check.js";
import type { ExitCode } from "./exit-code.js";
import { clean, failed } from "./exit-code.js";
import { fixCommand } from "./fix.js";
import { help } from "./help.js";
import { serverCommand } from "./server.js";
import type { Terminal } from "./terminal.js";

/** Runs the command line; whatever goes wrong unforeseen ends as one line and exit code 2. */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  machine: Machine,
): Promise<ExitCode> {
  try {
    return await run(readArguments(args), terminal, machine);
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await terminal.note(`leanrows: internal error, please report it: ${detail}\n`);
    return failed;
  }
}

/** The computer that a command runs on. */
export interface Machine {
  readonly disk: FileHost;
  /** The file of this program, which threads start again. */
  readonly program: string;
}

async function run(command: Command, terminal: Terminal, machine: Machine): Promise<ExitCode> {
  switch (command.kind) {
    case "help":
      await terminal.print(help(command.topic));
      return clean;
    case "version":
      await terminal.print(`leanrows ${version}\n`);
      return clean;
    case "wrong":
      await terminal.note(`leanrows: ${command.message}\nTry 'leanrows help'.\n`);
      return failed;
    case "check":
      return checkCommand(command, terminal, machine);
    case "fix":
      return fixCommand(command, terminal, machine.disk);
    case "server":
      return serverCommand(machine.disk);
  }
}
