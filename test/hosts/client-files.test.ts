// Folders that no disk holds: the editor sends the files that the server looks at.
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import type { Diagnostic, DocumentDiagnosticReport } from "vscode-languageserver-protocol/node";
import {
  createProtocolConnection,
  DidChangeWatchedFilesNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  FileChangeType,
  InitializedNotification,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { createConnection } from "vscode-languageserver/node";
import { environmentOf } from "../../server/src/environment.js";
import { startServer } from "../../server/src/server.js";
import { schemeOf, virtualPathOf, virtualUriOf } from "../../server/src/virtual-addresses.js";
import { isWatched, watchedFiles } from "../../server/src/watched-names.js";
import { exportOrders, shop } from "./shop-project.js";

test.each([
  ["vscode-vfs://github/books/shop%20two/a.py", "/vscode-vfs+github/books/shop two/a.py", "vscode-vfs"],
  ["shelf:/shop/a.py", "/shelf+/shop/a.py", "shelf"],
  ["file:///shop/a.py", "/shop/a.py", "file"],
])("%s is the path %s", (uri, path, scheme) => {
  expect(virtualPathOf(uri)).toBe(path);
  expect(virtualUriOf(path)).toBe(uri);
  expect(schemeOf(path)).toBe(scheme);
});

test.each(["git:/shop/a.py?%7B%7D", "untitled:Untitled-1", "shelf:/shop/%", "no address"])(
  "%s is not a path",
  (uri) => {
    expect(virtualPathOf(uri)).toBeUndefined();
  },
);

test("what is watched is what is sent", () => {
  expect(
    [
      "/shop/models.py",
      "/requirements-dev.txt",
      "/web/tsconfig.base.json",
      "/shop/templates/shop/a.html",
    ].every(isWatched),
  ).toBe(true);
  expect(["/shop/logo.png", "/modelspy", "/my-package.json"].some(isWatched)).toBe(false);
  expect(watchedFiles.join()).toContain("requirements*.txt");
});

const models = `${shop["shop/models.py"] ?? ""}    pdf = models.BinaryField()\n`;

/** An editor whose folder is `shelf:/shop`, and the server in this process with no files of its own. */
async function openShelf(schemes: readonly string[]) {
  const files = new Map(Object.entries({ ...shop, "shop/models.py": models }));
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toEditor));
  const nothing = {
    files: { read: unreadable, list: () => [], version: () => undefined },
    pathOf: () => undefined,
    uriOf: virtualUriOf,
    pageOf: () => undefined,
  };
  startServer(connection, environmentOf(nothing, connection));
  connection.listen();

  const editor = createProtocolConnection(
    new StreamMessageReader(toEditor),
    new StreamMessageWriter(toServer),
  );
  const sent: string[] = [];
  editor.onRequest("leanrows/listFiles", () => [...files.keys(), "logo.png"]);
  editor.onRequest("leanrows/readFiles", ({ uris }: { readonly uris: readonly string[] }) => {
    sent.push(...uris);
    return uris.map((uri) => files.get(uri.replace("shelf:/shop/", "")) ?? null);
  });
  editor.listen();
  await editor.sendRequest(InitializeRequest.type, {
    processId: null,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol requires it all the same
    rootUri: null,
    workspaceFolders: [{ uri: "shelf:/shop", name: "shop" }],
    capabilities: { textDocument: { diagnostic: {} } },
    initializationOptions: { schemes },
  });
  await editor.sendNotification(InitializedNotification.type, {});
  const uri = `shelf:/shop/${exportOrders.file}`;
  await editor.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "python", version: 1, text: files.get(exportOrders.file) ?? "" },
  });
  const diagnostics = async (): Promise<readonly Diagnostic[]> => {
    const report: DocumentDiagnosticReport = await editor.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri },
    });
    return report.kind === "full" ? report.items : [];
  };
  return { editor, files, sent, diagnostics };
}

const unreadable = () => ({ kind: "unreadable", reason: "no such file" }) as const;

test("a folder is sent once, without what no finding depends on", async () => {
  const { editor, sent, diagnostics } = await openShelf(["shelf"]);
  expect((await diagnostics()).map(({ code }) => code)).toEqual(["no-binary-load", exportOrders.rule]);
  expect(sent).toContain("shelf:/shop/shop/models.py");
  expect(sent).not.toContain("shelf:/shop/logo.png");
  const before = sent.length;
  await diagnostics();
  expect(sent.length).toBe(before);
  editor.dispose();
});

test("a file that changes is sent again", async () => {
  const { editor, files, diagnostics } = await openShelf(["shelf"]);
  expect(await diagnostics()).toHaveLength(2);
  files.delete("shop/models.py");
  await editor.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: "shelf:/shop/shop/models.py", type: FileChangeType.Deleted }],
  });
  // Until the answer has come, all is as it was; then nothing is known of the columns.
  await expect.poll(diagnostics, { timeout: 10_000 }).toHaveLength(1);
  files.set("shop/models.py", models);
  await editor.sendNotification(DidChangeWatchedFilesNotification.type, {
    changes: [{ uri: "shelf:/shop/shop/models.py", type: FileChangeType.Created }],
  });
  await expect.poll(diagnostics, { timeout: 10_000 }).toHaveLength(2);
  editor.dispose();
});

test("an editor that does not read files is not asked for any", async () => {
  const { editor, sent, diagnostics } = await openShelf([]);
  expect(await diagnostics()).toEqual([]);
  expect(sent).toEqual([]);
  editor.dispose();
});
