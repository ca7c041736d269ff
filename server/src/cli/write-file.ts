import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Why a file was left as it is; `undefined` when it was written. */
export type WriteProblem = string | undefined;

/**
 * Replaces a file's text `before` by `after`, all at once, with its mode and byte order mark. A file whose bytes are
 * not exactly `before` in UTF-8 (another encoding, or changed meanwhile) is left alone: nothing of it may be lost.
 */
export function replaceText(file: string, before: string, after: string): WriteProblem {
  try {
    // A link stays a link: the file that it leads to is replaced.
    const target = realpathSync(file);
    const bytes = readFileSync(target);
    const mark = bytes.subarray(0, 3).equals(byteOrderMark) ? byteOrderMark : Buffer.alloc(0);
    if (!bytes.equals(Buffer.concat([mark, Buffer.from(before)]))) {
      return "not rewritten: it is not UTF-8, or it changed while it was checked";
    }
    writeAtomically(target, Buffer.concat([mark, Buffer.from(after)]));
    return undefined;
  } catch (error) {
    return `cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function writeAtomically(file: string, bytes: Buffer): void {
  const temporary = `${file}.${process.pid}.leanrows`;
  const { mode } = statSync(file);
  // Renaming would get around a write protection that somebody set on purpose.
  if ((mode & 0o200) === 0) throw new Error("the file is write-protected");
  try {
    writeFileSync(temporary, bytes, { flag: "wx" });
    chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
