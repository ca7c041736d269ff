/** Patterns of a `match` statement; see `ast.ts` for what all nodes share. */
import type { Range } from "./ast.js";
import type { Expression, Missing } from "./ast-expressions.js";

/** What stands after `case`, and inside other patterns. */
export type Pattern =
  | MatchValue
  | MatchSingleton
  | MatchSequence
  | MatchMapping
  | MatchClass
  | MatchStar
  | MatchAs
  | MatchOr
  | Missing;

export interface MatchValue extends Range {
  readonly type: "MatchValue";
  readonly value: Expression;
}

export interface MatchSingleton extends Range {
  readonly type: "MatchSingleton";
  readonly value: "None" | "True" | "False";
}

export interface MatchSequence extends Range {
  readonly type: "MatchSequence";
  readonly patterns: readonly Pattern[];
}

export interface MatchMapping extends Range {
  readonly type: "MatchMapping";
  readonly keys: readonly Expression[];
  readonly patterns: readonly Pattern[];
  /** Name after `**`. */
  readonly rest: string | undefined;
}

export interface MatchClass extends Range {
  readonly type: "MatchClass";
  readonly cls: Expression;
  readonly patterns: readonly Pattern[];
  readonly kwd_attrs: readonly string[];
  readonly kwd_patterns: readonly Pattern[];
}

export interface MatchStar extends Range {
  readonly type: "MatchStar";
  /** `undefined` for `*_`. */
  readonly name: string | undefined;
}

/** A capture, or a wildcard when both `pattern` and `name` are `undefined`. */
export interface MatchAs extends Range {
  readonly type: "MatchAs";
  readonly pattern: Pattern | undefined;
  readonly name: string | undefined;
}

export interface MatchOr extends Range {
  readonly type: "MatchOr";
  readonly patterns: readonly Pattern[];
}
