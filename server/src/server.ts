import type { Connection, InitializeParams, InitializeResult } from "vscode-languageserver";
import {
  NotebookDocuments,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ClientFeatures } from "./client-features.js";
import { clientFeatures } from "./client-features.js";
import type { Environment } from "./environment.js";
import { fixAllKind, offerCodeActions } from "./features/code-actions.js";
import { editorSettings } from "./features/configuration.js";
import { followBuffers } from "./features/buffers.js";
import { offerDiagnostics } from "./features/diagnostics.js";
import { explainCommand, explanationScheme, offerExplanations } from "./features/explain.js";
import { offerHover } from "./features/hover.js";
import { showIndexing } from "./features/indexing.js";
import { followNotebooks, notebookSelector, openNotebooks } from "./features/notebooks.js";
import { rewriteKind } from "./features/rewrite-actions.js";
import { registerWatchers, watchFiles } from "./features/watched-files.js";
import { createMemo } from "./memo.js";
import type { Session } from "./session.js";
import { tell } from "./tell.js";
import { version } from "./version.js";
import { openWorkspace } from "./workspace.js";

/** Answers an editor over `connection`; the caller makes it listen. */
export function startServer(connection: Connection, environment: Environment): void {
  const documents = new TextDocuments(TextDocument);
  const synchronized = new NotebookDocuments(documents);
  let client: ClientFeatures = clientFeatures({ capabilities: {} });
  const settings = editorSettings(connection, environment, () => client);
  const workspace = openWorkspace({
    files: environment.files,
    readAhead: async (folder) => {
      if (!environment.isSent(folder)) return;
      const read = async (): Promise<string> => `${await environment.readAhead(folder)} files sent`;
      await showIndexing(connection, client, folder, read);
    },
    settingsFor: (folder) => settings.valuesFor(folder),
    reportSettings: (messages) => tell(connection, "warning", `Leanrows: ${messages.join("; ")}`),
    whileIndexing: (folder, work) => showIndexing(connection, client, folder, work),
  });
  const session: Session = {
    connection,
    environment,
    documents,
    notebooks: openNotebooks(documents),
    workspace,
    client: () => client,
    left: createMemo(() => workspace.generation()),
  };

  connection.onInitialize((params) => {
    client = clientFeatures(params);
    environment.serveSchemes(client.schemes);
    workspace.setFolders(foldersOf(params, environment));
    return serverFeatures();
  });

  const diagnostics = offerDiagnostics(session);
  followBuffers(session, diagnostics);
  followNotebooks(session, synchronized, diagnostics);
  offerCodeActions(session);
  offerHover(session);
  offerExplanations(session);
  watchFiles(session, diagnostics);
  connection.onInitialized(async () => {
    connection.console.info(`Leanrows ${version} serves ${workspace.folders().join(", ") || "no folder"}`);
    await settings.follow(() => {
      workspace.reload();
      diagnostics.refreshAll();
    });
    await registerWatchers(session, diagnostics);
  });
  documents.listen(connection);
  synchronized.listen(connection);
}

function foldersOf(params: InitializeParams, environment: Environment): readonly string[] {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- some editors still name one folder, the old way
  const { workspaceFolders, rootUri } = params;
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? (rootUri === null ? [] : [rootUri]);
  return uris.flatMap((uri) => environment.pathOf(uri) ?? []);
}

function serverFeatures(): InitializeResult {
  return {
    serverInfo: { name: "leanrows", version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      notebookDocumentSync: { notebookSelector },
      diagnosticProvider: { identifier: "leanrows", interFileDependencies: true, workspaceDiagnostics: true },
      codeActionProvider: { codeActionKinds: ["quickfix", rewriteKind, fixAllKind], resolveProvider: true },
      executeCommandProvider: { commands: [explainCommand] },
      hoverProvider: true,
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        textDocumentContent: { schemes: [explanationScheme] },
      },
    },
  };
}
