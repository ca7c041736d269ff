/** Patterns of `case`. */
import type { Expression, Name } from "../ast-expressions.js";
import type { MatchMapping, Pattern } from "../ast-patterns.js";
import * as token from "../tokens.js";
import {
  accept,
  advance,
  currentText,
  enter,
  expect,
  fail,
  leave,
  missing,
  noteChain,
  parseIdentifier,
  peek,
  skipTooDeep,
  type Cursor,
} from "./cursor.js";
import { parseSum } from "./operators.js";

/** What follows `case`: a pattern, or several that form a sequence without brackets. */
export function parseOpenPattern(cursor: Cursor): Pattern {
  const start = cursor.start;
  const first = parseStarPattern(cursor);
  if (cursor.kind !== token.Comma && first.type !== "MatchStar") return first;
  const patterns = [first];
  while (accept(cursor, token.Comma)) {
    if (cursor.kind === token.Colon || cursor.kind === token.If || cursor.kind <= token.LastLayout) break;
    patterns.push(parseStarPattern(cursor));
  }
  return { type: "MatchSequence", start, end: cursor.lastEnd, patterns };
}

function parseStarPattern(cursor: Cursor): Pattern {
  if (cursor.kind !== token.Star) return parseAsPattern(cursor);
  const start = cursor.start;
  advance(cursor);
  const name = parseCaptureName(cursor);
  return { type: "MatchStar", start, end: cursor.lastEnd, name };
}

function parseCaptureName(cursor: Cursor): string | undefined {
  const name = parseIdentifier(cursor);
  return name === "_" ? undefined : name;
}

function parseAsPattern(cursor: Cursor): Pattern {
  const start = cursor.start;
  const pattern = parseOrPattern(cursor);
  if (!accept(cursor, token.As)) return pattern;
  const name = parseIdentifier(cursor);
  return { type: "MatchAs", start, end: cursor.lastEnd, pattern, name };
}

function parseOrPattern(cursor: Cursor): Pattern {
  const start = cursor.start;
  const first = parseClosedPattern(cursor);
  if (cursor.kind !== token.Bar) return first;
  const patterns = [first];
  while (accept(cursor, token.Bar)) patterns.push(parseClosedPattern(cursor));
  return { type: "MatchOr", start, end: cursor.lastEnd, patterns };
}

function parseClosedPattern(cursor: Cursor): Pattern {
  switch (cursor.kind) {
    case token.Numeral:
    case token.StringLiteral:
    case token.BytesLiteral:
    case token.Minus:
    case token.FStringStart:
    case token.TStringStart:
      return parseValuePattern(cursor);
    case token.None_:
      return parseSingleton(cursor, "None");
    case token.True_:
      return parseSingleton(cursor, "True");
    case token.False_:
      return parseSingleton(cursor, "False");
    case token.Identifier:
      return parseNamePattern(cursor);
    case token.LeftParen:
    case token.LeftBracket:
      return parseNested(cursor, parseGroupOrSequence);
    case token.LeftBrace:
      return parseNested(cursor, parseMapping);
    default:
      fail(cursor, "expected a pattern");
      return missing(cursor);
  }
}

function parseNested(cursor: Cursor, parse: (cursor: Cursor) => Pattern): Pattern {
  if (!enter(cursor)) return skipTooDeep(cursor);
  const pattern = parse(cursor);
  leave(cursor);
  return pattern;
}

function parseSingleton(cursor: Cursor, value: "None" | "True" | "False"): Pattern {
  const { start, end } = cursor;
  advance(cursor);
  return { type: "MatchSingleton", start, end, value };
}

/** A literal, possibly negative or complex. */
function parseValuePattern(cursor: Cursor): Pattern {
  const start = cursor.start;
  const value = parseSum(cursor);
  return { type: "MatchValue", start, end: cursor.lastEnd, value };
}

function parseGroupOrSequence(cursor: Cursor): Pattern {
  const start = cursor.start;
  const isList = cursor.kind === token.LeftBracket;
  const close = isList ? token.RightBracket : token.RightParen;
  advance(cursor);
  const patterns: Pattern[] = [];
  let isGroup = !isList;
  while (cursor.kind !== close && cursor.kind > token.LastLayout) {
    const position = cursor.position;
    patterns.push(parseStarPattern(cursor));
    if (!accept(cursor, token.Comma) || cursor.position === position) break;
    isGroup = false;
  }
  expect(cursor, close);
  const [only] = patterns;
  if (isGroup && only !== undefined && only.type !== "MatchStar") return only;
  return { type: "MatchSequence", start, end: cursor.lastEnd, patterns };
}

function parseMapping(cursor: Cursor): MatchMapping {
  const start = cursor.start;
  advance(cursor);
  const keys: Expression[] = [];
  const patterns: Pattern[] = [];
  let rest: string | undefined;
  while (cursor.kind !== token.RightBrace && cursor.kind > token.LastLayout) {
    if (accept(cursor, token.DoubleStar)) {
      rest = parseIdentifier(cursor);
    } else {
      keys.push(parseSum(cursor));
      expect(cursor, token.Colon);
      patterns.push(parseAsPattern(cursor));
    }
    if (!accept(cursor, token.Comma)) break;
  }
  expect(cursor, token.RightBrace);
  return { type: "MatchMapping", start, end: cursor.lastEnd, keys, patterns, rest };
}

// --- Names and classes ----------------------------------------------------------------------------------------

function parseNamePattern(cursor: Cursor): Pattern {
  const start = cursor.start;
  const next = peek(cursor);
  if (next !== token.Dot && next !== token.LeftParen) {
    const name = parseCaptureName(cursor);
    return { type: "MatchAs", start, end: cursor.lastEnd, pattern: undefined, name };
  }
  const value = parseDottedName(cursor);
  if (cursor.kind === token.LeftParen)
    return parseNested(cursor, (inner) => parseClassPattern(inner, start, value));
  return { type: "MatchValue", start, end: cursor.lastEnd, value };
}

function parseDottedName(cursor: Cursor): Expression {
  const start = cursor.start;
  const name: Name = { type: "Name", start, end: cursor.end, id: currentText(cursor) };
  advance(cursor);
  let value: Expression = name;
  let links = 0;
  while (accept(cursor, token.Dot)) {
    const attr = parseIdentifier(cursor);
    value = {
      type: "Attribute",
      start,
      end: cursor.lastEnd,
      value,
      attr,
      attr_start: cursor.lastEnd - attr.length,
    };
    links++;
  }
  noteChain(cursor, links);
  return value;
}

function parseClassPattern(cursor: Cursor, start: number, cls: Expression): Pattern {
  advance(cursor);
  const patterns: Pattern[] = [];
  const kwd_attrs: string[] = [];
  const kwd_patterns: Pattern[] = [];
  while (cursor.kind !== token.RightParen && cursor.kind > token.LastLayout) {
    if (cursor.kind === token.Identifier && peek(cursor) === token.Equal) {
      kwd_attrs.push(parseIdentifier(cursor));
      advance(cursor);
      kwd_patterns.push(parseAsPattern(cursor));
    } else {
      patterns.push(parseAsPattern(cursor));
    }
    if (!accept(cursor, token.Comma)) break;
  }
  expect(cursor, token.RightParen);
  return { type: "MatchClass", start, end: cursor.lastEnd, cls, patterns, kwd_attrs, kwd_patterns };
}
