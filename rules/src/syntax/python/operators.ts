/** Operators and delimiters by their characters. */
import * as token from "./tokens.js";

/** Kind of a single character. */
const single = new Uint8Array(128);
/** Kind of a character followed by `=`. */
const withEqual = new Uint8Array(128);
/** Kind of a character written twice. */
const doubled = new Uint8Array(128);
/** Kind of a character written twice and followed by `=`. */
const doubledWithEqual = new Uint8Array(128);

for (let kind = token.LeftParen; kind <= token.AtEqual; kind++) {
  const operator = token.tokenText[kind] ?? "";
  const first = operator.charCodeAt(0);
  if (operator.length === 1) single[first] = kind;
  else if (operator.length === 3) doubledWithEqual[first] = kind;
  else if (operator !== "==" && operator.charCodeAt(1) === first) doubled[first] = kind;
  else withEqual[first] = kind;
}

const EQUAL = 61;

/** Kind of the operator that begins with this character and these two next ones; 0 if there is none. */
export function operatorKind(first: number, second: number, third: number): number {
  if (second === first && doubled[first] !== 0) {
    const longest = third === EQUAL ? (doubledWithEqual[first] ?? 0) : 0;
    return longest !== 0 ? longest : (doubled[first] ?? 0);
  }
  if (second === EQUAL && withEqual[first] !== 0) return withEqual[first] ?? 0;
  return single[first] ?? 0;
}
