import type { FileHost, FolderEntry } from "../project/file-host.js";

/** The files on disk, with the text that is being linted in the place of its file. */
export interface LintedFiles {
  readonly files: FileHost;
  /** Shows `text` for `path` from now on and all other files as they are; returns the paths that look different now. */
  readonly show: (path: string, text: string) => readonly string[];
  /** Shows all files as they are on disk; returns the paths that look different now. */
  readonly release: () => readonly string[];
}

/** Lays the linted text over `disk`: it may be unsaved, half fixed, or come from standard input. */
export function lintedFiles(disk: FileHost): LintedFiles {
  let shown: Shown | undefined;
  let count = 0;
  const covered = (): readonly string[] => (shown?.version === undefined ? [] : [shown.path]);
  return {
    files: {
      // Also where the text is that of the disk: it is at hand, and opening a file costs more than looking at it.
      read: (path) =>
        path === shown?.path ? { kind: "text", text: shown.text, hasByteOrderMark: false } : disk.read(path),
      list: (folder) =>
        shown?.version === undefined ? disk.list(folder) : withFile(disk.list(folder), folder, shown.path),
      version: (path) => (path === shown?.path ? shown.version : undefined) ?? disk.version(path),
    },
    show(path, text) {
      if (path === shown?.path && text === shown.text) return [];
      const uncovered = covered();
      const saved = disk.read(path);
      // Nearly always: then what is known about the file holds.
      if (saved.kind === "text" && saved.text === text) {
        shown = { path, text, version: undefined };
        return uncovered;
      }
      count += 1;
      shown = { path, text, version: `linted ${count}` };
      return [...new Set([...uncovered, path])];
    },
    release() {
      const uncovered = covered();
      shown = undefined;
      return uncovered;
    },
  };
}

interface Shown {
  readonly path: string;
  readonly text: string;
  /** Of a text that is not that of the disk. */
  readonly version: string | undefined;
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
