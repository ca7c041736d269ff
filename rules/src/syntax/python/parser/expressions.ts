/** Expressions, from the loosest binding (lists, `if … else`) to the tightest operator; see `primaries.ts` for the rest. */
import type {
  BinaryOperator,
  CompareOperator,
  Expression,
  NamedExpr,
  Starred,
  UnaryOperator,
} from "../ast-expressions.js";
import * as token from "../tokens.js";
import {
  accept,
  advance,
  enter,
  expect,
  leave,
  noteChain,
  peek,
  skipTooDeep,
  type Cursor,
} from "./cursor.js";
import { parseLambda } from "./functions.js";
import { parsePrimary } from "./primaries.js";

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

function parsePrefix(cursor: Cursor, op: UnaryOperator, parse: (cursor: Cursor) => Expression): Expression {
  if (!enter(cursor)) return skipTooDeep(cursor);
  const start = cursor.start;
  advance(cursor);
  const operand = parse(cursor);
  leave(cursor);
  return { type: "UnaryOp", start, end: cursor.lastEnd, op, operand };
}

// --- Comparisons ----------------------------------------------------------------------------------------------

const comparisons = token.kindSet(
  ...[token.Less, token.Greater, token.LessEqual, token.GreaterEqual, token.EqualEqual, token.NotEqual],
  ...[token.In, token.Is, token.Not],
);

const compareOperators: Readonly<Record<number, CompareOperator>> = {
  [token.Less]: "<",
  [token.Greater]: ">",
  [token.LessEqual]: "<=",
  [token.GreaterEqual]: ">=",
  [token.EqualEqual]: "==",
  [token.NotEqual]: "!=",
  [token.In]: "in",
  [token.Is]: "is",
};

function parseComparison(cursor: Cursor): Expression {
  const start = cursor.start;
  const left = parseBitwise(cursor);
  if (comparisons[cursor.kind] !== 1) return left;
  const ops: CompareOperator[] = [];
  const comparators: Expression[] = [];
  for (;;) {
    const op = parseCompareOperator(cursor);
    if (op === undefined) break;
    ops.push(op);
    comparators.push(parseBitwise(cursor));
  }
  if (ops.length === 0) return left;
  return { type: "Compare", start, end: cursor.lastEnd, left, ops, comparators };
}

function parseCompareOperator(cursor: Cursor): CompareOperator | undefined {
  if (cursor.kind === token.Not) {
    if (peek(cursor) !== token.In) return undefined;
    advance(cursor);
    advance(cursor);
    return "not in";
  }
  const op = compareOperators[cursor.kind];
  if (op === undefined) return undefined;
  advance(cursor);
  return op === "is" && accept(cursor, token.Not) ? "is not" : op;
}

// --- Arithmetic -----------------------------------------------------------------------------------------------

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
