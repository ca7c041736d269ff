/** Attribute access, calls and subscripts: what can follow an atom. */
import type { Attribute, Call, Expression, Keyword, Subscript } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { parseAtom } from "./atoms.js";
import { parseComprehensions, startsComprehension } from "./comprehensions.js";
import {
  accept,
  advance,
  currentText,
  enter,
  expect,
  fail,
  leave,
  noteChain,
  parseIdentifier,
  peek,
  skipTooDeep,
  type Cursor,
} from "./cursor.js";
import { parseExpression, parseNamedExpression, parseStarred, startsExpression } from "./expressions.js";

/** An atom with all the accesses and calls that follow it. */
export function parsePrimary(cursor: Cursor): Expression {
  const start = cursor.start;
  let primary = parseAtom(cursor);
  let links = 0;
  for (;;) {
    switch (cursor.kind) {
      case token.Dot:
        primary = parseAttribute(cursor, start, primary);
        break;
      case token.LeftParen:
        primary = parseCall(cursor, start, primary);
        break;
      case token.LeftBracket:
        primary = parseSubscript(cursor, start, primary);
        break;
      default:
        noteChain(cursor, links);
        return primary;
    }
    links++;
  }
}

function parseAttribute(cursor: Cursor, start: number, value: Expression): Attribute {
  advance(cursor);
  if (cursor.kind !== token.Identifier) {
    fail(cursor, "expected an attribute name");
    return { type: "Attribute", start, end: cursor.lastEnd, value, attr: "", attr_start: cursor.lastEnd };
  }
  const attr_start = cursor.start;
  const attr = currentText(cursor);
  advance(cursor);
  return { type: "Attribute", start, end: cursor.lastEnd, value, attr, attr_start };
}

// --- Calls ----------------------------------------------------------------------------------------------------

function parseCall(cursor: Cursor, start: number, func: Expression): Call {
  const { args, keywords } = parseArgumentList(cursor);
  return { type: "Call", start, end: cursor.lastEnd, func, args, keywords };
}

/** Arguments of a call or class header. */
export interface ArgumentList {
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** Arguments with their parentheses. */
export function parseArgumentList(cursor: Cursor): ArgumentList {
  const open = cursor.start;
  if (!enter(cursor)) return { args: [skipTooDeep(cursor)], keywords: [] };
  advance(cursor);
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  while (cursor.kind !== token.RightParen && cursor.kind > token.LastLayout) {
    const position = cursor.position;
    parseArgument(cursor, open, args, keywords);
    if (accept(cursor, token.Comma)) continue;
    if (cursor.kind === token.RightParen || cursor.kind <= token.LastLayout) break;
    fail(cursor, "expected , or )");
    // An argument that follows without a comma is read all the same; anything else is skipped.
    if (cursor.position > position && startsExpression[cursor.kind] === 1) continue;
    skipToNextArgument(cursor);
    if (!accept(cursor, token.Comma)) break;
  }
  leave(cursor);
  expect(cursor, token.RightParen);
  return { args, keywords };
}

function parseArgument(cursor: Cursor, open: number, args: Expression[], keywords: Keyword[]): void {
  const start = cursor.start;
  if (cursor.kind === token.Identifier && peek(cursor) === token.Equal) {
    const arg = parseIdentifier(cursor);
    advance(cursor);
    const value = parseExpression(cursor);
    keywords.push({ type: "keyword", start, end: cursor.lastEnd, arg, value });
  } else if (accept(cursor, token.DoubleStar)) {
    const value = parseExpression(cursor);
    keywords.push({ type: "keyword", start, end: cursor.lastEnd, arg: undefined, value });
  } else if (cursor.kind === token.Star) {
    advance(cursor);
    const value = parseExpression(cursor);
    args.push({ type: "Starred", start, end: cursor.lastEnd, value });
  } else {
    args.push(parsePlainArgument(cursor, open, start, args.length + keywords.length));
  }
}

function parsePlainArgument(cursor: Cursor, open: number, start: number, before: number): Expression {
  const elt = parseNamedExpression(cursor);
  if (!startsComprehension(cursor)) return elt;
  const generators = parseComprehensions(cursor);
  // As in CPython, a generator that is the only argument owns the parentheses of the call.
  const isOnly = before === 0 && cursor.kind === token.RightParen;
  const range = isOnly ? { start: open, end: cursor.end } : { start, end: cursor.lastEnd };
  return { type: "GeneratorExp", start: range.start, end: range.end, elt, generators };
}

function skipToNextArgument(cursor: Cursor): void {
  let depth = 0;
  while (cursor.kind > token.LastLayout) {
    if (depth === 0 && (cursor.kind === token.Comma || cursor.kind === token.RightParen)) return;
    if (cursor.kind >= token.LeftParen && cursor.kind <= token.RightBrace) {
      depth = Math.max(0, depth + ((cursor.kind & 1) === 0 ? 1 : -1));
    }
    advance(cursor);
  }
}

// --- Subscripts -----------------------------------------------------------------------------------------------

function parseSubscript(cursor: Cursor, start: number, value: Expression): Subscript {
  if (!enter(cursor)) {
    const slice = skipTooDeep(cursor);
    return { type: "Subscript", start, end: cursor.lastEnd, value, slice };
  }
  advance(cursor);
  const slice = parseSlices(cursor);
  leave(cursor);
  expect(cursor, token.RightBracket);
  return { type: "Subscript", start, end: cursor.lastEnd, value, slice };
}

function parseSlices(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseSlice(cursor);
  if (cursor.kind !== token.Comma && first.type !== "Starred") return first;
  const elts = [first];
  while (accept(cursor, token.Comma)) {
    if (cursor.kind === token.RightBracket || cursor.kind <= token.LastLayout) break;
    elts.push(parseSlice(cursor));
  }
  return { type: "Tuple", start, end: cursor.lastEnd, elts };
}

function parseSlice(cursor: Cursor): Expression {
  if (cursor.kind === token.Star) return parseStarred(cursor);
  const start = cursor.start;
  let lower: Expression | undefined;
  if (cursor.kind !== token.Colon) {
    lower = parseNamedExpression(cursor);
    if (cursor.kind !== token.Colon) return lower;
  }
  advance(cursor);
  const upper = parseBound(cursor);
  const step = accept(cursor, token.Colon) ? parseBound(cursor) : undefined;
  return { type: "Slice", start, end: cursor.lastEnd, lower, upper, step };
}

function parseBound(cursor: Cursor): Expression | undefined {
  return startsExpression[cursor.kind] === 1 ? parseExpression(cursor) : undefined;
}
