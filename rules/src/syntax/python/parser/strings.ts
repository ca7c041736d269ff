/** String literals, f-strings and template strings. */
import type {
  Constant,
  Conversion,
  Expression,
  FormattedValue,
  Interpolation,
  JoinedStr,
  StringPart,
} from "../ast-expressions.js";
import * as token from "../tokens.js";
import {
  accept,
  advance,
  currentText,
  enter,
  fail,
  leave,
  missing,
  skipTooDeep,
  type Cursor,
} from "./cursor.js";
import { parseExpressionList, parseYield, startsExpression } from "./expressions.js";

/** One or more adjacent strings. */
export function parseStrings(cursor: Cursor): Expression {
  const start = cursor.start;
  const kind = cursor.kind === token.BytesLiteral ? "bytes" : "str";
  const leading: Constant[] = [];
  while (isPlain(cursor.kind)) {
    leading.push({ type: "Constant", start: cursor.start, end: cursor.end, kind });
    advance(cursor);
  }
  return isFormatted(cursor.kind)
    ? parseFormattedStrings(cursor, start, leading)
    : { type: "Constant", start, end: cursor.lastEnd, kind };
}

function isPlain(kind: number): boolean {
  return kind === token.StringLiteral || kind === token.BytesLiteral;
}

function isFormatted(kind: number): boolean {
  return kind === token.FStringStart || kind === token.TStringStart;
}

/** Adjacent strings of which at least one has fields; one template string makes the whole a template. */
function parseFormattedStrings(cursor: Cursor, start: number, leading: readonly Constant[]): Expression {
  const values: (Constant | StringPart | FormattedValue | Interpolation)[] = [...leading];
  let isTemplate = false;
  while (isPlain(cursor.kind) || isFormatted(cursor.kind)) {
    if (isPlain(cursor.kind)) {
      values.push({ type: "Constant", start: cursor.start, end: cursor.end, kind: "str" });
      advance(cursor);
      continue;
    }
    if (cursor.kind === token.TStringStart) {
      isTemplate = true;
      parseString(cursor, values, parseInterpolation);
    } else {
      parseString(cursor, values, parseFormattedValue);
    }
  }
  const end = cursor.lastEnd;
  return isTemplate ? { type: "TemplateStr", start, end, values } : { type: "JoinedStr", start, end, values };
}

type ParseField<Field> = (cursor: Cursor, escapes: Escapes) => Field;

/** What a backslash is. */
type Escapes = "escaped" | "raw";

/** One string, from its opening to its closing quotes. */
function parseString<Field>(
  cursor: Cursor,
  values: (StringPart | Field)[],
  parseField: ParseField<Field>,
): void {
  const escapes = /^[a-z]?r/i.test(currentText(cursor)) ? "raw" : "escaped";
  advance(cursor);
  parseParts(cursor, values, escapes, parseField);
  if (!accept(cursor, token.StringEnd)) fail(cursor, "expected the end of the string");
}

function parseParts<Field>(
  cursor: Cursor,
  values: (StringPart | Field)[],
  escapes: Escapes,
  parseField: ParseField<Field>,
): void {
  for (;;) {
    if (cursor.kind === token.StringText) {
      values.push({ type: "StringPart", start: cursor.start, end: cursor.end, is_raw: escapes === "raw" });
      advance(cursor);
    } else if (cursor.kind === token.LeftBrace) {
      values.push(parseField(cursor, escapes));
    } else {
      return;
    }
  }
}

// --- Replacement fields ---------------------------------------------------------------------------------------

function parseFormattedValue(cursor: Cursor, escapes: Escapes): FormattedValue {
  return { type: "FormattedValue", ...parseField(cursor, escapes, parseFormattedValue) };
}

function parseInterpolation(cursor: Cursor, escapes: Escapes): Interpolation {
  return { type: "Interpolation", ...parseField(cursor, escapes, parseInterpolation) };
}

function parseField<Field extends FormattedValue | Interpolation>(
  cursor: Cursor,
  escapes: Escapes,
  parseNested: ParseField<Field>,
): Omit<FormattedValue, "type"> {
  const start = cursor.start;
  if (!enter(cursor)) {
    const value = skipTooDeep(cursor);
    return {
      start,
      end: cursor.lastEnd,
      value,
      conversion: undefined,
      format_spec: undefined,
      is_debug: false,
    };
  }
  advance(cursor);
  const value = parseFieldValue(cursor);
  const is_debug = accept(cursor, token.Equal);
  const conversion = accept(cursor, token.Bang) ? parseConversion(cursor) : undefined;
  const format_spec = cursor.kind === token.Colon ? parseFormat(cursor, escapes, parseNested) : undefined;
  closeField(cursor);
  leave(cursor);
  return { start, end: cursor.lastEnd, value, conversion, format_spec, is_debug };
}

function parseFieldValue(cursor: Cursor): Expression {
  if (cursor.kind === token.Yield) return parseYield(cursor);
  if (startsExpression[cursor.kind] === 1) return parseExpressionList(cursor);
  fail(cursor, "expected an expression");
  return missing(cursor);
}

const conversions: ReadonlyMap<string, Conversion> = new Map([
  ["s", "s"],
  ["r", "r"],
  ["a", "a"],
]);

function parseConversion(cursor: Cursor): Conversion | undefined {
  const conversion = conversions.get(currentText(cursor));
  if (conversion === undefined) fail(cursor, "expected s, r or a");
  accept(cursor, token.Identifier);
  return conversion;
}

function parseFormat<Field extends FormattedValue | Interpolation>(
  cursor: Cursor,
  escapes: Escapes,
  parseNested: ParseField<Field>,
): JoinedStr {
  const start = cursor.start;
  advance(cursor);
  const values: (StringPart | Field)[] = [];
  parseParts(cursor, values, escapes, parseNested);
  return { type: "JoinedStr", start, end: cursor.lastEnd, values };
}

/** Skips what cannot be read in a field, so that the text after it is read as text. */
function closeField(cursor: Cursor): void {
  if (cursor.kind !== token.RightBrace) fail(cursor, "expected }");
  let depth = 0;
  while (cursor.kind > token.LastLayout && cursor.kind !== token.StringEnd) {
    if (cursor.kind === token.LeftBrace) depth++;
    if (cursor.kind === token.RightBrace && depth-- === 0) break;
    advance(cursor);
  }
  accept(cursor, token.RightBrace);
}
