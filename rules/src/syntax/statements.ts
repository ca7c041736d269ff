/** Statements of the neutral syntax; see `syntax.ts` for what all nodes share. */
import type { Argument, Expression, Span } from "./syntax.js";

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
  | ExportStatement
  | FunctionStatement
  | ClassStatement
  | JumpStatement
  | ScopeStatement;

export interface ExpressionStatement extends Span {
  readonly kind: "expression";
  readonly expression: Expression;
}

/**
 * `a = b = value`, `a: T = value` (one target; the value may be absent) or `a += value` (with operator). A name for a
 * type, `type A = T`, is a target with an annotation and no value, as is a variable that gets its value later.
 */
export interface AssignStatement extends Span {
  readonly kind: "assign";
  /** Brings its names into being even without a value; absent counts as false. */
  readonly isDeclaration?: boolean;
  readonly targets: readonly Expression[];
  readonly value?: Expression;
  readonly annotation?: Expression;
  readonly operator?: string;
  /** Of a field of a class; absent counts as none. */
  readonly decorators?: readonly Expression[];
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

/**
 * What a module hands out under which names. A module without such statements hands out all of its names. `module` is
 * where they come from, if not from this file. CommonJS hands out one value, under the name `export=`.
 */
export interface ExportStatement extends Span {
  readonly kind: "export";
  readonly module?: string;
  readonly names: readonly ExportedName[];
}

/** `local` under the name `exported`; everything of a module when both are `"*"`. */
export interface ExportedName {
  readonly local: string;
  readonly exported: string;
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
  /** What the language itself says of a method: one of the class, which it gets, or one that runs when it is read. */
  readonly role?: "static" | "getter";
}

export interface Parameter extends Span {
  readonly form: "positional" | "named-only" | "rest" | "named-rest";
  /** Empty where a pattern takes the argument apart. */
  readonly name: string;
  /** What the argument is bound to instead of a name: `{ prisma }`. */
  readonly pattern?: Expression;
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
