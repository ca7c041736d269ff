import type { Disposable } from "vscode";
import { FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";

/**
 * Schemes of the folders that are on no disk that the server can reach: a repository somewhere else, a browser's files.
 * `isOnDisk` tells what it can reach.
 */
export function sentSchemes(isOnDisk: (scheme: string) => boolean): readonly string[] {
  const schemes = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(schemes)].filter((scheme) => !isOnDisk(scheme));
}

/** Sends the server what it asks for of such folders. */
export function sendFiles(client: BaseLanguageClient): readonly Disposable[] {
  return [
    client.onRequest("leanrows/listFiles", ({ folder, skipped }: ListFilesParams) =>
      listFiles(Uri.parse(folder), "", new Set(skipped)),
    ),
    client.onRequest("leanrows/readFiles", ({ uris }: ReadFilesParams) =>
      Promise.all(uris.map((uri) => readText(Uri.parse(uri)))),
    ),
  ];
}

interface ListFilesParams {
  readonly folder: string;
  readonly skipped: readonly string[];
}

interface ReadFilesParams {
  readonly uris: readonly string[];
}

async function listFiles(
  folder: Uri,
  prefix: string,
  skipped: ReadonlySet<string>,
): Promise<readonly string[]> {
  const entries = await entriesOf(folder);
  const files = entries.filter(([, type]) => (type & FileType.File) !== 0).map(([name]) => prefix + name);
  // A link to a folder may lead back up: its type is both.
  const folders = entries.filter(([name, type]) => type === FileType.Directory && !skipped.has(name));
  const below = await Promise.all(
    folders.map(([name]) => listFiles(Uri.joinPath(folder, name), `${prefix}${name}/`, skipped)),
  );
  return [...files, ...below.flat()];
}

async function entriesOf(folder: Uri): Promise<readonly [name: string, type: FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    // It may not be read, or is gone meanwhile.
    return [];
  }
}

async function readText(uri: Uri): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
