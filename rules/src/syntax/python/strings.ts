/**
 * Strings in the lexer. A plain string is one token. An f-string or template string is a series of tokens (opening quotes, text, the tokens of
 * each replacement field between braces, closing quotes), so that nested strings and formats need no second reading.
 */
import {
  BACKSLASH,
  CR,
  LEFT_BRACE,
  LF,
  RIGHT_BRACE,
  UPPER_N,
  afterLineBreak,
  endOfLine,
  isLineBreak,
} from "./characters.js";
import {
  pushError,
  pushToken,
  setCheckpoint,
  type Lexer,
  type OpenField,
  type OpenString,
} from "./lexer-state.js";
import * as token from "./tokens.js";

const prefixes: ReadonlySet<string> = new Set([
  ...["r", "u", "b", "f", "t"],
  ...["br", "rb", "fr", "rf", "tr", "rt"],
]);

/** Whether the word before a quote is a string prefix. */
export function isStringPrefix(text: string, start: number, end: number): boolean {
  return end - start <= 2 && prefixes.has(text.slice(start, end).toLowerCase());
}

/** Reads the string whose prefix is at `start` and whose first quote is at `quoteAt`. */
export function lexString(lexer: Lexer, start: number, quoteAt: number): number {
  const prefix = quoteAt === start ? "" : lexer.text.slice(start, quoteAt).toLowerCase();
  if (prefix.includes("f")) return openString(lexer, token.FStringStart, start, quoteAt, prefix);
  if (prefix.includes("t")) return openString(lexer, token.TStringStart, start, quoteAt, prefix);
  const kind = prefix.includes("b") ? token.BytesLiteral : token.StringLiteral;
  return lexPlainString(lexer, kind, start, quoteAt);
}

/** Whether the next colon or brace belongs to the innermost replacement field itself. */
export function isFieldLevel(lexer: Lexer): boolean {
  const field = lexer.fields[lexer.fields.length - 1];
  return field?.depth === lexer.brackets.length;
}

/** Reads the format of the innermost field, from its colon on. */
export function lexFormat(lexer: Lexer, colon: number): number {
  pushToken(lexer, token.Colon, colon, colon + 1);
  const field = lexer.fields[lexer.fields.length - 1];
  return field === undefined ? colon + 1 : lexText(lexer, colon + 1, field.string, "format");
}

/** Ends the innermost field at its closing brace and reads the text after it. */
export function closeField(lexer: Lexer, brace: number): number {
  pushToken(lexer, token.RightBrace, brace, brace + 1);
  const field = lexer.fields.pop();
  if (field === undefined) return brace + 1;
  lexer.brackets.length = field.depth - 1;
  return lexText(lexer, brace + 1, field.string, field.isInFormat ? "format" : "body");
}

// --- Plain strings --------------------------------------------------------------------------------------------

function lexPlainString(lexer: Lexer, kind: number, start: number, quoteAt: number): number {
  const { text } = lexer;
  const quote = text.charCodeAt(quoteAt);
  const isTriple = isTripleQuote(text, quoteAt, quote);
  const end = isTriple
    ? afterTripleString(text, quoteAt + 3, quote)
    : afterSingleString(text, quoteAt + 1, quote);
  if (end >= 0) {
    pushToken(lexer, kind, start, end);
    return end;
  }
  const field = lexer.fields[lexer.fields.length - 1];
  if (
    field !== undefined &&
    !isTriple &&
    start === quoteAt &&
    field.string.quote === quote &&
    !field.string.isTriple
  ) {
    // `f"{name"`: the brace is missing and the quote ends the f-string.
    abandonFields(lexer);
    return closeString(lexer, quoteAt, quoteAt + 1);
  }
  pushError(lexer, "this string is never closed", start);
  const lineEnd = isTriple ? text.length : unclosedStringEnd(text, quoteAt);
  pushToken(lexer, kind, start, lineEnd);
  return lineEnd;
}

function isTripleQuote(text: string, quoteAt: number, quote: number): boolean {
  return text.charCodeAt(quoteAt + 1) === quote && text.charCodeAt(quoteAt + 2) === quote;
}

/** Offset after the closing quote, or -1 if the line ends first. */
function afterSingleString(text: string, bodyStart: number, quote: number): number {
  for (let offset = bodyStart; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === quote) return offset + 1;
    if (code === BACKSLASH) offset = afterEscape(text, offset) - 1;
    else if (code === LF || code === CR) return -1;
  }
  return -1;
}

