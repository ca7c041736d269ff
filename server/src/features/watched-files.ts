import { DidChangeWatchedFilesNotification } from "vscode-languageserver";
import type { Session } from "../session.js";
import type { Diagnostics } from "./diagnostics.js";

/** Follows changes on disk and of the folders of the editor. */
export function watchFiles({ connection, environment, workspace }: Session, diagnostics: Diagnostics): void {
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = changes.flatMap(({ uri }) => environment.pathOf(uri) ?? []);
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
      watchers: watched.map((globPattern) => ({ globPattern })),
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

const watched = [
  "**/*.{py,pyi,ts,tsx,mts,cts,js,jsx,mjs,cjs,prisma}",
  "**/{leanrows.config.json,pyproject.toml,package.json,setup.cfg,setup.py,Pipfile,Pipfile.lock}",
  "**/{poetry.lock,uv.lock,package-lock.json,pnpm-lock.yaml,yarn.lock,bun.lock,requirements*.txt}",
  "**/{tsconfig*.json,jsconfig.json}",
];
