import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { environmentOf } from "./environment.js";
import { startServer } from "./server.js";
import { virtualUriOf } from "./virtual-addresses.js";

// The server in a browser's worker: it has no files of its own, and the editor shows the pages.
const connection = createConnection(
  new BrowserMessageReader(globalThis),
  new BrowserMessageWriter(globalThis),
);
startServer(
  connection,
  environmentOf(
    {
      files: {
        read: () => ({ kind: "unreadable", reason: "no such file" }),
        list: () => [],
        version: () => undefined,
      },
      pathOf: () => undefined,
      uriOf: virtualUriOf,
      pageOf: () => undefined,
    },
    connection,
  ),
);
connection.listen();
