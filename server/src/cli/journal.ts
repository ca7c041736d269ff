import type { FileHost } from "../../../rules/src/project/file-host.js";

/**
 * Everything that a run asked of the disk, with a mark of each answer. A run asks nothing else, so where all marks are
 * the same it would end the same.
 */
export interface Journal {
  /** By path of a file; empty where there is none. */
  readonly files: Map<string, string>;
  /** By path of a folder: its entries. */
  readonly folders: Map<string, string>;
}

/** A journal without entries. */
export function emptyJournal(): Journal {
  return { files: new Map(), folders: new Map() };
}

/** `files`, with what is asked of them written down in `journal`. */
export function journaled(files: FileHost, journal: Journal): FileHost {
  const version = (path: string): string | undefined => {
    const found = files.version(path);
    if (!journal.files.has(path)) journal.files.set(path, found ?? "");
    return found;
  };
  return {
    read(path) {
      // Marked before it is read: what changes in between shows as a change.
      version(path);
      return files.read(path);
    },
    list(folder) {
      const entries = files.list(folder);
      journal.folders.set(folder, markOf(entries));
      return entries;
    },
    version,
  };
}

/** Whether the disk would still give every answer of a journal. */
export function isCurrent(journal: Journal, files: FileHost): boolean {
  for (const [folder, mark] of journal.folders) if (markOf(files.list(folder)) !== mark) return false;
  for (const [path, mark] of journal.files) if ((files.version(path) ?? "") !== mark) return false;
  return true;
}

/** Adds the entries of another journal. */
export function mergeJournal(journal: Journal, other: Journal): void {
  for (const [path, mark] of other.files) if (!journal.files.has(path)) journal.files.set(path, mark);
  for (const [folder, mark] of other.folders) journal.folders.set(folder, mark);
}

function markOf(entries: ReturnType<FileHost["list"]>): string {
  return entries.map(({ name, kind }) => `${kind} ${name}`).join("/");
}
