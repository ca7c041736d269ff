import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { FileHost } from "../../rules/src/project/file-host.js";
import { normalPath } from "./disk-paths.js";
import { environmentOf } from "./environment.js";
import { startServer } from "./server.js";

/** Serves an editor over the transport that the command line names, standard input and output if none. */
export function serveEditor(files: FileHost): Promise<void> {
  const connection = hasTransport()
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  const place = { files, pathOf, uriOf: (path: string) => pathToFileURL(path).href, pageOf };
  startServer(connection, environmentOf(place, connection));
  connection.listen();
  return new Promise((resolve) => connection.onExit(() => resolve()));
}

function hasTransport(): boolean {
  return process.argv.some((argument) => /^--(?:stdio|node-ipc|socket|pipe)\b/.test(argument));
}

function pathOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return normalPath(fileURLToPath(uri), "/");
  } catch {
    // A malformed address, or one of another machine: there is no such file here.
    return undefined;
  }
}

/** The build puts the pages beside the bundle. */
function pageOf(page: string): string | undefined {
  const address = new URL(`docs/${page}.md`, import.meta.url);
  return existsSync(address) ? address.href : undefined;
}
