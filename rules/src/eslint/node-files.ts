import { isUtf8 } from "node:buffer";
import type { Dirent } from "node:fs";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import type { FileContent, FileHost, FolderEntry } from "../project/file-host.js";

/** The files on disk, as Node sees them. */
export const nodeFiles: FileHost = {
  read(path) {
    try {
      return decode(readFileSync(path));
    } catch (error) {
      return { kind: "unreadable", reason: error instanceof Error ? error.message : String(error) };
    }
  },
  list(folder) {
    return entriesOf(folder)
      .flatMap((entry) => toFolderEntry(folder, entry))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  },
  version(path) {
    const status = statSync(path, { throwIfNoEntry: false });
    return status === undefined ? undefined : `${status.mtimeMs} ${status.size}`;
  },
};

/** Anything but UTF-8 is refused: text that cannot be written back as it was must not be fixed either. */
function decode(bytes: Buffer): FileContent {
  if (!isUtf8(bytes)) return { kind: "unreadable", reason: "the file is not encoded in UTF-8" };
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { kind: "text", text: bytes.toString("utf8", hasByteOrderMark ? 3 : 0), hasByteOrderMark };
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Folders may vanish or be closed to us; they hold nothing that we could read.
    return [];
  }
}

function toFolderEntry(folder: string, entry: Dirent): readonly FolderEntry[] {
  const { name } = entry;
  if (entry.isFile()) return [{ name, kind: "file" }];
  if (entry.isDirectory()) return [{ name, kind: "folder" }];
  if (!entry.isSymbolicLink()) return [];
  const status = statSync(`${folder}/${name}`, { throwIfNoEntry: false });
  if (status?.isFile() === true) return [{ name, kind: "file" }];
  return status?.isDirectory() === true && !leadsBack(folder, name) ? [{ name, kind: "folder" }] : [];
}

/** Whether a link leads to a folder that the path to the link goes through, or to one around it. */
function leadsBack(folder: string, name: string): boolean {
  const target = realpathSync(`${folder}/${name}`);
  for (let above = folder; above.includes("/"); above = above.slice(0, above.lastIndexOf("/"))) {
    const real = realpathSync(above);
    if (real === target || real.startsWith(target + sep)) return true;
  }
  return false;
}
