/**
 * The neutral syntax: what Python and TypeScript are lowered to. It knows no ORM and no language;
 * everything right of *lower* reads only these nodes. Offsets are UTF-16, end exclusive.
 */

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

// --- Statements --------------------------------------------------------------------------------

export type Statement =
  | ExpressionStatement
  | AssignStatement
  | LoopStatement
  | WhileStatement
  | IfStatement
  | TryStatement
  | WithStatement
  | MatchStatement
  | ReturnStatement
  | ThrowStatement
  | DeleteStatement
  | AssertStatement
  | ImportStatement
  | FunctionStatement
  | ClassStatement
  | JumpStatement
  | ScopeStatement;

export interface ExpressionStatement extends Span {
  readonly kind: "expression";
  readonly expression: Expression;
}

/** `a = b = value`, `a: T = value` (one target; the value may be absent) or `a += value` (with operator). */
export interface AssignStatement extends Span {
  readonly kind: "assign";
  readonly targets: readonly Expression[];
  readonly value?: Expression;
  readonly annotation?: Expression;
  readonly operator?: string;
}

/** `for target in iterable`. */
export interface LoopStatement extends Span {
  readonly kind: "loop";
  readonly target: Expression;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  readonly isAsync: boolean;
}

export interface WhileStatement extends Span {
  readonly kind: "while";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface IfStatement extends Span {
  readonly kind: "if";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface TryStatement extends Span {
  readonly kind: "try";
  readonly body: readonly Statement[];
  readonly handlers: readonly Handler[];
  readonly otherwise: readonly Statement[];
  readonly finalizer: readonly Statement[];
}

export interface Handler extends Span {
  readonly type?: Expression;
  readonly name?: string;
  readonly body: readonly Statement[];
}

export interface WithStatement extends Span {
  readonly kind: "with";
  readonly items: readonly { readonly context: Expression; readonly target?: Expression }[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
}

export interface MatchStatement extends Span {
  readonly kind: "match";
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

export interface MatchCase extends Span {
  /** Names that the pattern binds. */
  readonly bindings: readonly string[];
  readonly guard?: Expression;
  readonly body: readonly Statement[];
}

export interface ReturnStatement extends Span {
  readonly kind: "return";
  readonly value?: Expression;
}

export interface ThrowStatement extends Span {
  readonly kind: "throw";
  readonly parts: readonly Expression[];
}

export interface DeleteStatement extends Span {
  readonly kind: "delete";
  readonly targets: readonly Expression[];
}

export interface AssertStatement extends Span {
  readonly kind: "assert";
  readonly test: Expression;
  readonly message?: Expression;
}

/**
 * `import a.b as c`, `from a import b as c`, `from . import *`. A module's dots are kept in front of its name
 * (`..models`). `name` is absent for whole modules and `"*"` for a wildcard.
 */
export interface ImportStatement extends Span {
  readonly kind: "import";
  readonly module: string;
  readonly names: readonly ImportedName[];
}

/** `import a.b` binds `local: "a"` to module `a`; `import a.b as c` binds `c` to `a.b`. */
export interface ImportedName extends Span {
  readonly name?: string;
  readonly local: string;
}

export interface FunctionStatement extends Span {
  readonly kind: "function";
  readonly name: string;
  readonly nameSpan: Span;
  readonly parameters: readonly Parameter[];
  readonly returns?: Expression;
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
  /** Has a `yield` of its own. */
  readonly isGenerator: boolean;
}

export interface Parameter extends Span {
  readonly form: "positional" | "named-only" | "rest" | "named-rest";
  readonly name: string;
  readonly annotation?: Expression;
  readonly initial?: Expression;
}

export interface ClassStatement extends Span {
  readonly kind: "class";
  readonly name: string;
  readonly nameSpan: Span;
  readonly bases: readonly Expression[];
  /** Keyword arguments of the class header (`metaclass=…`). */
  readonly options: readonly Argument[];
  readonly decorators: readonly Expression[];
  readonly body: readonly Statement[];
}

export interface JumpStatement extends Span {
  readonly kind: "jump";
  readonly form: "break" | "continue" | "pass";
}

/** `global a, b` / `nonlocal a`. */
export interface ScopeStatement extends Span {
  readonly kind: "scope";
  readonly names: readonly string[];
}
