/** Expressions, from the loosest binding (lists, `if … else`) to `not`; `comparisons.ts`, `operators.ts` and `primaries.ts` go on. */
import type { Expression, NamedExpr, Starred } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { parseComparison } from "./comparisons.js";
import { accept, advance, expect, noteChain, type Cursor } from "./cursor.js";
import { parseLambda } from "./functions.js";
import { parseBitwise, parsePrefix } from "./operators.js";

/** Whether an expression, starred or not, can begin with a token of this kind. */
export const startsExpression = token.kindSet(
  ...[
    token.Identifier,
    token.Numeral,
    token.StringLiteral,
    token.BytesLiteral,
    token.FStringStart,
    token.TStringStart,
  ],
  ...[
    token.LeftParen,
    token.LeftBracket,
    token.LeftBrace,
    token.Plus,
    token.Minus,
    token.Tilde,
    token.Ellipsis,
  ],
  ...[token.False_, token.None_, token.True_, token.Not, token.Lambda, token.Await, token.Yield, token.Star],
);

/** `a, *b, c`: one expression, or a tuple without parentheses. */
export function parseExpressionList(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseStarredOrExpression(cursor);
  if (cursor.kind !== token.Comma) return first;
  const elts = [first];
  while (accept(cursor, token.Comma)) {
    if (startsExpression[cursor.kind] !== 1) break;
    elts.push(parseStarredOrExpression(cursor));
  }
  return { type: "Tuple", start, end: cursor.lastEnd, elts };
}

/** What may stand to the right of `=`: a `yield` or an expression list. */
export function parseAssignedValue(cursor: Cursor): Expression {
  return cursor.kind === token.Yield ? parseYield(cursor) : parseExpressionList(cursor);
}

/** `*a`, or an expression. */
export function parseStarredOrExpression(cursor: Cursor): Expression {
  return cursor.kind === token.Star ? parseStarred(cursor) : parseExpression(cursor);
}

/** `*a`, or an expression that may be `name := value`. */
export function parseStarredOrNamed(cursor: Cursor): Expression {
  return cursor.kind === token.Star ? parseStarred(cursor) : parseNamedExpression(cursor);
}

/** `*a` */
export function parseStarred(cursor: Cursor): Starred {
  const start = cursor.start;
  advance(cursor);
  const value = parseBitwise(cursor);
  return { type: "Starred", start, end: cursor.lastEnd, value };
}

/** `yield`, `yield a, b` or `yield from a` */
export function parseYield(cursor: Cursor): Expression {
  const start = cursor.start;
  advance(cursor);
  if (accept(cursor, token.From)) {
    const value = parseExpression(cursor);
    return { type: "YieldFrom", start, end: cursor.lastEnd, value };
  }
  const hasValue = startsExpression[cursor.kind] === 1 && cursor.kind !== token.Yield;
  const value = hasValue ? parseExpressionList(cursor) : undefined;
  return { type: "Yield", start, end: cursor.lastEnd, value };
}

/** An expression that may be `name := value`. */
export function parseNamedExpression(cursor: Cursor): Expression {
  const start = cursor.start;
  const target = parseExpression(cursor);
  if (cursor.kind !== token.ColonEqual) return target;
  advance(cursor);
  const value = parseExpression(cursor);
  const named: NamedExpr = { type: "NamedExpr", start, end: cursor.lastEnd, target, value };
  return named;
}

/** A single expression: a lambda, a conditional or anything that binds tighter. */
export function parseExpression(cursor: Cursor): Expression {
  if (cursor.kind === token.Lambda) return parseLambda(cursor);
  const start = cursor.start;
  const body = parseDisjunction(cursor);
  return cursor.kind === token.If ? parseConditional(cursor, start, body) : body;
}

/** `a if b else c if d else e`: read in a loop, because generated code has very long ones. */
function parseConditional(cursor: Cursor, start: number, first: Expression): Expression {
  const branches: { readonly start: number; readonly body: Expression; readonly test: Expression }[] = [];
  let branchStart = start;
  let last = first;
  while (accept(cursor, token.If)) {
    branches.push({ start: branchStart, body: last, test: parseDisjunction(cursor) });
    expect(cursor, token.Else);
    branchStart = cursor.start;
    last = cursor.kind === token.Lambda ? parseLambda(cursor) : parseDisjunction(cursor);
  }
  noteChain(cursor, branches.length);
  const end = cursor.lastEnd;
  return branches.reduceRight<Expression>(
    (orelse, branch) => ({ type: "IfExp", end, orelse, ...branch }),
    last,
  );
}

/** `a or b`, or anything that binds tighter. */
export function parseDisjunction(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseConjunction(cursor);
  if (cursor.kind !== token.Or) return first;
  const values = [first];
  while (accept(cursor, token.Or)) values.push(parseConjunction(cursor));
  return { type: "BoolOp", start, end: cursor.lastEnd, op: "or", values };
}

function parseConjunction(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseNegation(cursor);
  if (cursor.kind !== token.And) return first;
  const values = [first];
  while (accept(cursor, token.And)) values.push(parseNegation(cursor));
  return { type: "BoolOp", start, end: cursor.lastEnd, op: "and", values };
}

function parseNegation(cursor: Cursor): Expression {
  return cursor.kind === token.Not ? parsePrefix(cursor, "not", parseNegation) : parseComparison(cursor);
}
