/** Names, literals and everything in brackets. */
import type { Constant, ConstantKind, Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { parseComprehensions, startsComprehension } from "./comprehensions.js";
import {
  accept,
  advance,
  currentText,
  enter,
  expect,
  fail,
  leave,
  missing,
  skipTooDeep,
  type Cursor,
} from "./cursor.js";
import {
  parseExpression,
  parseNamedExpression,
  parseStarredOrNamed,
  parseYield,
  startsExpression,
} from "./expressions.js";
import { parseStrings } from "./strings.js";
import { parseBitwise } from "./operators.js";

/** The smallest expression. */
export function parseAtom(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case token.Identifier: {
      const { start, end } = cursor;
      const id = currentText(cursor);
      advance(cursor);
      return { type: "Name", start, end, id };
    }
    case token.Numeral:
      return parseConstant(cursor, "num");
    case token.StringLiteral:
    case token.BytesLiteral:
    case token.FStringStart:
    case token.TStringStart:
      return parseStrings(cursor);
    case token.None_:
      return parseConstant(cursor, "None");
    case token.True_:
      return parseConstant(cursor, "True");
    case token.False_:
      return parseConstant(cursor, "False");
    case token.Ellipsis:
      return parseConstant(cursor, "...");
    case token.LeftParen:
      return parseBracketed(cursor, parseParenthesized);
    case token.LeftBracket:
      return parseBracketed(cursor, parseList);
    case token.LeftBrace:
      return parseBracketed(cursor, parseBraces);
    default:
      fail(cursor, "expected an expression");
      return missing(cursor);
  }
}

function parseConstant(cursor: Cursor, kind: ConstantKind): Constant {
  const { start, end } = cursor;
  advance(cursor);
  return { type: "Constant", start, end, kind };
}

function parseBracketed(cursor: Cursor, parse: (cursor: Cursor, start: number) => Expression): Expression {
  if (!enter(cursor)) return skipTooDeep(cursor);
  const start = cursor.start;
  advance(cursor);
  const expression = parse(cursor, start);
  leave(cursor);
  return expression;
}

function parseParenthesized(cursor: Cursor, start: number): Expression {
  if (accept(cursor, token.RightParen)) return { type: "Tuple", start, end: cursor.lastEnd, elts: [] };
  if (cursor.kind === token.Yield) {
    const value = parseYield(cursor);
    expect(cursor, token.RightParen);
    return value;
  }
  const first = parseStarredOrNamed(cursor);
  if (startsComprehension(cursor)) {
    const generators = parseComprehensions(cursor);
    expect(cursor, token.RightParen);
    return { type: "GeneratorExp", start, end: cursor.lastEnd, elt: first, generators };
  }
  if (cursor.kind === token.Comma) {
    const elts = parseFurtherElements(cursor, first);
    expect(cursor, token.RightParen);
    return { type: "Tuple", start, end: cursor.lastEnd, elts };
  }
  expect(cursor, token.RightParen);
  return first;
}

function parseFurtherElements(cursor: Cursor, first: Expression): readonly Expression[] {
  const elts = [first];
  while (accept(cursor, token.Comma)) {
    if (startsExpression[cursor.kind] !== 1) break;
    elts.push(parseStarredOrNamed(cursor));
  }
  return elts;
}

function parseList(cursor: Cursor, start: number): Expression {
  if (accept(cursor, token.RightBracket)) return { type: "List", start, end: cursor.lastEnd, elts: [] };
  const first = parseStarredOrNamed(cursor);
  if (startsComprehension(cursor)) {
    const generators = parseComprehensions(cursor);
    expect(cursor, token.RightBracket);
    return { type: "ListComp", start, end: cursor.lastEnd, elt: first, generators };
  }
  const elts = parseFurtherElements(cursor, first);
  expect(cursor, token.RightBracket);
  return { type: "List", start, end: cursor.lastEnd, elts };
}

// --- Dictionaries and sets ------------------------------------------------------------------------------------

function parseBraces(cursor: Cursor, start: number): Expression {
  if (accept(cursor, token.RightBrace))
    return { type: "Dict", start, end: cursor.lastEnd, keys: [], values: [] };
  if (cursor.kind === token.DoubleStar) return parseDictionary(cursor, start, [], []);
  const first = parseStarredOrNamed(cursor);
  if (accept(cursor, token.Colon)) {
    const value = parseExpression(cursor);
    if (!startsComprehension(cursor)) return parseDictionary(cursor, start, [first], [value]);
    const generators = parseComprehensions(cursor);
    expect(cursor, token.RightBrace);
    return { type: "DictComp", start, end: cursor.lastEnd, key: first, value, generators };
  }
  if (startsComprehension(cursor)) {
    const generators = parseComprehensions(cursor);
    expect(cursor, token.RightBrace);
    return { type: "SetComp", start, end: cursor.lastEnd, elt: first, generators };
  }
  const elts = parseFurtherElements(cursor, first);
  expect(cursor, token.RightBrace);
  return { type: "Set", start, end: cursor.lastEnd, elts };
}

/** Reads the entries that follow the given ones. */
function parseDictionary(
  cursor: Cursor,
  start: number,
  keys: (Expression | undefined)[],
  values: Expression[],
): Expression {
  while (keys.length === 0 || accept(cursor, token.Comma)) {
    if (accept(cursor, token.DoubleStar)) {
      keys.push(undefined);
      values.push(parseBitwise(cursor));
    } else if (startsExpression[cursor.kind] === 1) {
      keys.push(parseNamedExpression(cursor));
      expect(cursor, token.Colon);
      values.push(parseExpression(cursor));
    } else {
      break;
    }
  }
  expect(cursor, token.RightBrace);
  return { type: "Dict", start, end: cursor.lastEnd, keys, values };
}
