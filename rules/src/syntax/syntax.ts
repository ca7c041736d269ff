/**
 * The neutral syntax: what Python and TypeScript are lowered to. It knows no ORM and no language;
 * everything right of *lower* reads only these nodes. Offsets are UTF-16, end exclusive.
 */
import type { Parameter, Statement } from "./statements.js";

/** A range of the file's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One file, lowered. */
export interface Syntax {
  readonly language: Language;
  readonly text: string;
  readonly body: readonly Statement[];
  /** Offsets of every comment, in order, including its opening characters. */
  readonly comments: readonly Span[];
  /** What could not be read; the rest of the file was lowered all the same. */
  readonly errors: readonly SyntaxProblem[];
}

export type Language = "python" | "typescript";

/** A place that the parser could not read. */
export interface SyntaxProblem {
  readonly message: string;
  readonly start: number;
}

// --- Expressions -------------------------------------------------------------------------------

export type Expression =
  | NameExpression
  | LiteralExpression
  | TemplateExpression
  | MemberExpression
  | CallExpression
  | IndexExpression
  | SliceExpression
  | CollectionExpression
  | DictionaryExpression
  | ComprehensionExpression
  | BinaryExpression
  | LogicalExpression
  | UnaryExpression
  | CompareExpression
  | ConditionalExpression
  | FunctionExpression
  | AwaitExpression
  | YieldExpression
  | SpreadExpression
  | BindExpression
  | UnknownExpression;

export interface NameExpression extends Span {
  readonly kind: "name";
  readonly name: string;
}

export interface LiteralExpression extends Span {
  readonly kind: "literal";
  /** The decoded value; `undefined` when it is a literal that has no plain value here (bytes, `...`). */
  readonly value: string | number | boolean | null | undefined;
}

/** An f-string or template string: the expressions inside it. */
export interface TemplateExpression extends Span {
  readonly kind: "template";
  readonly parts: readonly Expression[];
}

export interface MemberExpression extends Span {
  readonly kind: "member";
  readonly object: Expression;
  readonly property: string;
  readonly propertySpan: Span;
  /** What is found is called without arguments, if it can be, as in templates; absent counts as false. */
  readonly isCalled?: boolean;
}

export interface CallExpression extends Span {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** From the opening to behind the closing parenthesis. */
  readonly argumentsSpan: Span;
}

/** One argument of a call. `form` tells `f(x)`, `f(name=x)`, `f(*x)` and `f(**x)` apart. */
export interface Argument extends Span {
  readonly form: "positional" | "named" | "spread" | "named-spread";
  readonly name?: string;
  readonly value: Expression;
}

export interface IndexExpression extends Span {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
}

export interface SliceExpression extends Span {
  readonly kind: "slice";
  readonly object: Expression;
  readonly lower?: Expression;
  readonly upper?: Expression;
  readonly step?: Expression;
}

export interface CollectionExpression extends Span {
  readonly kind: "collection";
  readonly form: "list" | "tuple" | "set";
  readonly elements: readonly Expression[];
}

export interface DictionaryExpression extends Span {
  readonly kind: "dictionary";
  /** `object`: its entries are members, `{ a: 1 }.a`; absent: a mapping whose entries are found by index. */
  readonly form?: "object";
  /** An entry without a key is a spread (`**other`). */
  readonly entries: readonly { readonly key?: Expression; readonly value: Expression }[];
}

export interface ComprehensionExpression extends Span {
  readonly kind: "comprehension";
  readonly form: "list" | "set" | "dictionary" | "generator";
  readonly key?: Expression;
  readonly element: Expression;
  readonly clauses: readonly ComprehensionClause[];
}

export interface ComprehensionClause extends Span {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
  readonly isAsync: boolean;
}

export interface BinaryExpression extends Span {
  readonly kind: "binary";
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** `and`, `or` (and `??` in TypeScript) over two or more operands. */
export interface LogicalExpression extends Span {
  readonly kind: "logical";
  readonly operator: "and" | "or" | "??";
  readonly operands: readonly Expression[];
}

export interface UnaryExpression extends Span {
  readonly kind: "unary";
  readonly operator: string;
  readonly operand: Expression;
}

/** A chain of comparisons, `a < b <= c`; operators use Python's words (`in`, `not in`, `is`, `==`). */
export interface CompareExpression extends Span {
  readonly kind: "compare";
  readonly left: Expression;
  readonly operators: readonly string[];
  readonly rights: readonly Expression[];
}

export interface ConditionalExpression extends Span {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

/** A lambda or arrow function. */
export interface FunctionExpression extends Span {
  readonly kind: "lambda";
  readonly parameters: readonly Parameter[];
  readonly body: Expression | readonly Statement[];
  /** Absent counts as false. */
  readonly isAsync?: boolean;
  /** Has a `yield` of its own; absent counts as false. */
  readonly isGenerator?: boolean;
}

export interface AwaitExpression extends Span {
  readonly kind: "await";
  readonly operand: Expression;
}

export interface YieldExpression extends Span {
  readonly kind: "yield";
  readonly delegate: boolean;
  readonly value?: Expression;
}

export interface SpreadExpression extends Span {
  readonly kind: "spread";
  readonly value: Expression;
}

/** `name := value`. */
export interface BindExpression extends Span {
  readonly kind: "bind";
  readonly target: Expression;
  readonly value: Expression;
}

/** Something that has no neutral form; its parts are still evaluated. */
export interface UnknownExpression extends Span {
  readonly kind: "unknown";
  readonly parts: readonly Expression[];
}
