// An extension that brings a file system of its own: files in the memory of the page, as a repository seen through a
// browser has them.
import type { ExtensionContext, FileChangeEvent, FileStat, FileSystemProvider } from "vscode";
import { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType, Uri, workspace } from "vscode";

/** Called by VS Code when an address of the scheme is met. */
export async function activate({ extensionUri, subscriptions }: ExtensionContext): Promise<void> {
  const response = await fetch(extensionUri.with({ path: "/seed" }).toString(true));
  const files = new Map<string, Uint8Array>();
  const seed: unknown = await response.json();
  for (const [path, text] of Object.entries(seed ?? {}))
    files.set(path, new TextEncoder().encode(String(text)));
  subscriptions.push(workspace.registerFileSystemProvider("shelf", shelfOf(files)));
}

function shelfOf(files: Map<string, Uint8Array>): FileSystemProvider {
  const changes = new EventEmitter<FileChangeEvent[]>();
  const hasBelow = (folder: string): boolean => [...files.keys()].some((path) => path.startsWith(folder));
  return {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    stat(uri): FileStat {
      const size = files.get(uri.path)?.length;
      if (size !== undefined) return { type: FileType.File, ctime: 0, mtime: 1, size };
      if (hasBelow(`${uri.path.replace(/\/$/, "")}/`))
        return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
      throw FileSystemError.FileNotFound(uri);
    },
    readDirectory({ path }) {
      const folder = `${path.replace(/\/$/, "")}/`;
      const entries = new Map<string, FileType>();
      for (const file of files.keys()) {
        if (!file.startsWith(folder)) continue;
        const [name = "", rest] = file.slice(folder.length).split("/", 2);
        entries.set(name, rest === undefined ? FileType.File : FileType.Directory);
      }
      return [...entries];
    },
    readFile(uri) {
      const content = files.get(uri.path);
      if (content === undefined) throw FileSystemError.FileNotFound(uri);
      return content;
    },
    writeFile(uri, content) {
      const type = files.has(uri.path) ? FileChangeType.Changed : FileChangeType.Created;
      files.set(uri.path, content);
      changes.fire([{ type, uri }]);
    },
    delete(uri) {
      files.delete(uri.path);
      changes.fire([{ type: FileChangeType.Deleted, uri: Uri.from(uri) }]);
    },
    createDirectory: () => undefined,
    rename: () => {
      throw FileSystemError.NoPermissions("nothing is renamed here");
    },
  };
}
