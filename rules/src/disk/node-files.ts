import type { Dirent } from "node:fs";
import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import type { FileContent, FileHost, FolderEntry } from "../project/file-host.js";
import { decodeText } from "./decode-text.js";

/** The files on disk, for hosts that run in Node. */
export const nodeFiles: FileHost = {
  read(path) {
    try {
      return readText(path);
    } catch (error) {
      return { kind: "unreadable", reason: error instanceof Error ? error.message : String(error) };
    }
  },
  list(folder) {
    return entriesIn(folder)
      .flatMap((entry) => asFolderEntry(folder, entry))
      .sort((left, right) => (left.name < right.name ? -1 : 1));
  },
  version(path) {
    const status = statSync(path, { throwIfNoEntry: false });
    // The time of the last change of any kind cannot be set by programs, as the other one can.
    return status && `${status.mtimeMs} ${status.ctimeMs} ${status.size} ${status.ino}`;
  },
};

/** Larger files are generated data; nobody reads findings in them. */
const largestFile = 5_000_000;

function readText(path: string): FileContent {
  // Nearly every file is plain UTF-8, and this is by far the fastest way to read it.
  const text = readFileSync(path, "utf8");
  if (text.length > largestFile) return { kind: "unreadable", reason: "the file is too large" };
  if (text.includes("\uFFFD") || text.includes("\0")) return decodeText(readFileSync(path));
  const hasByteOrderMark = text.startsWith("\uFEFF");
  return { kind: "text", text: hasByteOrderMark ? text.slice(1) : text, hasByteOrderMark };
}

function entriesIn(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Folders may vanish or be closed to us: then there is nothing in them to check.
    return [];
  }
}

function asFolderEntry(folder: string, entry: Dirent): readonly FolderEntry[] {
  const { name } = entry;
  if (entry.isFile()) return [{ name, kind: "file" }];
  if (entry.isDirectory()) return [{ name, kind: "folder" }];
  return entry.isSymbolicLink() ? behindLink(folder, name) : [];
}

function behindLink(folder: string, name: string): readonly FolderEntry[] {
  try {
    const status = statSync(`${folder}/${name}`);
    if (status.isFile()) return [{ name, kind: "file" }];
    return status.isDirectory() && !leadsBack(folder, name) ? [{ name, kind: "folder" }] : [];
  } catch {
    // A link to nowhere, or into a circle of links.
    return [];
  }
}

/** Whether a link leads to a folder that the path to the link goes through, or to one around it: following it never ends. */
function leadsBack(folder: string, name: string): boolean {
  const target = realpathSync(`${folder}/${name}`);
  for (let above = folder; above !== ""; above = above.slice(0, Math.max(0, above.lastIndexOf("/")))) {
    const real = realpathSync(above);
    if (real === target || real.startsWith(target + sep)) return true;
  }
  return false;
}
