/** Parameters of functions and lambdas, and type parameters. */
import type { TypeParam } from "../ast.js";
import type { Arg, Arguments, Expression, Lambda, Missing } from "../ast-expressions.js";
import * as token from "../tokens.js";
import {
  accept,
  advance,
  enter,
  expect,
  fail,
  leave,
  parseIdentifier,
  reachCurrent,
  skipTooDeep,
  type Cursor,
} from "./cursor.js";
import { parseExpression, parseStarredOrExpression } from "./expressions.js";

/** `lambda a, *b: c` */
export function parseLambda(cursor: Cursor): Lambda | Missing {
  if (!enter(cursor)) return skipTooDeep(cursor);
  const start = cursor.start;
  advance(cursor);
  const args = parseParameters(cursor, token.Colon, parseBareParameter);
  expect(cursor, token.Colon);
  const body = parseExpression(cursor);
  leave(cursor);
  return { type: "Lambda", start, end: cursor.lastEnd, args, body };
}

/** Parameters of a `def`, with their parentheses. */
export function parseFunctionParameters(cursor: Cursor): Arguments {
  if (!expect(cursor, token.LeftParen)) return parseParameters(cursor, cursor.kind, parseParameter);
  const args = parseParameters(cursor, token.RightParen, parseParameter);
  expect(cursor, token.RightParen);
  return args;
}

function parseParameters(cursor: Cursor, close: number, parseOne: (cursor: Cursor) => Arg): Arguments {
  const isEmpty = cursor.kind === close || cursor.kind <= token.LastLayout;
  const start = isEmpty ? cursor.lastEnd : cursor.start;
  let posonlyargs: Arg[] = [];
  let args: Arg[] = [];
  const defaults: Expression[] = [];
  const kwonlyargs: Arg[] = [];
  const kw_defaults: (Expression | undefined)[] = [];
  let vararg: Arg | undefined;
  let kwarg: Arg | undefined;
  let isKeywordOnly = false;
  while (cursor.kind !== close && cursor.kind > token.LastLayout) {
    if (accept(cursor, token.Slash)) {
      posonlyargs = args;
      args = [];
    } else if (accept(cursor, token.Star)) {
      isKeywordOnly = true;
      if (cursor.kind === token.Identifier) vararg = parseOne(cursor);
    } else if (accept(cursor, token.DoubleStar)) {
      kwarg = parseOne(cursor);
    } else if (cursor.kind === token.Identifier) {
      const arg = parseOne(cursor);
      const value = accept(cursor, token.Equal) ? parseExpression(cursor) : undefined;
      if (isKeywordOnly) {
        kwonlyargs.push(arg);
        kw_defaults.push(value);
      } else {
        args.push(arg);
        if (value !== undefined) defaults.push(value);
      }
    } else {
      fail(cursor, "expected a parameter");
      reachCurrent(cursor);
      break;
    }
    if (!accept(cursor, token.Comma)) break;
  }
  const end = cursor.lastEnd;
  return {
    type: "arguments",
    start,
    end,
    posonlyargs,
    args,
    vararg,
    kwonlyargs,
    kw_defaults,
    kwarg,
    defaults,
  };
}

function parseBareParameter(cursor: Cursor): Arg {
  const start = cursor.start;
  const arg = parseIdentifier(cursor);
  return { type: "arg", start, end: cursor.lastEnd, arg, annotation: undefined };
}

function parseParameter(cursor: Cursor): Arg {
  const start = cursor.start;
  const arg = parseIdentifier(cursor);
  const annotation = accept(cursor, token.Colon) ? parseStarredOrExpression(cursor) : undefined;
  return { type: "arg", start, end: cursor.lastEnd, arg, annotation };
}

/** `[T: bound = default, *Ts, **P]` after the name of a function, class or type alias, if it is there. */
export function parseTypeParams(cursor: Cursor): readonly TypeParam[] {
  const params: TypeParam[] = [];
  if (!accept(cursor, token.LeftBracket)) return params;
  while (cursor.kind !== token.RightBracket && cursor.kind > token.LastLayout) {
    const position = cursor.position;
    params.push(parseTypeParam(cursor));
    if (!accept(cursor, token.Comma) || cursor.position === position) break;
  }
  expect(cursor, token.RightBracket);
  return params;
}

function parseTypeParam(cursor: Cursor): TypeParam {
  const start = cursor.start;
  if (accept(cursor, token.Star)) {
    const name = parseIdentifier(cursor);
    const default_value = parseTypeDefault(cursor);
    return { type: "TypeVarTuple", start, end: cursor.lastEnd, name, default_value };
  }
  if (accept(cursor, token.DoubleStar)) {
    const name = parseIdentifier(cursor);
    const default_value = parseTypeDefault(cursor);
    return { type: "ParamSpec", start, end: cursor.lastEnd, name, default_value };
  }
  const name = parseIdentifier(cursor);
  const bound = accept(cursor, token.Colon) ? parseExpression(cursor) : undefined;
  const default_value = parseTypeDefault(cursor);
  return { type: "TypeVar", start, end: cursor.lastEnd, name, bound, default_value };
}

function parseTypeDefault(cursor: Cursor): Expression | undefined {
  return accept(cursor, token.Equal) ? parseStarredOrExpression(cursor) : undefined;
}
