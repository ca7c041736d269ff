import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Session } from "../session.js";
import { watchedFiles } from "../watched-names.js";
import type { Diagnostics } from "./diagnostics.js";

/** Follows changes on disk and of the folders of the editor. */
export function watchFiles({ connection, environment, workspace }: Session, diagnostics: Diagnostics): void {
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const files = changes.flatMap(({ uri }) => environment.pathOf(uri) ?? []);
    await environment.readAgain(files);
    if (files.some((file) => configuration.test(file))) workspace.reload();
    else workspace.changed(files);
    diagnostics.refreshAll();
  });
}

/** Asks the editor to tell about the files that findings depend on. */
export async function registerWatchers(
  { connection, client, workspace, environment }: Session,
  diagnostics: Diagnostics,
): Promise<void> {
  if (client().registersWatchers) {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: watchedFiles.map((globPattern) => ({ globPattern })),
    });
  }
  if (client().changesFolders) {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => environment.pathOf(uri)));
      const kept = workspace.folders().filter((folder) => !gone.has(folder));
      workspace.setFolders([...kept, ...added.flatMap(({ uri }) => environment.pathOf(uri) ?? [])]);
      diagnostics.refreshAll();
    });
  }
}

/** A change of these makes settings differ, not only facts. */
const configuration = /\/(?:leanrows\.config\.json|pyproject\.toml)$/;
