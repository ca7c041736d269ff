/** Character codes and classes of Python source text. */

export const TAB = 9;
export const LF = 10;
export const FORM_FEED = 12;
export const CR = 13;
export const SPACE = 32;
const DOUBLE_QUOTE = 34;
export const HASH = 35;
const SINGLE_QUOTE = 39;
export const DOT = 46;
export const ZERO = 48;
export const COLON = 58;
export const EQUAL = 61;
export const AT = 64;
export const UPPER_N = 78;
export const BACKSLASH = 92;
export const LEFT_BRACE = 123;
export const RIGHT_BRACE = 125;
export const BYTE_ORDER_MARK = 0xfeff;

const START = 1;
const DIGIT = 2;
const PART = 4;

const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) classes[code] = START | PART;
  else if (/[0-9]/.test(character)) classes[code] = DIGIT | PART;
}

/** Spaces and marks beyond ASCII that no identifier may hold; all else beyond ASCII is let through. */
const notInIdentifiers = new Set([
  0x85,
  0xa0,
  0x1680,
  0x2028,
  0x2029,
  0x202f,
  0x205f,
  0x3000,
  BYTE_ORDER_MARK,
]);

function isWideIdentifierPart(code: number): boolean {
  return code > 0x9f && !(code >= 0x2000 && code <= 0x200b) && !notInIdentifiers.has(code);
}

/** Whether the character can begin an identifier. */
export function isIdentifierStart(code: number): boolean {
  return code < 128 ? ((classes[code] ?? 0) & START) !== 0 : isWideIdentifierPart(code);
}

/** Whether the character can continue an identifier. */
export function isIdentifierPart(code: number): boolean {
  return code < 128 ? ((classes[code] ?? 0) & PART) !== 0 : isWideIdentifierPart(code);
}

/** Whether the character is one of 0 to 9. */
export function isDigit(code: number): boolean {
  return code < 128 && ((classes[code] ?? 0) & DIGIT) !== 0;
}

/** Whether the character ends a line. */
export function isLineBreak(code: number): boolean {
  return code === LF || code === CR;
}

/** Whether the character is a quote. */
export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** Offset after the line break at `offset`: CR LF counts as one. */
export function afterLineBreak(text: string, offset: number): number {
  return text.charCodeAt(offset) === CR && text.charCodeAt(offset + 1) === LF ? offset + 2 : offset + 1;
}

/** Offset of the line break that ends the line of `offset`, or the end of the text. */
export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** Offset after the identifier characters from `offset` on. */
export function afterIdentifier(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && isIdentifierPart(text.charCodeAt(end))) end++;
  return end;
}
