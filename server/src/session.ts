import type { CancellationToken, Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { FileCheck } from "../../rules/src/analyze.js";
import type { ClientFeatures } from "./client-features.js";
import type { Environment } from "./environment.js";
import type { EditableProject } from "./fix-all.js";
import type { OpenNotebooks } from "./features/notebooks.js";
import type { Memo } from "./memo.js";
import { placesIn } from "./places.js";
import { readTexts } from "./texts.js";
import type { Translation } from "./to-lsp.js";
import type { Workspace } from "./workspace.js";
import { checkSource } from "./workspace.js";

/** One editor's session: what every feature works with. */
export interface Session {
  readonly connection: Connection;
  readonly environment: Environment;
  readonly documents: TextDocuments<TextDocument>;
  readonly notebooks: OpenNotebooks;
  readonly workspace: Workspace;
  /** Known after the handshake. */
  readonly client: () => ClientFeatures;
  /** How many findings a fix leaves behind; trying that out costs a check of the file. */
  readonly left: Memo<number>;
}

/** A file that a request is about, checked. */
export interface CheckedFile {
  readonly file: string;
  readonly editable: EditableProject;
  readonly result: FileCheck;
}

/** Checks the file behind an address; `undefined` if it is none of ours or the request was canceled meanwhile. */
export async function checkDocument(
  session: Session,
  uri: string,
  token: CancellationToken,
): Promise<CheckedFile | undefined> {
  const file = fileOf(session, uri);
  if (file === undefined) return undefined;
  const editable = await session.workspace.projectFor(file);
  // Lets a cancellation or a newer edit that already waits be seen before the work starts.
  await breath();
  if (token.isCancellationRequested) return undefined;
  const result = checkSource(editable, file);
  return result === undefined ? undefined : { file, editable, result };
}

/** The path that stands for a document; the cells of a notebook share one. */
export function fileOf(session: Session, uri: string): string | undefined {
  return session.notebooks.fileOf(uri) ?? fileFor(session, uri);
}

/**
 * The path that stands for a document of its own. A buffer without a file is a new file of the first folder; other schemes
 * are views of something else (a diff, an archive) that nobody wants findings in.
 */
export function fileFor({ environment, workspace }: Session, uri: string): string | undefined {
  const path = environment.pathOf(uri);
  if (path !== undefined) return path;
  const [folder] = workspace.folders();
  const name = /^untitled:(?:.*[\\/])?([^\\/]+)$/.exec(uri)?.[1];
  if (folder === undefined || name === undefined) return undefined;
  return `${folder}/${/\.\w+$/.test(name) ? name : `${name}.py`}`;
}

/** Translates with the texts of this moment and the addresses that the editor itself uses. */
export function translationOf(session: Session): Translation {
  const open = new Map(session.documents.all().map(({ uri }) => [fileOf(session, uri), uri]));
  const uriOf = (path: string): string => open.get(path) ?? session.environment.uriOf(path);
  const { pages } = session.client();
  return {
    ...placesIn(readTexts(session.workspace.overlay.files), uriOf, (file) => session.notebooks.at(file)),
    uriOf,
    pageOf: (page) =>
      pages === undefined
        ? session.environment.pageOf(page)
        : pages.replace("{page}", encodeURIComponent(page)),
  };
}

/** Whether the answer to a request is still of use, once waiting messages have been read: nothing was edited, nobody canceled. */
export function stillWanted({ workspace }: Session, token: CancellationToken): () => Promise<boolean> {
  const generation = workspace.generation();
  return async () => {
    await breath();
    return !token.isCancellationRequested && workspace.generation() === generation;
  };
}

/** Lets waiting messages be read. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
