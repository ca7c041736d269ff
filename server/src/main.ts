import { processTerminal } from "./cli/process-terminal.js";
import { runCommand } from "./cli/run-command.js";
import { nodeFiles } from "./node-files.js";

// The exit code is set, not forced: output that is still on its way to a pipe gets there.
void runCommand(process.argv.slice(2), processTerminal(), nodeFiles).then((code) => {
  process.exitCode = code;
});
