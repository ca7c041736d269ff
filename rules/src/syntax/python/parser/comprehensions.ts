/** The `for … in … if …` parts of comprehensions, and targets, which loops have too. */
import type { Comprehension, Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { accept, advance, expect, peek, type Cursor } from "./cursor.js";
import { parseDisjunction, parseStarred, startsExpression } from "./expressions.js";
import { parseBitwise } from "./operators.js";

/** Whether a comprehension goes on here. */
export function startsComprehension(cursor: Cursor): boolean {
  return cursor.kind === token.For || (cursor.kind === token.Async && peek(cursor) === token.For);
}

/** All `for … in … if …` parts of one comprehension. */
export function parseComprehensions(cursor: Cursor): readonly Comprehension[] {
  const generators: Comprehension[] = [];
  while (startsComprehension(cursor)) generators.push(parseComprehension(cursor));
  return generators;
}

function parseComprehension(cursor: Cursor): Comprehension {
  const start = cursor.start;
  const is_async = accept(cursor, token.Async);
  advance(cursor);
  const target = parseTargetList(cursor);
  expect(cursor, token.In);
  const iter = parseDisjunction(cursor);
  const ifs: Expression[] = [];
  while (accept(cursor, token.If)) ifs.push(parseDisjunction(cursor));
  return { type: "comprehension", start, end: cursor.lastEnd, target, iter, ifs, is_async };
}

/** Targets before `in`, which must not be read as an operator. */
export function parseTargetList(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseTarget(cursor);
  if (cursor.kind !== token.Comma) return first;
  const elts = [first];
  while (accept(cursor, token.Comma)) {
    if (startsExpression[cursor.kind] !== 1) break;
    elts.push(parseTarget(cursor));
  }
  return { type: "Tuple", start, end: cursor.lastEnd, elts };
}

/** One target: a name, an attribute, a subscript, a list or tuple of targets, or one of these after `*`. */
export function parseTarget(cursor: Cursor): Expression {
  return cursor.kind === token.Star ? parseStarred(cursor) : parseBitwise(cursor);
}
