/**
 * Text → tokens. The whole file goes into parallel typed arrays; comments are kept as pairs of offsets. Line breaks are tokens
 * only outside brackets, and indentation becomes `Indent` and `Dedent`, as in CPython. Every loop moves forward, except
 * that an unclosed bracket is read twice (see `lexLineBreak`), so lexing is linear.
 */
import {
  BACKSLASH,
  BYTE_ORDER_MARK,
  CR,
  FORM_FEED,
  HASH,
  LF,
  SPACE,
  TAB,
  afterLineBreak,
  endOfLine,
  isIdentifierPart,
  isIdentifierStart,
  isLineBreak,
  isQuote,
} from "./characters.js";
import {
  dropBrackets,
  pushError,
  pushToken,
  returnToCheckpoint,
  setCheckpoint,
  startLexer,
  type Lexer,
  type Tokens,
} from "./lexer-state.js";
import { afterNumeral, startsNumeral } from "./numerals.js";
import { operatorKind } from "./operators.js";
import { beginsWithStatementKeyword, looksLikeStatement } from "./recovery.js";
import { closeField, isFieldLevel, isStringPrefix, lexFormat, lexString } from "./strings.js";
import * as token from "./tokens.js";

/** Reads all tokens of a file. A byte order mark at its start is skipped; offsets count it. */
export function tokenize(text: string): Tokens {
  const lexer = startLexer(text);
  let offset = lexIndentation(lexer, text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0);
  for (;;) {
    while (offset < text.length) offset = lexToken(lexer, offset);
    if (lexer.brackets.length === 0) break;
    offset = leaveUnclosedBracket(lexer, offset);
  }
  closeBlocks(lexer);
  return {
    kinds: lexer.kinds,
    starts: lexer.starts,
    ends: lexer.ends,
    comments: Int32Array.from(lexer.comments),
    errors: lexer.errors,
  };
}

function lexToken(lexer: Lexer, start: number): number {
  const text = lexer.text;
  const code = text.charCodeAt(start);
  if (code === SPACE || code === TAB || code === FORM_FEED) return start + 1;
  if (isIdentifierStart(code)) return lexWord(lexer, start);
  if (isLineBreak(code)) return lexLineBreak(lexer, start);
  if (code === HASH) return lexComment(lexer, start);
  if (isQuote(code)) return lexString(lexer, start, start);
  if (startsNumeral(text, start)) {
    const end = afterNumeral(text, start);
    pushToken(lexer, token.Numeral, start, end);
    return end;
  }
  if (code === BACKSLASH && isLineBreak(text.charCodeAt(start + 1))) return afterLineBreak(text, start + 1);
  return lexOperator(lexer, start);
}

function lexWord(lexer: Lexer, start: number): number {
  const text = lexer.text;
  let end = start + 1;
  while (end < text.length && isIdentifierPart(text.charCodeAt(end))) end++;
  if (isQuote(text.charCodeAt(end)) && isStringPrefix(text, start, end)) return lexString(lexer, start, end);
  pushToken(lexer, token.kindOfWord(text, start, end), start, end);
  return end;
}

function lexComment(lexer: Lexer, start: number): number {
  const end = endOfLine(lexer.text, start);
  lexer.comments.push(start, end);
  return end;
}

function lexOperator(lexer: Lexer, start: number): number {
  const text = lexer.text;
  const code = text.charCodeAt(start);
  const kind = operatorKind(code, text.charCodeAt(start + 1), text.charCodeAt(start + 2));
  if (kind === 0) return lexInvalid(lexer, start);
  if (kind <= token.RightBrace) return lexBracket(lexer, kind, start);
  if (kind === token.Dot && text.startsWith("...", start))
    return pushOperator(lexer, token.Ellipsis, start, 3);
  if (kind === token.Minus && text.startsWith("->", start)) return pushOperator(lexer, token.Arrow, start, 2);
  if ((kind === token.Colon || kind === token.ColonEqual) && isFieldLevel(lexer))
    return lexFormat(lexer, start);
  return pushOperator(lexer, kind, start, (token.tokenText[kind] ?? "").length);
}

function pushOperator(lexer: Lexer, kind: number, start: number, length: number): number {
  pushToken(lexer, kind, start, start + length);
  return start + length;
}

function lexBracket(lexer: Lexer, kind: number, start: number): number {
  const isOpening = (kind & 1) === 0;
  if (isOpening) {
    setCheckpoint(lexer, start);
    lexer.brackets.push(kind);
  } else {
    if (kind === token.RightBrace && closesField(lexer)) return closeField(lexer, start);
    closeBracket(lexer, kind - 1);
  }
  return pushOperator(lexer, kind, start, 1);
}

/** Closes the innermost bracket of this kind, with all that were left open in it; a stray one closes nothing. */
function closeBracket(lexer: Lexer, opening: number): void {
  const depth = innermostOpen(lexer, opening);
  if (depth > 0) lexer.brackets.length = depth - 1;
}

/** Whether a `}` ends the innermost replacement field: no brace was opened in it. */
function closesField(lexer: Lexer): boolean {
  return lexer.fields.length > 0 && innermostOpen(lexer, token.LeftBrace) === 0;
}

