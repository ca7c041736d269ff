/** Finds the end of numeric literals. */
import { DOT, ZERO, isDigit } from "./characters.js";

const digitsByRadixLetter: Readonly<Record<string, RegExp>> = {
  x: /[0-9a-f_]*/iy,
  o: /[0-7_]*/y,
  b: /[01_]*/y,
};

const decimal = /[0-9_]*(?:\.[0-9_]*)?(?:e[+-]?[0-9][0-9_]*)?j?/iy;

/** Whether a numeral starts here: a digit, or a dot before a digit. */
export function startsNumeral(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return isDigit(code) || (code === DOT && isDigit(text.charCodeAt(offset + 1)));
}

/** Offset after the numeral at `offset`. As in CPython a keyword may follow at once, as in `1if x else 2`. */
export function afterNumeral(text: string, offset: number): number {
  const next = text.charCodeAt(offset + 1);
  if (isDigit(text.charCodeAt(offset)) && isPlainEnd(next)) return offset + 1;
  const prefixed =
    text.charCodeAt(offset) === ZERO ? digitsByRadixLetter[text.charAt(offset + 1).toLowerCase()] : undefined;
  return prefixed === undefined ? endOfMatch(decimal, text, offset) : endOfMatch(prefixed, text, offset + 2);
}

/** Most numerals are one digit before a bracket, comma, space or line break: that needs no regular expression. */
function isPlainEnd(code: number): boolean {
  return code < ZERO && code !== DOT;
}

function endOfMatch(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  pattern.test(text);
  return pattern.lastIndex;
}
