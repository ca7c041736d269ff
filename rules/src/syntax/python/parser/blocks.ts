/** Sequences of statements: the body of the file and indented blocks. */
import type { ErrorStmt, Statement } from "../ast.js";
import * as token from "../tokens.js";
import { parseCompoundStatement } from "./compound.js";
import { accept, advance, enter, expect, fail, leave, type Cursor } from "./cursor.js";
import { parseSimpleStatements } from "./statements.js";

/** All statements of the file. */
export function parseFile(cursor: Cursor): readonly Statement[] {
  const body: Statement[] = [];
  while (cursor.kind !== token.EndOfFile) parseLine(cursor, body);
  return body;
}

/** `: statements` on the same line or as an indented block; empty if neither is there. */
export function parseBlock(cursor: Cursor): readonly Statement[] {
  const body: Statement[] = [];
  if (!expect(cursor, token.Colon)) skipLine(cursor, body);
  else if (cursor.kind > token.LastLayout) {
    parseSimpleStatements(cursor, body);
    return body;
  } else accept(cursor, token.Newline);
  if (cursor.kind === token.Indent) parseIndented(cursor, body);
  else fail(cursor, "expected an indented block");
  return body;
}

function parseIndented(cursor: Cursor, body: Statement[]): void {
  if (!enter(cursor)) {
    body.push(skipIndented(cursor));
    return;
  }
  advance(cursor);
  while (cursor.kind !== token.Dedent && cursor.kind !== token.EndOfFile) parseLine(cursor, body);
  leave(cursor);
  accept(cursor, token.Dedent);
}

function parseLine(cursor: Cursor, body: Statement[]): void {
  if (cursor.kind > token.LastLayout) {
    const statement = parseCompoundStatement(cursor);
    if (statement === undefined) parseSimpleStatements(cursor, body);
    else body.push(statement);
  } else if (cursor.kind === token.Indent) {
    fail(cursor, "unexpected indent");
    parseIndented(cursor, body);
  } else {
    advance(cursor);
  }
}

/** Skips a block that is nested too deeply. */
function skipIndented(cursor: Cursor): ErrorStmt {
  fail(cursor, "nested too deeply");
  const start = cursor.start;
  let depth = 0;
  do {
    if (cursor.kind === token.Indent) depth++;
    else if (cursor.kind === token.Dedent) depth--;
    advance(cursor);
  } while (depth > 0 && cursor.kind !== token.EndOfFile);
  return { type: "ErrorStmt", start, end: cursor.lastEnd, children: [] };
}

/** The rest of a line whose colon is missing: its statements are kept. */
function skipLine(cursor: Cursor, body: Statement[]): void {
  if (cursor.kind > token.LastLayout) parseSimpleStatements(cursor, body);
  else accept(cursor, token.Newline);
}
