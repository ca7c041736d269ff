import type { TextDocument } from "vscode-languageserver-textdocument";
import { fileOf } from "../session.js";
import type { Session } from "../session.js";
import type { Diagnostics } from "./diagnostics.js";

/** Keeps the texts of open documents over the files, saved or not. */
export function followBuffers(session: Session, diagnostics: Diagnostics): void {
  const { documents, workspace } = session;
  documents.onDidChangeContent(({ document }) => {
    if (isCell(session, document)) return;
    const file = fileOf(session, document.uri);
    if (file === undefined) return;
    workspace.overlay.cover(file, document.getText());
    workspace.changed([file]);
    diagnostics.refresh(document.uri);
  });
  documents.onDidClose(({ document }) => {
    diagnostics.forget(document.uri);
    if (isCell(session, document)) return;
    const file = fileOf(session, document.uri);
    if (file === undefined) return;
    workspace.overlay.uncover(file);
    workspace.changed([file]);
    diagnostics.refreshAll();
  });
}

/** What becomes of cells is told by their notebook. */
function isCell({ notebooks }: Session, { uri }: TextDocument): boolean {
  return notebooks.fileOf(uri) !== undefined;
}
