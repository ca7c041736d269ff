import type { Connection } from "vscode-languageserver";
import { RequestType } from "vscode-languageserver";
import type { FileContent, FileHost, FolderEntry } from "../../rules/src/project/file-host.js";
import { byPath } from "./paths.js";
import { isWatched } from "./watched-names.js";

/** Asks the editor for the paths of all files below a folder, relative to it. */
const listFilesRequest = new RequestType<ListFilesParams, readonly string[], undefined>("leanrows/listFiles");

/** Asks the editor for the texts of files, in their order; `null` for one that is gone or not text. */
const readFilesRequest = new RequestType<ReadFilesParams, readonly (string | null)[], undefined>(
  "leanrows/readFiles",
);

interface ListFilesParams {
  readonly folder: string;
  /** Names of folders that are not entered. */
  readonly skipped: readonly string[];
}

interface ReadFilesParams {
  readonly uris: readonly string[];
}

/** Files that only the editor can read: they are sent before a project looks at them. */
export interface ClientFiles {
  readonly files: FileHost;
  /** Has the files below a folder sent; gives their number. */
  readAhead(folder: string): Promise<number>;
  /** Has files sent that were changed, made or removed. */
  readAgain(files: readonly string[]): Promise<void>;
}

/** Texts that one answer carries. */
const batch = 200;

const skipped = ["node_modules", "site-packages", "__pycache__", "bower_components", ".git", ".venv"];

/** Reads through `connection`. */
export function clientFiles(connection: Connection, uriOf: (path: string) => string): ClientFiles {
  const contents = new Map<string, FileContent>();
  const folders = new Map<string, Map<string, FolderEntry>>();
  const versions = new Map<string, number>();
  let changes = 0;

  const add = (path: string, content: FileContent): void => {
    changes += 1;
    contents.set(path, content);
    versions.set(path, changes);
    enter(folders, path);
  };
  const remove = (path: string): void => {
    contents.delete(path);
    versions.delete(path);
    const [folder, name] = splitPath(path);
    folders.get(folder)?.delete(name);
  };
  const readTexts = async (paths: readonly string[]): Promise<void> => {
    for (let start = 0; start < paths.length; start += batch) {
      const asked = paths.slice(start, start + batch);
      const texts = await connection.sendRequest(readFilesRequest, { uris: asked.map(uriOf) });
      asked.forEach((path, index) => {
        const text = texts[index];
        if (typeof text === "string") add(path, { kind: "text", text, hasByteOrderMark: false });
        else remove(path);
      });
    }
  };
  return {
    files: {
      read: (path) => contents.get(path) ?? { kind: "unreadable", reason: "no such file" },
      list: (folder) =>
        [...(folders.get(folder)?.values() ?? [])].sort((left, right) => byPath(left.name, right.name)),
      version: (path) => versions.get(path)?.toString(),
    },
    async readAhead(folder) {
      const listed = await connection.sendRequest(listFilesRequest, { folder: uriOf(folder), skipped });
      const paths = listed.map((path) => `${folder}/${path}`);
      const [wanted, others] = [paths.filter(isWatched), paths.filter((path) => !isWatched(path))];
      for (const path of others) add(path, { kind: "unreadable", reason: "not sent by the editor" });
      await readTexts(wanted);
      return wanted.length;
    },
    readAgain: readTexts,
  };
}

/** Makes a path an entry of its folder, and each folder one of the folder above. */
function enter(folders: Map<string, Map<string, FolderEntry>>, path: string): void {
  let [folder, name] = splitPath(path);
  let kind: FolderEntry["kind"] = "file";
  while (name !== "") {
    const entries = folders.get(folder) ?? new Map<string, FolderEntry>();
    if (entries.has(name)) return;
    folders.set(folder, entries.set(name, { name, kind }));
    [folder, name] = splitPath(folder);
    kind = "folder";
  }
}

function splitPath(path: string): readonly [folder: string, name: string] {
  const end = path.lastIndexOf("/");
  return [path.slice(0, Math.max(end, 0)), path.slice(end + 1)];
}
