import type { FileHost, FolderEntry } from "../project/file-host.js";

/** The files on disk, with the text that is being linted in the place of its file. */
export interface LintedFiles {
  readonly files: FileHost;
  /** Shows `text` for `path` from now on and all other files as they are; returns the paths that look different now. */
  show(path: string, text: string): readonly string[];
}

/** Lays the linted text over `disk`: it may be unsaved, half fixed, or come from standard input. */
export function lintedFiles(disk: FileHost): LintedFiles {
  let cover: { readonly path: string; readonly text: string; readonly version: string } | undefined;
  let count = 0;
  return {
    files: {
      read: (path) =>
        path === cover?.path ? { kind: "text", text: cover.text, hasByteOrderMark: false } : disk.read(path),
      list: (folder) =>
        cover === undefined ? disk.list(folder) : withFile(disk.list(folder), folder, cover.path),
      version: (path) => (path === cover?.path ? cover.version : disk.version(path)),
    },
    show(path, text) {
      if (path === cover?.path && text === cover.text) return [];
      const uncovered = cover === undefined ? [] : [cover.path];
      cover = undefined;
      const saved = disk.read(path);
      // Nearly always: then what is known about the file holds.
      if (saved.kind === "text" && saved.text === text) return uncovered;
      count += 1;
      cover = { path, text, version: `linted ${count}` };
      return [...new Set([...uncovered, path])];
    },
  };
}

/** A file that was never saved is in no folder of the disk. */
function withFile(entries: readonly FolderEntry[], folder: string, path: string): readonly FolderEntry[] {
  const at = path.lastIndexOf("/");
  const name = path.slice(at + 1);
  if (path.slice(0, at) !== folder || entries.some((entry) => entry.name === name)) return entries;
  return [...entries, { name, kind: "file" } as const].sort((left, right) =>
    left.name < right.name ? -1 : 1,
  );
}
