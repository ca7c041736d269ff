/** The parser's place in the tokens of a file, and how it moves. Parsers take a cursor, consume tokens and return a node. */
import type { ParseError } from "../ast.js";
import type { Missing } from "../ast-expressions.js";
import type { Tokens } from "../lexer-state.js";
import * as token from "../tokens.js";

/**
 * How deep brackets, blocks and prefix operators may nest together. CPython stops at 200 brackets; nobody writes a quarter of
 * this. At the limit the worst text needs about 300 KB of stack, a third of what Node gives, so a deep caller is no danger.
 */
const MAX_NESTING = 100;

/** The parser's mutable state. */
export interface Cursor {
  readonly text: string;
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly errors: ParseError[];
  position: number;
  /** Kind, start and end of the current token. */
  kind: number;
  start: number;
  end: number;
  /** End of the last token consumed, layout aside: where the node that it completes ends. */
  lastEnd: number;
  nesting: number;
  deepestNesting: number;
  /** Most links of one chain, such as `a.b.c` or `1 + 1 + 1`: each link is one level of the tree. */
  longestChain: number;
}

/** A place to come back to. */
export interface Mark {
  readonly position: number;
  readonly lastEnd: number;
  readonly errors: number;
}

/** A cursor at the first token. */
export function startCursor(text: string, tokens: Tokens): Cursor {
  const cursor: Cursor = {
    text,
    kinds: tokens.kinds,
    starts: tokens.starts,
    ends: tokens.ends,
    errors: [...tokens.errors],
    position: 0,
    kind: token.EndOfFile,
    start: 0,
    end: 0,
    lastEnd: 0,
    nesting: 0,
    deepestNesting: 0,
    longestChain: 0,
  };
  moveTo(cursor, 0);
  return cursor;
}

function moveTo(cursor: Cursor, position: number): void {
  cursor.position = position;
  cursor.kind = cursor.kinds[position] ?? token.EndOfFile;
  cursor.start = cursor.starts[position] ?? 0;
  cursor.end = cursor.ends[position] ?? 0;
}

/** Consumes the current token; the end of the file is never consumed. */
export function advance(cursor: Cursor): void {
  if (cursor.kind > token.LastLayout) cursor.lastEnd = cursor.end;
  else if (cursor.kind === token.EndOfFile) return;
  moveTo(cursor, cursor.position + 1);
}

/** Kind of the token after the current one. */
export function peek(cursor: Cursor): number {
  return cursor.kinds[cursor.position + 1] ?? token.EndOfFile;
}

/** Whether the current token is of this kind. */
export function isAt(cursor: Cursor, kind: number): boolean {
  return cursor.kind === kind;
}

/** Consumes the current token if it is of this kind. */
export function accept(cursor: Cursor, kind: number): boolean {
  if (cursor.kind !== kind) return false;
  advance(cursor);
  return true;
}

/** Consumes a token of this kind, or reports that it is missing. */
export function expect(cursor: Cursor, kind: number): boolean {
  if (accept(cursor, kind)) return true;
  fail(cursor, `expected ${token.tokenText[kind] ?? ""}`);
  return false;
}

/** Reports an error at the current token; of several at one place only the first is kept. */
export function fail(cursor: Cursor, message: string): void {
  const last = cursor.errors[cursor.errors.length - 1];
  if (last?.start !== cursor.start) cursor.errors.push({ message, start: cursor.start });
}

/** The current place. */
export function mark(cursor: Cursor): Mark {
  return { position: cursor.position, lastEnd: cursor.lastEnd, errors: cursor.errors.length };
}

/** Goes back to a place and forgets the errors since. */
export function goBack(cursor: Cursor, place: Mark): void {
  cursor.lastEnd = place.lastEnd;
  cursor.errors.length = place.errors;
  moveTo(cursor, place.position);
}

/** Text of the current token. */
export function currentText(cursor: Cursor): string {
  return cursor.text.slice(cursor.start, cursor.end);
}

/** Whether the current token is this soft keyword, such as `match`. */
export function isWord(cursor: Cursor, word: string): boolean {
  return (
    cursor.kind === token.Identifier &&
    cursor.end - cursor.start === word.length &&
    cursor.text.startsWith(word, cursor.start)
  );
}

/** Consumes a name and returns it; the empty string if there is none. */
export function parseIdentifier(cursor: Cursor): string {
  if (cursor.kind !== token.Identifier) {
    fail(cursor, "expected a name");
    reachCurrent(cursor);
    return "";
  }
  const name = currentText(cursor);
  advance(cursor);
  return name;
}

/** Whether the current token ends a simple statement. */
export function isAtStatementEnd(cursor: Cursor): boolean {
  return cursor.kind <= token.LastLayout || cursor.kind === token.Semicolon;
}

/** Goes one level deeper, or returns false at the limit. Each success is followed by `leave`. */
export function enter(cursor: Cursor): boolean {
  if (cursor.nesting >= MAX_NESTING) return false;
  cursor.nesting++;
  if (cursor.nesting > cursor.deepestNesting) cursor.deepestNesting = cursor.nesting;
  return true;
}

/** Comes back from `enter`. */
export function leave(cursor: Cursor): void {
  cursor.nesting--;
}

/** Records how many links a chain has. */
export function noteChain(cursor: Cursor, links: number): void {
  if (links > cursor.longestChain) cursor.longestChain = links;
}

/** Counts what is missing as read up to the current token, so that every node ends after it starts. */
export function reachCurrent(cursor: Cursor): void {
  cursor.lastEnd = cursor.start;
}

/** An empty node at the current token for what is not there. */
export function missing(cursor: Cursor): Missing {
  reachCurrent(cursor);
  return { type: "Missing", start: cursor.start, end: cursor.start };
}

/** Skips an expression that is nested too deeply: up to the bracket, comma or line end that follows it. */
export function skipTooDeep(cursor: Cursor): Missing {
  fail(cursor, "nested too deeply");
  const start = cursor.start;
  skipExpression(cursor);
  return { type: "Missing", start, end: cursor.lastEnd };
}

function skipExpression(cursor: Cursor): void {
  let depth = 0;
  while (cursor.kind > token.LastLayout) {
    if (cursor.kind >= token.LeftParen && cursor.kind <= token.RightBrace) {
      depth += (cursor.kind & 1) === 0 ? 1 : -1;
      if (depth < 0) return;
    } else if (depth === 0 && cursor.kind === token.Comma) {
      return;
    }
    advance(cursor);
  }
}
