/** Comparisons, which chain: `a < b < c` is one node. */
import type { CompareOperator, Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { accept, advance, peek, type Cursor } from "./cursor.js";
import { parseBitwise } from "./operators.js";

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

/** `a < b`, or anything that binds tighter. */
export function parseComparison(cursor: Cursor): Expression {
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