/** How far to look for the bracket that a closing one belongs to; without a limit, stray ones would make lexing quadratic. */
const furthestMatch = 100;

/** Depth of the innermost open bracket of this kind within the innermost field, 0 if there is none near. */
function innermostOpen(lexer: Lexer, opening: number): number {
  const innermost = lexer.brackets.length;
  const fieldDepth = lexer.fields[lexer.fields.length - 1]?.depth ?? 0;
  const outermost = Math.max(fieldDepth, innermost - furthestMatch);
  for (let depth = innermost; depth > outermost; depth--) {
    if (lexer.brackets[depth - 1] === opening) return depth;
  }
  return 0;
}

function lexInvalid(lexer: Lexer, start: number): number {
  pushError(lexer, "invalid character", start);
  // An unknown space is only that; anything else must not join its neighbors.
  if (lexer.text.charCodeAt(start) < 128) pushToken(lexer, token.Invalid, start, start + 1);
  return start + 1;
}

// --- Lines ----------------------------------------------------------------------------------------------------

function lexLineBreak(lexer: Lexer, start: number): number {
  const end = afterLineBreak(lexer.text, start);
  if (lexer.brackets.length > 0) {
    return endsBrackets(lexer, start, end) ? leaveUnclosedBracket(lexer, start) : end;
  }
  pushToken(lexer, token.Newline, start, end);
  return lexIndentation(lexer, end);
}

function endsBrackets(lexer: Lexer, lineBreak: number, nextLine: number): boolean {
  if (beginsWithStatementKeyword(lexer.text, nextLine)) return true;
  return lineBreak < lexer.cautiousUntil && looksLikeStatement(lexer.text, nextLine, currentIndent(lexer));
}

/**
 * A bracket turned out to be never closed. Reads its text again, now ready to end it earlier; if that was done already,
 * closes all brackets here. What was read again is never read a third time.
 */
function leaveUnclosedBracket(lexer: Lexer, offset: number): number {
  if (offset > lexer.cautiousUntil && lexer.checkpoint.offset >= lexer.cautiousUntil) {
    lexer.cautiousUntil = offset;
    return returnToCheckpoint(lexer);
  }
  pushError(lexer, "this bracket is never closed", lexer.checkpoint.offset);
  dropBrackets(lexer);
  return offset;
}

function currentIndent(lexer: Lexer): number {
  return lexer.indents[lexer.indents.length - 1] ?? 0;
}

/** Reads blank lines, comment lines and the indentation of the next statement; returns where that begins. */
function lexIndentation(lexer: Lexer, lineStart: number): number {
  const text = lexer.text;
  let offset = lineStart;
  let column = 0;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === SPACE) {
      column++;
      offset++;
    } else if (code === TAB) {
      column = ((column >> 3) + 1) << 3;
      offset++;
    } else if (code === FORM_FEED) {
      column = 0;
      offset++;
    } else if (code === LF || code === CR) {
      column = 0;
      offset = afterLineBreak(text, offset);
    } else if (code === HASH) {
      offset = lexComment(lexer, offset);
    } else if (code === BACKSLASH && isLineBreak(text.charCodeAt(offset + 1))) {
      return lexContinuedIndentation(lexer, offset, column);
    } else {
      break;
    }
  }
  if (offset < text.length) changeIndent(lexer, column, offset);
  return offset;
}

/** Indentation that goes on after a backslash: the first line counts, unless it has none. */
function lexContinuedIndentation(lexer: Lexer, backslash: number, firstColumn: number): number {
  const text = lexer.text;
  let offset = backslash;
  let column = 0;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === SPACE || code === TAB || code === FORM_FEED) {
      column++;
      offset++;
    } else if (code === BACKSLASH && isLineBreak(text.charCodeAt(offset + 1))) {
      column = 0;
      offset = afterLineBreak(text, offset + 1);
    } else {
      break;
    }
  }
  if (offset >= text.length) return offset;
  if (isLineBreak(text.charCodeAt(offset)) || text.charCodeAt(offset) === HASH)
    return lexIndentation(lexer, offset);
  changeIndent(lexer, firstColumn > 0 ? firstColumn : column, offset);
  return offset;
}

function changeIndent(lexer: Lexer, column: number, offset: number): void {
  while (lexer.indents.length > 1 && currentIndent(lexer) > column) {
    lexer.indents.pop();
    pushToken(lexer, token.Dedent, offset, offset);
    if (currentIndent(lexer) < column) pushError(lexer, "indentation fits no outer block", offset);
  }
  if (currentIndent(lexer) < column) {
    lexer.indents.push(column);
    pushToken(lexer, token.Indent, offset, offset);
  }
}

function closeBlocks(lexer: Lexer): void {
  const end = lexer.text.length;
  const last = lexer.count === 0 ? token.Newline : (lexer.kinds[lexer.count - 1] ?? token.Newline);
  if (last > token.LastLayout) pushToken(lexer, token.Newline, end, end);
  for (let depth = lexer.indents.length; depth > 1; depth--) pushToken(lexer, token.Dedent, end, end);
  pushToken(lexer, token.EndOfFile, end, end);
}
