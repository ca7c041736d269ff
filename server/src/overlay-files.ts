import type { FileHost } from "../../rules/src/project/file-host.js";

/** Files on disk with some texts laid over them: open buffers, or fixes that are not written yet. */
export interface OverlayFiles {
  readonly files: FileHost;
  /** Shows `text` for `path` until `uncover`. */
  cover(path: string, text: string): void;
  uncover(path: string): void;
}

/** Lays texts over `base`. A covered file need not exist below. */
export function overlayFiles(base: FileHost): OverlayFiles {
  const covers = new Map<string, { readonly text: string; readonly version: string }>();
  let covered = 0;
  return {
    files: {
      read(path) {
        const cover = covers.get(path);
        return cover === undefined ? base.read(path) : { kind: "text", text: cover.text, hasByteOrderMark: false };
      },
      list: (folder) => base.list(folder),
      version: (path) => covers.get(path)?.version ?? base.version(path),
    },
    cover(path, text) {
      covered += 1;
      covers.set(path, { text, version: `cover ${covered}` });
    },
    uncover(path) {
      covers.delete(path);
    },
  };
}
