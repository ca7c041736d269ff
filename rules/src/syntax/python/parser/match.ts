/** The `match` statement. `match` and `case` are names elsewhere, so it is recognized by what follows. */
import type { Match, MatchCase } from "../ast.js";
import type { Expression } from "../ast-expressions.js";
import * as token from "../tokens.js";
import { parseBlock } from "./blocks.js";
import { accept, advance, enter, expect, fail, isWord, leave, peek, type Cursor } from "./cursor.js";
import { parseNamedExpression, parseStarredOrNamed, startsExpression } from "./expressions.js";
import { parseOpenPattern } from "./patterns.js";

/** After the name `match` these could go on an expression as well as begin a subject. */
const ambiguous = token.kindSet(
  ...[token.LeftParen, token.LeftBracket, token.Minus, token.Plus, token.Star, token.Not],
);

/** Whether a `match` statement begins here. */
export function isMatchStatement(cursor: Cursor): boolean {
  if (!isWord(cursor, "match")) return false;
  const next = peek(cursor);
  if (startsExpression[next] !== 1) return false;
  return ambiguous[next] !== 1 || isFollowedByCase(cursor);
}

/** Whether the line ends with a colon and an indented `case` comes next. */
function isFollowedByCase(cursor: Cursor): boolean {
  const { kinds, starts, text } = cursor;
  let index = cursor.position;
  while ((kinds[index] ?? token.EndOfFile) > token.LastLayout) index++;
  return (
    kinds[index - 1] === token.Colon &&
    kinds[index] === token.Newline &&
    kinds[index + 1] === token.Indent &&
    kinds[index + 2] === token.Identifier &&
    text.startsWith("case", starts[index + 2] ?? 0)
  );
}

/** `match subject:` with its cases. */
export function parseMatch(cursor: Cursor): Match {
  const start = cursor.start;
  advance(cursor);
  const subject = parseSubject(cursor);
  expect(cursor, token.Colon);
  const cases: MatchCase[] = [];
  while (cursor.kind > token.LastLayout) advance(cursor);
  accept(cursor, token.Newline);
  if (cursor.kind === token.Indent) parseCases(cursor, cases);
  else fail(cursor, "expected an indented block");
  return { type: "Match", start, end: cursor.lastEnd, subject, cases };
}

function parseSubject(cursor: Cursor): Expression {
  const start = cursor.start;
  const first = parseStarredOrNamed(cursor);
  if (cursor.kind !== token.Comma) return first;
  const elts = [first];
  while (accept(cursor, token.Comma)) {
    if (startsExpression[cursor.kind] !== 1) break;
    elts.push(parseStarredOrNamed(cursor));
  }
  return { type: "Tuple", start, end: cursor.lastEnd, elts };
}

function parseCases(cursor: Cursor, cases: MatchCase[]): void {
  const isWithinLimit = enter(cursor);
  advance(cursor);
  let depth = 1;
  while (depth > 0 && cursor.kind !== token.EndOfFile) {
    if (isWithinLimit && depth === 1 && isWord(cursor, "case")) {
      cases.push(parseCase(cursor));
      continue;
    }
    if (cursor.kind === token.Indent) depth++;
    else if (cursor.kind === token.Dedent) depth--;
    else if (cursor.kind > token.LastLayout)
      fail(cursor, isWithinLimit ? "expected case" : "nested too deeply");
    advance(cursor);
  }
  if (isWithinLimit) leave(cursor);
}

function parseCase(cursor: Cursor): MatchCase {
  const start = cursor.start;
  advance(cursor);
  const pattern = parseOpenPattern(cursor);
  const guard = accept(cursor, token.If) ? parseNamedExpression(cursor) : undefined;
  const body = parseBlock(cursor);
  return { type: "match_case", start, end: cursor.lastEnd, pattern, guard, body };
}
