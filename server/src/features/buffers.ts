import { fileOf } from "../session.js";
import type { Session } from "../session.js";
import type { Diagnostics } from "./diagnostics.js";

/** Keeps the texts of open documents over the files, saved or not. */
export function followBuffers(session: Session, diagnostics: Diagnostics): void {
  const { documents, workspace } = session;
  documents.onDidChangeContent(({ document }) => {
    const file = fileOf(session, document.uri);
    if (file === undefined) return;
    workspace.overlay.cover(file, document.getText());
    workspace.changed([file]);
    diagnostics.refresh(document.uri);
  });
  documents.onDidClose(({ document }) => {
    diagnostics.forget(document.uri);
    const file = fileOf(session, document.uri);
    if (file === undefined) return;
    workspace.overlay.uncover(file);
    workspace.changed([file]);
    diagnostics.refreshAll();
  });
}
