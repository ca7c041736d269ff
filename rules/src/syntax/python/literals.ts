/** Values of literals, decoded when somebody asks: most literals of a file are never looked at. */
import { BACKSLASH, HASH, endOfLine, isQuote } from "./characters.js";
import type { Constant, StringPart } from "./ast-expressions.js";

/**
 * The value of a string literal, adjacent strings joined, or of the text between the fields of an f-string. `undefined` for bytes
 * and other constants, and where the value needs the names of characters (`\N{…}`) or an escape is malformed.
 */
export function stringValue(text: string, node: Constant | StringPart): string | undefined {
  if (node.type === "StringPart") {
    const body = withoutDoubledBraces(normalizeLineBreaks(text.slice(node.start, node.end)));
    return node.is_raw ? body : decodeEscapes(body);
  }
  return node.kind === "str" ? joinedValue(text, node.start, node.end) : undefined;
}

/** The value of a real number, rounded as JavaScript does; `undefined` for imaginary numbers and other constants. */
export function numberValue(text: string, node: Constant): number | undefined {
  if (node.kind !== "num") return undefined;
  const digits = text.slice(node.start, node.end).replaceAll("_", "");
  if (/^0[xob]/i.test(digits)) return Number(digits);
  return /^[0-9.]+(e[+-]?[0-9]+)?$/i.test(digits) ? Number(digits) : undefined;
}

/** Reads string after string; spaces, comments, line breaks and backslashes may lie between them. */
function joinedValue(text: string, start: number, end: number): string | undefined {
  let value = "";
  let offset = start;
  while (offset < end) {
    const code = text.charCodeAt(offset);
    if (code === HASH) {
      offset = endOfLine(text, offset);
    } else if (isQuote(code) || isPrefixLetter(code)) {
      const string = readString(text, offset, end);
      const part = string.isRaw ? string.body : decodeEscapes(string.body);
      if (part === undefined) return undefined;
      value += part;
      offset = string.end;
    } else {
      offset++;
    }
  }
  return value;
}

function isPrefixLetter(code: number): boolean {
  const letter = code | 32;
  return letter >= 97 && letter <= 122;
}

interface ReadString {
  readonly body: string;
  readonly isRaw: boolean;
  readonly end: number;
}

function readString(text: string, start: number, limit: number): ReadString {
  let quoteAt = start;
  while (quoteAt < limit && isPrefixLetter(text.charCodeAt(quoteAt))) quoteAt++;
  const quote = text.charAt(quoteAt);
  const quotes = text.startsWith(quote.repeat(3), quoteAt) ? quote.repeat(3) : quote;
  const bodyStart = quoteAt + quotes.length;
  let bodyEnd = bodyStart;
  while (bodyEnd < limit && !text.startsWith(quotes, bodyEnd)) {
    bodyEnd += text.charCodeAt(bodyEnd) === BACKSLASH ? 2 : 1;
  }
  const body = normalizeLineBreaks(text.slice(bodyStart, Math.min(bodyEnd, limit)));
  return { body, isRaw: /r/i.test(text.slice(start, quoteAt)), end: bodyEnd + quotes.length };
}

/** Python reads every line break of a file as LF. */
function normalizeLineBreaks(body: string): string {
  return body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
}

/** `{{` and `}}` of an f-string stand for one brace. */
function withoutDoubledBraces(body: string): string {
  return body.replace(/\\N\{[^}]*\}|\{\{|\}\}/g, (match) =>
    match.startsWith("\\") ? match : match.charAt(0),
  );
}

// --- Escapes --------------------------------------------------------------------------------------------------

const simpleEscapes: ReadonlyMap<string, string> = new Map([
  ["\n", ""],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const escape = /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([^]))/g;

/** `undefined` for named characters and malformed escapes; an unknown escape stands for itself, as in CPython. */
function decodeEscapes(body: string): string | undefined {
  if (!body.includes("\\")) return body;
  let value = "";
  let last = 0;
  for (const match of body.matchAll(escape)) {
    const decoded = decodeEscape(match);
    if (decoded === undefined) return undefined;
    value += body.slice(last, match.index) + decoded;
    last = match.index + match[0].length;
  }
  return value + body.slice(last);
}

function decodeEscape(match: RegExpExecArray): string | undefined {
  const [all, octal, byte, short, long, other = ""] = match;
  if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
  const hex = byte ?? short ?? long;
  if (hex !== undefined) {
    const code = parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
  }
  return simpleEscapes.get(other) ?? ("NxuU".includes(other) ? undefined : all);
}
