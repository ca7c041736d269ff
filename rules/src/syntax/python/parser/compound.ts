/** Statements with blocks. */
import type { ExceptHandler, For, If, Statement, Try, While, With, WithItem } from "../ast.js";
import type { Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { parseBlock } from "./blocks.js";
import { parseTarget, parseTargetList } from "./comprehensions.js";
import {
  accept,
  advance,
  expect,
  goBack,
  isAt,
  mark,
  noteChain,
  parseIdentifier,
  peek,
  type Cursor,
} from "./cursor.js";
import { parseClass, parseDecorated, parseFunction } from "./definitions.js";
import {
  parseExpression,
  parseExpressionList,
  parseNamedExpression,
  startsExpression,
} from "./expressions.js";
import { isMatchStatement, parseMatch } from "./match.js";

/** A statement with blocks; `undefined`, and nothing consumed, if none begins here. */
export function parseCompoundStatement(cursor: Cursor): Statement | undefined {
  switch (cursor.kind) {
    case token.If:
      return parseIf(cursor);
    case token.For:
      return parseFor(cursor);
    case token.Def:
      return parseFunction(cursor, []);
    case token.Class:
      return parseClass(cursor, []);
    case token.At:
      return parseDecorated(cursor);
    case token.With:
      return parseWith(cursor);
    case token.Try:
      return parseTry(cursor);
    case token.While:
      return parseWhile(cursor);
    case token.Async:
      return parseAsync(cursor);
    case token.Identifier:
      return isMatchStatement(cursor) ? parseMatch(cursor) : undefined;
    default:
      return undefined;
  }
}

function parseAsync(cursor: Cursor): Statement | undefined {
  switch (peek(cursor)) {
    case token.Def:
      return parseFunction(cursor, []);
    case token.For:
      return parseFor(cursor);
    case token.With:
      return parseWith(cursor);
    default:
      return undefined;
  }
}

/** Read in a loop and nested afterwards: generated code has `elif` chains longer than any stack. */
function parseIf(cursor: Cursor): If {
  const start = cursor.start;
  const first = parseBranch(cursor);
  const branches: {
    readonly start: number;
    readonly test: Expression;
    readonly body: readonly Statement[];
  }[] = [];
  while (cursor.kind === token.Elif) {
    const branchStart = cursor.start;
    branches.push({ start: branchStart, ...parseBranch(cursor) });
  }
  noteChain(cursor, branches.length);
  let orelse = parseElse(cursor);
  const end = cursor.lastEnd;
  for (const branch of branches.reverse()) {
    const nested: If = { type: "If", start: branch.start, end, test: branch.test, body: branch.body, orelse };
    orelse = [nested];
  }
  return { type: "If", start, end, test: first.test, body: first.body, orelse };
}

function parseBranch(cursor: Cursor): { readonly test: Expression; readonly body: readonly Statement[] } {
  advance(cursor);
  const test = parseNamedExpression(cursor);
  return { test, body: parseBlock(cursor) };
}

function parseElse(cursor: Cursor): readonly Statement[] {
  return accept(cursor, token.Else) ? parseBlock(cursor) : [];
}

function parseWhile(cursor: Cursor): While {
  const start = cursor.start;
  const { test, body } = parseBranch(cursor);
  const orelse = parseElse(cursor);
  return { type: "While", start, end: cursor.lastEnd, test, body, orelse };
}

function parseFor(cursor: Cursor): For {
  const start = cursor.start;
  const is_async = accept(cursor, token.Async);
  advance(cursor);
  const target = parseTargetList(cursor);
  expect(cursor, token.In);
  const iter = parseExpressionList(cursor);
  const body = parseBlock(cursor);
  const orelse = parseElse(cursor);
  return { type: "For", start, end: cursor.lastEnd, is_async, target, iter, body, orelse };
}

// --- try ------------------------------------------------------------------------------------------------------

function parseTry(cursor: Cursor): Try {
  const start = cursor.start;
  advance(cursor);
  const body = parseBlock(cursor);
  const handlers: ExceptHandler[] = [];
  let is_star = false;
  while (cursor.kind === token.Except) {
    is_star ||= peek(cursor) === token.Star;
    handlers.push(parseHandler(cursor));
  }
  const orelse = parseElse(cursor);
  const finalbody = accept(cursor, token.Finally) ? parseBlock(cursor) : [];
  return { type: "Try", start, end: cursor.lastEnd, is_star, body, handlers, orelse, finalbody };
}

function parseHandler(cursor: Cursor): ExceptHandler {
  const start = cursor.start;
  advance(cursor);
  accept(cursor, token.Star);
  const exc_type = startsExpression[cursor.kind] === 1 ? parseExpressionList(cursor) : undefined;
  const name = accept(cursor, token.As) ? parseIdentifier(cursor) : undefined;
  const body = parseBlock(cursor);
  return { type: "ExceptHandler", start, end: cursor.lastEnd, exc_type, name, body };
}

// --- with -----------------------------------------------------------------------------------------------------

function parseWith(cursor: Cursor): With {
  const start = cursor.start;
  const is_async = accept(cursor, token.Async);
  advance(cursor);
  const items = parseParenthesizedItems(cursor) ?? parseItems(cursor);
  const body = parseBlock(cursor);
  return { type: "With", start, end: cursor.lastEnd, is_async, items, body };
}

/** What an item in parentheses can begin with: `with (*a, b):` and `with (yield):` have an expression in them. */
const startsItem = startsExpression.map((starts, kind) =>
  kind === token.Star || kind === token.Yield ? 0 : starts,
);

/** `(a as b, c)` before the colon; `undefined`, and nothing consumed, if the parentheses belong to an expression. */
function parseParenthesizedItems(cursor: Cursor): readonly WithItem[] | undefined {
  if (cursor.kind !== token.LeftParen || peek(cursor) === token.RightParen) return undefined;
  const before = mark(cursor);
  advance(cursor);
  const items: WithItem[] = [];
  do {
    if (startsItem[cursor.kind] !== 1) break;
    items.push(parseItem(cursor));
  } while (accept(cursor, token.Comma));
  const isWhole = expect(cursor, token.RightParen) && isAt(cursor, token.Colon);
  if (isWhole && cursor.errors.length === before.errors) return items;
  goBack(cursor, before);
  return undefined;
}

function parseItems(cursor: Cursor): readonly WithItem[] {
  const items: WithItem[] = [];
  do items.push(parseItem(cursor));
  while (accept(cursor, token.Comma));
  return items;
}

function parseItem(cursor: Cursor): WithItem {
  const start = cursor.start;
  const context_expr = parseExpression(cursor);
  const optional_vars = accept(cursor, token.As) ? parseTarget(cursor) : undefined;
  return {
    type: "withitem",
    start,
    end: cursor.lastEnd,
    context_expr,
    optional_vars,
  };
}
