/** Binary and unary operators, from `|` to `**` and `await`. */
import type { BinaryOperator, Expression, UnaryOperator } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { advance, enter, leave, noteChain, skipTooDeep, type Cursor } from "./cursor.js";
import { parsePrimary } from "./primaries.js";

const precedences = token.kindTable([
  [token.Bar, 1],
  [token.Caret, 2],
  [token.Ampersand, 3],
  [token.LeftShift, 4],
  [token.RightShift, 4],
  [token.Plus, 5],
  [token.Minus, 5],
  [token.Star, 6],
  [token.Slash, 6],
  [token.DoubleSlash, 6],
  [token.Percent, 6],
  [token.At, 6],
]);

/** Operator by the kind of its token, for `BinOp` and `AugAssign`. */
export const binaryOperators: Readonly<Record<number, BinaryOperator>> = {
  [token.Bar]: "|",
  [token.Caret]: "^",
  [token.Ampersand]: "&",
  [token.LeftShift]: "<<",
  [token.RightShift]: ">>",
  [token.Plus]: "+",
  [token.Minus]: "-",
  [token.Star]: "*",
  [token.Slash]: "/",
  [token.DoubleSlash]: "//",
  [token.Percent]: "%",
  [token.At]: "@",
  [token.BarEqual]: "|",
  [token.CaretEqual]: "^",
  [token.AmpersandEqual]: "&",
  [token.LeftShiftEqual]: "<<",
  [token.RightShiftEqual]: ">>",
  [token.PlusEqual]: "+",
  [token.MinusEqual]: "-",
  [token.StarEqual]: "*",
  [token.SlashEqual]: "/",
  [token.DoubleSlashEqual]: "//",
  [token.PercentEqual]: "%",
  [token.AtEqual]: "@",
  [token.DoubleStarEqual]: "**",
};

/** `a | b` and anything that binds tighter: an expression without comparisons. */
export function parseBitwise(cursor: Cursor): Expression {
  return parseBinary(cursor, 1);
}

/** `a + b` and anything that binds tighter: in patterns `|` is no operator. */
export function parseSum(cursor: Cursor): Expression {
  return parseBinary(cursor, 5);
}

function parseBinary(cursor: Cursor, lowest: number): Expression {
  const start = cursor.start;
  let left = parseUnary(cursor);
  let links = 0;
  for (;;) {
    const precedence = precedences[cursor.kind] ?? 0;
    if (precedence < lowest || precedence === 0) break;
    const op = binaryOperators[cursor.kind] ?? "+";
    advance(cursor);
    const right = parseBinary(cursor, precedence + 1);
    left = { type: "BinOp", start, end: cursor.lastEnd, left, op, right };
    links++;
  }
  noteChain(cursor, links);
  return left;
}

function parseUnary(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case token.Minus:
      return parsePrefix(cursor, "-", parseUnary);
    case token.Plus:
      return parsePrefix(cursor, "+", parseUnary);
    case token.Tilde:
      return parsePrefix(cursor, "~", parseUnary);
    default:
      return parsePower(cursor);
  }
}

function parsePower(cursor: Cursor): Expression {
  const start = cursor.start;
  const left = cursor.kind === token.Await ? parseAwait(cursor) : parsePrimary(cursor);
  if (cursor.kind !== token.DoubleStar) return left;
  if (!enter(cursor)) return skipTooDeep(cursor);
  advance(cursor);
  const right = parseUnary(cursor);
  leave(cursor);
  return { type: "BinOp", start, end: cursor.lastEnd, left, op: "**", right };
}

function parseAwait(cursor: Cursor): Expression {
  const start = cursor.start;
  advance(cursor);
  const value = parsePrimary(cursor);
  return { type: "Await", start, end: cursor.lastEnd, value };
}

/** An operator before its operand. */
export function parsePrefix(
  cursor: Cursor,
  op: UnaryOperator,
  parse: (cursor: Cursor) => Expression,
): Expression {
  if (!enter(cursor)) return skipTooDeep(cursor);
  const start = cursor.start;
  advance(cursor);
  const operand = parse(cursor);
  leave(cursor);
  return { type: "UnaryOp", start, end: cursor.lastEnd, op, operand };
}
