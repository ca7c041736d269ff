/**
 * Where an unclosed bracket ends. Inside brackets line breaks mean nothing, so one missing bracket would hide the rest of
 * the file. Two kinds of evidence end it at a line break:
 *
 * - the next line begins with a keyword that only statements have: always, since no valid file does that;
 * - the next line is indented no deeper than the statement which opened the bracket, and begins like a statement: only
 *   when the first rule or the end of the file has already shown that the bracket is never closed. Valid files may lay
 *   out arguments like that, so they must not be judged by it.
 */
import {
  AT,
  COLON,
  EQUAL,
  FORM_FEED,
  HASH,
  SPACE,
  TAB,
  afterIdentifier,
  endOfLine,
  isIdentifierStart,
  isLineBreak,
} from "./characters.js";
import * as token from "./tokens.js";

const statementOnly = token.kindSet(
  token.Assert,
  token.Break,
  token.Class,
  token.Continue,
  token.Def,
  token.Del,
  token.Elif,
  token.Except,
  token.Finally,
  token.Global,
  token.Import,
  token.Nonlocal,
  token.Pass,
  token.Raise,
  token.Return,
  token.Try,
  token.While,
  token.With,
);

/** Keywords that begin a compound statement as well as a part of an expression. */
const maybeCompound = token.kindSet(token.If, token.For, token.Async, token.Else);

/** Words that a line within brackets may begin with, but a statement cannot, or hardly ever does. */
const expressionOnly = token.kindSet(
  token.And,
  token.As,
  token.From,
  token.In,
  token.Is,
  token.Lambda,
  token.Not,
  token.Or,
);

/** Whether the line at `lineStart` begins with a keyword that no expression can hold. */
export function beginsWithStatementKeyword(text: string, lineStart: number): boolean {
  const start = afterBlanks(text, lineStart);
  const first = text.charCodeAt(start);
  if (first < 97 || first > 119) return false;
  const end = afterIdentifier(text, start);
  if (statementOnly[token.kindOfWord(text, start, end)] !== 1) return false;
  const next = text.charCodeAt(end);
  // A keyword that is being typed as an argument name, `f(class=…)`, is no statement.
  return text.charCodeAt(afterBlanks(text, end)) !== EQUAL && next !== 44 && next !== 41;
}

/** Whether the line at `lineStart` is indented no deeper than `column` and could begin a statement. */
export function looksLikeStatement(text: string, lineStart: number, column: number): boolean {
  const start = afterBlanks(text, lineStart);
  if (start - lineStart > column) return false;
  const first = text.charCodeAt(start);
  if (first === AT) return isIdentifierStart(text.charCodeAt(start + 1));
  if (start >= text.length || !isIdentifierStart(first)) return false;
  const kind = token.kindOfWord(text, start, afterIdentifier(text, start));
  if (maybeCompound[kind] === 1) return endsWithColon(text, start);
  return expressionOnly[kind] !== 1;
}

function afterBlanks(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code !== SPACE && code !== TAB && code !== FORM_FEED) return end;
    end++;
  }
}

function endsWithColon(text: string, lineStart: number): boolean {
  const lineEnd = endOfLine(text, lineStart);
  const comment = text.slice(lineStart, lineEnd).indexOf(String.fromCharCode(HASH));
  let last = (comment < 0 ? lineEnd : lineStart + comment) - 1;
  while (last > lineStart && (text.charCodeAt(last) <= SPACE || isLineBreak(text.charCodeAt(last)))) last--;
  return text.charCodeAt(last) === COLON;
}