/** Offset after the closing quotes, or -1 if the file ends first. */
function afterTripleString(text: string, bodyStart: number, quote: number): number {
  for (let offset = bodyStart; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === quote && isTripleQuote(text, offset, quote)) return offset + 3;
    if (code === BACKSLASH) offset++;
  }
  return -1;
}

function unclosedStringEnd(text: string, quoteAt: number): number {
  let end = endOfLine(text, quoteAt);
  while (end < text.length && text.charCodeAt(end - 1) === BACKSLASH)
    end = endOfLine(text, afterLineBreak(text, end));
  return end;
}

function afterEscape(text: string, backslash: number): number {
  return isLineBreak(text.charCodeAt(backslash + 1)) ? afterLineBreak(text, backslash + 1) : backslash + 2;
}

// --- F-strings and template strings ---------------------------------------------------------------------------

function openString(lexer: Lexer, kind: number, start: number, quoteAt: number, prefix: string): number {
  const quote = lexer.text.charCodeAt(quoteAt);
  const isTriple = isTripleQuote(lexer.text, quoteAt, quote);
  const bodyStart = quoteAt + (isTriple ? 3 : 1);
  setCheckpoint(lexer, start);
  pushToken(lexer, kind, start, bodyStart);
  return lexText(lexer, bodyStart, { quote, isTriple, isRaw: prefix.includes("r") }, "body");
}

/** Reads text up to the next field or the end of the string; `place` says whether it lies in a field's format. */
function lexText(lexer: Lexer, start: number, string: OpenString, place: "body" | "format"): number {
  const { text } = lexer;
  let offset = start;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === string.quote && (!string.isTriple || isTripleQuote(text, offset, code))) {
      pushText(lexer, start, offset);
      if (place === "format") abandonFields(lexer);
      return closeString(lexer, offset, offset + (string.isTriple ? 3 : 1));
    }
    if (code === LEFT_BRACE) {
      if (place === "format" || text.charCodeAt(offset + 1) !== LEFT_BRACE) {
        pushText(lexer, start, offset);
        return openField(lexer, offset, string, place);
      }
      offset += 2;
    } else if (code === RIGHT_BRACE && place === "format") {
      pushText(lexer, start, offset);
      return offset;
    } else if (code === BACKSLASH) {
      offset = afterTextEscape(text, offset, string);
    } else if (!string.isTriple && (code === LF || code === CR)) {
      break;
    } else {
      offset++;
    }
  }
  offset = Math.min(offset, text.length);
  pushText(lexer, start, offset);
  pushError(lexer, "this string is never closed", offset);
  if (place === "format") abandonFields(lexer);
  return closeString(lexer, offset, offset);
}

/** Braces after a backslash are not escaped; `\N{…}` is no field. */
function afterTextEscape(text: string, backslash: number, string: OpenString): number {
  const next = text.charCodeAt(backslash + 1);
  if (next === LEFT_BRACE || next === RIGHT_BRACE) return backslash + 1;
  if (next === UPPER_N && !string.isRaw && text.charCodeAt(backslash + 2) === LEFT_BRACE) {
    const end = /[^}"'\n\r]*\}?/y;
    end.lastIndex = backslash + 3;
    end.test(text);
    return end.lastIndex;
  }
  return afterEscape(text, backslash);
}

function openField(lexer: Lexer, brace: number, string: OpenString, place: "body" | "format"): number {
  pushToken(lexer, token.LeftBrace, brace, brace + 1);
  lexer.brackets.push(token.LeftBrace);
  const field: OpenField = { string, isInFormat: place === "format", depth: lexer.brackets.length };
  lexer.fields.push(field);
  return brace + 1;
}

/** Drops the open fields of the innermost string. */
function abandonFields(lexer: Lexer): void {
  for (;;) {
    const field = lexer.fields.pop();
    if (field === undefined) return;
    lexer.brackets.length = field.depth - 1;
    if (!field.isInFormat) return;
  }
}

function pushText(lexer: Lexer, start: number, end: number): void {
  if (end > start) pushToken(lexer, token.StringText, start, end);
}

function closeString(lexer: Lexer, start: number, end: number): number {
  pushToken(lexer, token.StringEnd, start, end);
  return end;
}
