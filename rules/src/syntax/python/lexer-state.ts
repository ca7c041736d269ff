/** What the lexer has read so far. It is the one mutable thing of a parse, and measured: plain fields and typed arrays. */
import type { ParseError } from "./ast.js";

/** The tokens of a file in parallel arrays; the last one is `EndOfFile`. */
export interface Tokens {
  readonly kinds: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly comments: Int32Array;
  readonly errors: readonly ParseError[];
}

/** An f-string or template string that has been opened. */
export interface OpenString {
  readonly quote: number;
  readonly isTriple: boolean;
  readonly isRaw: boolean;
}

/** A replacement field that has been opened. */
export interface OpenField {
  readonly string: OpenString;
  /** Whether it lies in the format of another field of the same string. */
  readonly isInFormat: boolean;
  /** Number of open brackets, its own brace included. */
  readonly depth: number;
}

/** Where to go back to if the outermost open bracket turns out to be never closed. */
interface Checkpoint {
  offset: number;
  tokens: number;
  comments: number;
  errors: number;
}

/** The state of the lexer. */
export interface Lexer {
  readonly text: string;
  kinds: Uint8Array;
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  readonly comments: number[];
  readonly errors: ParseError[];
  /** Columns of the open blocks, outermost first. */
  readonly indents: number[];
  /** Kinds of the open brackets, outermost first. */
  readonly brackets: number[];
  readonly fields: OpenField[];
  readonly checkpoint: Checkpoint;
  /** Up to here a bracket is known to stay open, so that it may be closed on weaker evidence (see `recovery.ts`). */
  cautiousUntil: number;
}

const charactersPerToken = 3;

/** The state before the first character. */
export function startLexer(text: string): Lexer {
  const capacity = Math.ceil(text.length / charactersPerToken) + 16;
  return {
    text,
    kinds: new Uint8Array(capacity),
    starts: new Int32Array(capacity),
    ends: new Int32Array(capacity),
    count: 0,
    comments: [],
    errors: [],
    indents: [0],
    brackets: [],
    fields: [],
    checkpoint: { offset: 0, tokens: 0, comments: 0, errors: 0 },
    cautiousUntil: -1,
  };
}

/** Adds a token. */
export function pushToken(lexer: Lexer, kind: number, start: number, end: number): void {
  const index = lexer.count;
  if (index === lexer.kinds.length) grow(lexer);
  lexer.kinds[index] = kind;
  lexer.starts[index] = start;
  lexer.ends[index] = end;
  lexer.count = index + 1;
}

function grow(lexer: Lexer): void {
  const capacity = lexer.kinds.length * 2;
  const { kinds, starts, ends } = lexer;
  lexer.kinds = new Uint8Array(capacity);
  lexer.starts = new Int32Array(capacity);
  lexer.ends = new Int32Array(capacity);
  lexer.kinds.set(kinds);
  lexer.starts.set(starts);
  lexer.ends.set(ends);
}

/** Adds an error. */
export function pushError(lexer: Lexer, message: string, start: number): void {
  lexer.errors.push({ message, start });
}

/** Remembers this place if no bracket is open. */
export function setCheckpoint(lexer: Lexer, offset: number): void {
  if (lexer.brackets.length > 0) return;
  lexer.checkpoint.offset = offset;
  lexer.checkpoint.tokens = lexer.count;
  lexer.checkpoint.comments = lexer.comments.length;
  lexer.checkpoint.errors = lexer.errors.length;
}

/** Forgets all that was read since the checkpoint and returns its offset. */
export function returnToCheckpoint(lexer: Lexer): number {
  lexer.count = lexer.checkpoint.tokens;
  lexer.comments.length = lexer.checkpoint.comments;
  lexer.errors.length = lexer.checkpoint.errors;
  dropBrackets(lexer);
  return lexer.checkpoint.offset;
}

/** Forgets all open brackets and fields. */
export function dropBrackets(lexer: Lexer): void {
  lexer.brackets.length = 0;
  lexer.fields.length = 0;
}
