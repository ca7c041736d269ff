import type { FileHost, FolderEntry } from "./file-host.js";

/** Files in memory, for tests and for hosts without a disk. */
export interface MemoryFiles extends FileHost {
  write(path: string, text: string): void;
  remove(path: string): void;
}

/** A file host over texts by path. */
export function createMemoryFiles(texts: Readonly<Record<string, string>>): MemoryFiles {
  const byPath = new Map(Object.entries(texts));
  let changes = 0;
  const versions = new Map<string, number>();
  return {
    read(path) {
      const text = byPath.get(path);
      return text === undefined
        ? { kind: "unreadable", reason: "no such file" }
        : { kind: "text", text, hasByteOrderMark: false };
    },
    list(folder) {
      const entries = new Map<string, FolderEntry>();
      for (const path of byPath.keys()) {
        if (!path.startsWith(`${folder}/`)) continue;
        const [name = "", rest] = path.slice(folder.length + 1).split("/", 2);
        entries.set(name, { name, kind: rest === undefined ? "file" : "folder" });
      }
      return [...entries.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
    },
    version: (path) => (byPath.has(path) ? String(versions.get(path) ?? 0) : undefined),
    write(path, text) {
      changes += 1;
      byPath.set(path, text);
      versions.set(path, changes);
    },
    remove: (path) => {
      byPath.delete(path);
    },
  };
}
