import type { FileHost, FolderEntry } from "../../rules/src/project/file-host.js";
import { byPath } from "./paths.js";

/** Files on disk with some texts laid over them: open buffers, or fixes that are not written yet. */
export interface OverlayFiles {
  readonly files: FileHost;
  /** Shows `text` for `path` until `uncover`. A covered file need not exist below. */
  cover(path: string, text: string): void;
  uncover(path: string): void;
  /** Runs `look`, which may cover files, and then shows exactly what was there before. */
  meanwhile<Seen>(look: () => Seen): Seen;
}

/** Lays texts over `base`. */
export function overlayFiles(base: FileHost): OverlayFiles {
  const covers = new Map<string, { readonly text: string; readonly version: string }>();
  let covered = 0;
  const cover = (path: string, text: string): void => {
    covered += 1;
    covers.set(path, { text, version: `cover ${covered}` });
  };
  return {
    files: {
      read(path) {
        const top = covers.get(path);
        return top === undefined
          ? base.read(path)
          : { kind: "text", text: top.text, hasByteOrderMark: false };
      },
      list: (folder) => withCovered(base.list(folder), folder, [...covers.keys()]),
      version: (path) => covers.get(path)?.version ?? base.version(path),
    },
    cover,
    uncover: (path) => void covers.delete(path),
    meanwhile(look) {
      const before = new Map(covers);
      try {
        return look();
      } finally {
        // Old versions come back with the old texts, so that what was known about them still holds.
        covers.clear();
        for (const [path, top] of before) covers.set(path, top);
      }
    },
  };
}

function withCovered(
  entries: readonly FolderEntry[],
  folder: string,
  covered: readonly string[],
): readonly FolderEntry[] {
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  const added = covered
    .filter((path) => path.startsWith(prefix))
    .map((path) => path.slice(prefix.length))
    .filter((name) => !name.includes("/") && !entries.some((entry) => entry.name === name));
  if (added.length === 0) return entries;
  const files = added.map((name): FolderEntry => ({ name, kind: "file" }));
  return [...entries, ...files].sort((left, right) => byPath(left.name, right.name));
}
