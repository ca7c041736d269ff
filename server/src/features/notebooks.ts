import type { NotebookDocument, NotebookDocuments, TextDocuments } from "vscode-languageserver";
import { NotebookCellKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Notebook } from "../notebook.js";
import { joinCells } from "../notebook.js";
import type { Session } from "../session.js";
import { fileFor } from "../session.js";
import type { Diagnostics } from "./diagnostics.js";

/** The open notebooks, each standing for a Python file beside it that is on no disk. */
export interface OpenNotebooks {
  /** The file that a cell belongs to; `undefined` if the document is no cell. */
  fileOf(cell: string): string | undefined;
  at(file: string): Notebook | undefined;
  open(notebook: NotebookDocument, file: string): Notebook;
  close(file: string): void;
}

/** Which cells the editor is to send. */
export const notebookSelector = [{ notebook: "*", cells: [{ language: "python" }] }];

/** Knows the notebooks whose cells are among `documents`. */
export function openNotebooks(documents: Pick<TextDocuments<TextDocument>, "get">): OpenNotebooks {
  const notebooks = new Map<string, Notebook>();
  const files = new Map<string, string>();
  const close = (file: string): void => {
    notebooks.delete(file);
    for (const [cell, owner] of files) if (owner === file) files.delete(cell);
  };
  return {
    fileOf: (cell) => files.get(cell),
    at: (file) => notebooks.get(file),
    open({ cells }, file) {
      close(file);
      const python = cells
        .filter(({ kind }) => kind === NotebookCellKind.Code)
        .flatMap(({ document }) => documents.get(document) ?? [])
        .filter(({ languageId }) => languageId === "python");
      const notebook = joinCells(
        python.map((cell, index) => ({ uri: cell.uri, number: index + 1, text: cell.getText() })),
      );
      notebooks.set(file, notebook);
      for (const { uri } of python) files.set(uri, file);
      return notebook;
    },
    close,
  };
}

/** Keeps the texts of open notebooks over the files. */
export function followNotebooks(
  session: Session,
  synchronized: NotebookDocuments<TextDocument>,
  diagnostics: Diagnostics,
): void {
  const { notebooks, workspace } = session;
  const update = (notebook: NotebookDocument): void => {
    const file = fileOfNotebook(session, notebook);
    if (file === undefined) return;
    workspace.overlay.cover(file, notebooks.open(notebook, file).text);
    workspace.changed([file]);
    for (const { document } of notebook.cells) diagnostics.refresh(document);
  };
  synchronized.onDidOpen(update);
  synchronized.onDidChange(({ notebookDocument }) => {
    update(notebookDocument);
  });
  synchronized.onDidClose((notebook) => {
    const file = fileOfNotebook(session, notebook);
    if (file === undefined) return;
    notebooks.close(file);
    workspace.overlay.uncover(file);
    workspace.changed([file]);
    diagnostics.refreshAll();
  });
}

function fileOfNotebook(session: Session, { uri }: NotebookDocument): string | undefined {
  const notebook = fileFor(session, uri);
  return notebook && `${notebook}.py`;
}
