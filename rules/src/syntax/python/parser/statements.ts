/** Simple statements: those without a block. */
import type {
  ErrorStmt,
  Expr,
  Global,
  Nonlocal,
  Raise,
  Return,
  Statement,
  Assert,
  TypeAlias,
} from "../ast.js";
import type { Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import {
  accept,
  advance,
  expect,
  fail,
  isAtStatementEnd,
  isWord,
  missing,
  parseIdentifier,
  peek,
  type Cursor,
} from "./cursor.js";
import { parseAssignedValue, parseExpression, parseExpressionList, startsExpression } from "./expressions.js";
import { parseTypeParams } from "./functions.js";
import { parseFrom, parseImport } from "./imports.js";
import { binaryOperators } from "./operators.js";

/** The statements of one line, up to and including its end. */
export function parseSimpleStatements(cursor: Cursor, body: Statement[]): void {
  do body.push(parseSimpleStatement(cursor));
  while (accept(cursor, token.Semicolon) && cursor.kind > token.LastLayout);
  if (cursor.kind > token.LastLayout) body.push(parseRest(cursor));
  accept(cursor, token.Newline);
}

/** What is left of a line after its statement: as many expressions as can be read. */
function parseRest(cursor: Cursor): ErrorStmt {
  fail(cursor, "expected the end of the statement");
  const start = cursor.start;
  const children: Expression[] = [];
  while (cursor.kind > token.LastLayout) {
    if (startsExpression[cursor.kind] === 1 && cursor.kind !== token.Yield)
      children.push(parseExpressionList(cursor));
    else advance(cursor);
  }
  return { type: "ErrorStmt", start, end: cursor.lastEnd, children };
}

function parseSimpleStatement(cursor: Cursor): Statement {
  switch (cursor.kind) {
    case token.Return:
      return parseReturn(cursor);
    case token.Import:
      return parseImport(cursor);
    case token.From:
      return parseFrom(cursor);
    case token.Raise:
      return parseRaise(cursor);
    case token.Pass:
      return parseKeyword(cursor, "Pass");
    case token.Break:
      return parseKeyword(cursor, "Break");
    case token.Continue:
      return parseKeyword(cursor, "Continue");
    case token.Assert:
      return parseAssert(cursor);
    case token.Del:
      return parseDelete(cursor);
    case token.Global:
      return parseNames(cursor, "Global");
    case token.Nonlocal:
      return parseNames(cursor, "Nonlocal");
    case token.Identifier:
      if (peek(cursor) === token.Identifier && isWord(cursor, "type")) return parseTypeAlias(cursor);
  }
  return startsExpression[cursor.kind] === 1 ? parseExpressionStatement(cursor) : parseRest(cursor);
}

function parseReturn(cursor: Cursor): Return {
  const start = cursor.start;
  advance(cursor);
  const value = isAtStatementEnd(cursor) ? undefined : parseExpressionList(cursor);
  return { type: "Return", start, end: cursor.lastEnd, value };
}

function parseRaise(cursor: Cursor): Raise {
  const start = cursor.start;
  advance(cursor);
  const exc = isAtStatementEnd(cursor) ? undefined : parseExpression(cursor);
  const cause = accept(cursor, token.From) ? parseExpression(cursor) : undefined;
  return { type: "Raise", start, end: cursor.lastEnd, exc, cause };
}

function parseKeyword<Type extends "Pass" | "Break" | "Continue">(cursor: Cursor, type: Type) {
  const { start, end } = cursor;
  advance(cursor);
  return { type, start, end };
}

function parseAssert(cursor: Cursor): Assert {
  const start = cursor.start;
  advance(cursor);
  const test = parseExpression(cursor);
  const msg = accept(cursor, token.Comma) ? parseExpression(cursor) : undefined;
  return { type: "Assert", start, end: cursor.lastEnd, test, msg };
}

function parseDelete(cursor: Cursor): Statement {
  const start = cursor.start;
  advance(cursor);
  const targets: Expression[] = [];
  do targets.push(parseExpression(cursor));
  while (accept(cursor, token.Comma) && startsExpression[cursor.kind] === 1);
  return { type: "Delete", start, end: cursor.lastEnd, targets };
}

function parseNames(cursor: Cursor, type: "Global" | "Nonlocal"): Global | Nonlocal {
  const start = cursor.start;
  advance(cursor);
  const names: string[] = [];
  do names.push(parseIdentifier(cursor));
  while (accept(cursor, token.Comma));
  return { type, start, end: cursor.lastEnd, names };
}

function parseTypeAlias(cursor: Cursor): TypeAlias {
  const start = cursor.start;
  advance(cursor);
  const nameStart = cursor.start;
  const id = parseIdentifier(cursor);
  const name = { type: "Name", start: nameStart, end: cursor.lastEnd, id } as const;
  const type_params = parseTypeParams(cursor);
  const value = expect(cursor, token.Equal) ? parseExpression(cursor) : missing(cursor);
  return { type: "TypeAlias", start, end: cursor.lastEnd, name, type_params, value };
}

// --- Expressions and assignments ------------------------------------------------------------------------------

function parseExpressionStatement(cursor: Cursor): Statement {
  const start = cursor.start;
  const isBareName = cursor.kind === token.Identifier;
  const first = parseAssignedValue(cursor);
  if (cursor.kind === token.Equal) return parseAssignment(cursor, start, first);
  if (cursor.kind >= token.PlusEqual && cursor.kind <= token.AtEqual) {
    const op = binaryOperators[cursor.kind] ?? "+";
    advance(cursor);
    const value = parseAssignedValue(cursor);
    return { type: "AugAssign", start, end: cursor.lastEnd, target: first, op, value };
  }
  if (accept(cursor, token.Colon)) {
    const annotation = parseExpression(cursor);
    const value = accept(cursor, token.Equal) ? parseAssignedValue(cursor) : undefined;
    const simple = isBareName && first.type === "Name";
    return { type: "AnnAssign", start, end: cursor.lastEnd, target: first, annotation, value, simple };
  }
  const statement: Expr = { type: "Expr", start, end: cursor.lastEnd, value: first };
  return statement;
}

function parseAssignment(cursor: Cursor, start: number, first: Expression): Statement {
  const targets: Expression[] = [];
  let value = first;
  while (accept(cursor, token.Equal)) {
    targets.push(value);
    value = parseAssignedValue(cursor);
  }
  return { type: "Assign", start, end: cursor.lastEnd, targets, value };
}
