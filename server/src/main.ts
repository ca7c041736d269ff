import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { helpIfAsked } from "./cli/check-together.js";
import { processTerminal } from "./cli/process-terminal.js";
import { runCommand } from "./cli/run-command.js";
import { nodeFiles } from "../../rules/src/disk/node-files.js";

// The heap may grow by half, not by a multiple, before it is cleaned: threads and servers would keep what they do not use.
setFlagsFromString("--heap-growing-percent=50");

// The exit code is set, not forced: output that is still on its way to a pipe gets there.
if (!helpIfAsked(nodeFiles)) {
  const program = fileURLToPath(import.meta.url);
  void runCommand(process.argv.slice(2), processTerminal(), { disk: nodeFiles, program }).then((code) => {
    process.exitCode = code;
  });
}
