/** Functions and classes, with their decorators. */
import type { ClassDef, FunctionDef, Statement } from "../ast.js";
import type { Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { parseBlock } from "./blocks.js";
import { accept, advance, fail, parseIdentifier, peek, type Cursor } from "./cursor.js";
import { parseExpression, parseNamedExpression } from "./expressions.js";
import { parseFunctionParameters, parseTypeParams } from "./functions.js";
import { parseArgumentList } from "./primaries.js";

/** `@a` lines and the definition below them. */
export function parseDecorated(cursor: Cursor): Statement {
  const start = cursor.start;
  const decorators: Expression[] = [];
  while (accept(cursor, token.At)) {
    decorators.push(parseNamedExpression(cursor));
    if (cursor.kind > token.LastLayout) fail(cursor, "expected the end of the decorator");
    while (cursor.kind > token.LastLayout) advance(cursor);
    while (accept(cursor, token.Newline));
  }
  if (cursor.kind === token.Class) return parseClass(cursor, decorators);
  if (cursor.kind === token.Def || (cursor.kind === token.Async && peek(cursor) === token.Def)) {
    return parseFunction(cursor, decorators);
  }
  fail(cursor, "expected a function or class");
  return { type: "ErrorStmt", start, end: cursor.lastEnd, children: decorators };
}

/** `def` or `async def` */
export function parseFunction(cursor: Cursor, decorator_list: readonly Expression[]): FunctionDef {
  const start = cursor.start;
  const is_async = accept(cursor, token.Async);
  advance(cursor);
  const name = parseIdentifier(cursor);
  const name_start = cursor.lastEnd - name.length;
  const type_params = parseTypeParams(cursor);
  const args = parseFunctionParameters(cursor);
  const returns = accept(cursor, token.Arrow) ? parseExpression(cursor) : undefined;
  const body = parseBlock(cursor);
  const end = cursor.lastEnd;
  return {
    type: "FunctionDef",
    start,
    end,
    is_async,
    name,
    name_start,
    args,
    body,
    decorator_list,
    returns,
    type_params,
  };
}

/** `class` */
export function parseClass(cursor: Cursor, decorator_list: readonly Expression[]): ClassDef {
  const start = cursor.start;
  advance(cursor);
  const name = parseIdentifier(cursor);
  const name_start = cursor.lastEnd - name.length;
  const type_params = parseTypeParams(cursor);
  const hasArguments = cursor.kind === token.LeftParen;
  const { args: bases, keywords } = hasArguments ? parseArgumentList(cursor) : { args: [], keywords: [] };
  const body = parseBlock(cursor);
  const end = cursor.lastEnd;
  return {
    type: "ClassDef",
    start,
    end,
    name,
    name_start,
    bases,
    keywords,
    body,
    decorator_list,
    type_params,
  };
}
