import { isUtf8 } from "node:buffer";
import type { FileContent } from "../project/file-host.js";

/**
 * The text of a source file: UTF-8, or what the `coding` comment of a Python file names
 * (https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations).
 */
export function decodeText(bytes: Buffer): FileContent {
  if (bytes.includes(0)) return { kind: "unreadable", reason: "the file is binary" };
  if (isUtf8(bytes)) {
    const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return { kind: "text", text: bytes.toString("utf8", hasByteOrderMark ? 3 : 0), hasByteOrderMark };
  }
  const encoding = declaredEncoding(bytes);
  if (encoding === undefined) return { kind: "unreadable", reason: "the file is not encoded in UTF-8" };
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return { kind: "text", text, hasByteOrderMark: false };
  } catch {
    return {
      kind: "unreadable",
      reason: `the file is not encoded in ${encoding}, as its coding comment says`,
    };
  }
}

/** What a comment in the first two lines says, `# -*- coding: latin-1 -*-`. */
function declaredEncoding(bytes: Buffer): string | undefined {
  const [first = "", second = ""] = bytes.toString("latin1", 0, 400).split(/\r\n|\r|\n/);
  const comment = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
  const found = comment.exec(first) ?? (/^[ \t\f]*(?:#.*)?$/.test(first) ? comment.exec(second) : null);
  return found?.[1] === undefined ? undefined : standardName(found[1]);
}

/** Python knows Latin-1 by names that the web does not. */
function standardName(encoding: string): string {
  const name = encoding.toLowerCase().replaceAll("_", "-");
  return /^(?:latin-?1|iso-8859-1|iso-latin-1|l1)(?:-|$)/.test(name) ? "iso-8859-1" : name;
}
