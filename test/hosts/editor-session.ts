import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import type {
  ClientCapabilities,
  Diagnostic,
  InitializeResult,
  ProtocolConnection,
  PublishDiagnosticsParams,
  Range,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol/node";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  LogMessageNotification,
  PublishDiagnosticsNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";

/** An editor without a face: it talks to the real server over standard input and output. */
export interface EditorSession {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logged: readonly string[];
  uriOf(name: string): string;
  /** Opens a file with its text on disk, or with another text. */
  open(name: string, text?: string): Promise<string>;
  /** Replaces a range of an open document. */
  change(uri: string, edits: readonly TextEdit[]): Promise<void>;
  textOf(uri: string): string;
  /** The range of `words` in an open document. */
  rangeOf(uri: string, words: string): Range;
  /** Applies what an action of the server would change. */
  apply(edit: WorkspaceEdit): Promise<void>;
  /** The next published diagnostics of a document for which `accept` holds, or the last ones if it holds for them. */
  diagnostics(
    uri: string,
    accept: (diagnostics: readonly Diagnostic[]) => boolean,
  ): Promise<readonly Diagnostic[]>;
  /** Ends the session as editors do; resolves to the exit code. */
  end(): Promise<number | null>;
}

/** Starts the server in `folder` and shakes hands. */
export async function startEditor(
  main: string,
  folders: readonly string[],
  capabilities: ClientCapabilities = {},
): Promise<EditorSession> {
  const child = spawn(process.execPath, [main, "server", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const exit = new Promise<number | null>((resolve) => child.on("exit", resolve));
  onTestFinished(() => void child.kill());
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
    published.push(params);
    for (const look of waiting) look();
  });
  connection.onNotification(LogMessageNotification.type, ({ message }) => void logged.push(message));
  connection.listen();
  const [folder = "/"] = folders;
  const initialized = await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol requires it all the same
    rootUri: folders.length === 0 ? null : pathToFileURL(folder).href,
    workspaceFolders: folders.map((each) => ({ uri: pathToFileURL(each).href, name: path.basename(each) })),
    capabilities,
  });
  await connection.sendNotification(InitializedNotification.type, {});

  const documents = new Map<string, TextDocument>();
  const documentAt = (uri: string): TextDocument => {
    const document = documents.get(uri);
    if (document === undefined) throw new Error(`not open: ${uri}`);
    return document;
  };
  const change = async (uri: string, edits: readonly TextEdit[]): Promise<void> => {
    const document = documentAt(uri);
    // Edits of one action mean the text before all of them: the last one first.
    const ordered = [...edits].sort(
      (left, right) => document.offsetAt(right.range.start) - document.offsetAt(left.range.start),
    );
    const contentChanges = ordered.map(({ range, newText }) => ({ range, text: newText }));
    const version = document.version + 1;
    documents.set(uri, TextDocument.update(document, contentChanges, version));
    await connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version },
      contentChanges,
    });
  };
  return {
    connection,
    initialized,
    published,
    logged,
    uriOf: (name) => pathToFileURL(path.join(folder, name)).href,
    async open(name, text) {
      const uri = name.includes(":") ? name : pathToFileURL(path.join(folder, name)).href;
      const content = text ?? readFileSync(path.join(folder, name), "utf8");
      documents.set(uri, TextDocument.create(uri, "python", 1, content));
      await connection.sendNotification(DidOpenTextDocumentNotification.type, {
        textDocument: { uri, languageId: "python", version: 1, text: content },
      });
      return uri;
    },
    change,
    textOf: (uri) => documentAt(uri).getText(),
    rangeOf(uri, words) {
      const document = documentAt(uri);
      const start = document.getText().indexOf(words);
      if (start < 0) throw new Error(`no '${words}' in ${uri}`);
      return { start: document.positionAt(start), end: document.positionAt(start + words.length) };
    },
    async apply({ changes = {}, documentChanges = [] }) {
      for (const [uri, edits] of Object.entries(changes)) await change(uri, edits);
      for (const each of documentChanges) {
        if ("edits" in each)
          await change(
            each.textDocument.uri,
            each.edits.flatMap((edit) => ("newText" in edit ? [edit] : [])),
          );
      }
    },
    diagnostics(uri, accept) {
      return new Promise((resolve, reject) => {
        const patience = setTimeout(() => {
          waiting.delete(look);
          const last = published.filter((params) => params.uri === uri).at(-1);
          reject(new Error(`the expected diagnostics of ${uri} never came; last: ${JSON.stringify(last)}`));
        }, 25_000);
        const look = (): void => {
          const last = published.filter((params) => params.uri === uri).at(-1);
          if (last === undefined || !accept(last.diagnostics)) return;
          clearTimeout(patience);
          waiting.delete(look);
          resolve(last.diagnostics);
        };
        waiting.add(look);
        look();
      });
    },
    async end() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      return exit;
    },
  };
}
