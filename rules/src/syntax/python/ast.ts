/**
 * The Python tree: CPython's node and field names, so that its `ast` documentation is the documentation
 * of these types too. Expressions are in `ast-expressions.ts`, patterns in `ast-patterns.ts`, the order
 * of children in `visitor-keys.ts`.
 *
 * Where it differs from CPython:
 * - `start` and `end` are UTF-16 offsets (`end` exclusive) instead of lines and columns;
 * - absent children are `undefined`; there is no `ctx` and no parent;
 * - `AsyncFunctionDef`, `AsyncFor` and `AsyncWith` are `is_async`, `TryStar` is `is_star`;
 * - the exception of an `ExceptHandler` is `exc_type`, because `type` names the node;
 * - literals carry no value: see `literals.ts`;
 * - `Missing` and `ErrorStmt` stand for what could not be read.
 *
 * As in CPython, a decorated function or class starts at `def`, `async` or `class`: its decorators lie before it.
 * No node is deeper than `MAX_TREE_DEPTH` (see `depth.ts`), so recursive walks are safe.
 */
import type { Arguments, BinaryOperator, Expression, Keyword, Name } from "./ast-expressions.js";
import type { Pattern } from "./ast-patterns.js";

/** What every node has: a range of the text, UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One file. */
export interface Module extends Range {
  readonly type: "Module";
  readonly body: readonly Statement[];
  /** Start and end of every comment, in order: start of the first, end of the first, start of the second, … */
  readonly comments: Int32Array;
  /** What could not be read, in order of position; the rest of the file was parsed all the same. */
  readonly errors: readonly ParseError[];
}

/** A place that could not be read. */
export interface ParseError {
  readonly message: string;
  readonly start: number;
}

/** A statement, simple or compound. */
export type Statement =
  | FunctionDef
  | ClassDef
  | Return
  | Delete
  | Assign
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | While
  | If
  | With
  | Match
  | Raise
  | Try
  | Assert
  | Import
  | ImportFrom
  | Global
  | Nonlocal
  | Expr
  | Pass
  | Break
  | Continue
  | ErrorStmt;

// --- Definitions --------------------------------------------------------------------------------

export interface FunctionDef extends Range {
  readonly type: "FunctionDef";
  readonly is_async: boolean;
  readonly name: string;
  readonly name_start: number;
  readonly args: Arguments;
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly returns: Expression | undefined;
  readonly type_params: readonly TypeParam[];
}

export interface ClassDef extends Range {
  readonly type: "ClassDef";
  readonly name: string;
  readonly name_start: number;
  readonly bases: readonly Expression[];
  readonly keywords: readonly Keyword[];
  readonly body: readonly Statement[];
  readonly decorator_list: readonly Expression[];
  readonly type_params: readonly TypeParam[];
}

export interface TypeAlias extends Range {
  readonly type: "TypeAlias";
  readonly name: Name;
  readonly type_params: readonly TypeParam[];
  readonly value: Expression;
}

/** A parameter of a generic function, class or type alias. */
export type TypeParam = TypeVar | ParamSpec | TypeVarTuple;

export interface TypeVar extends Range {
  readonly type: "TypeVar";
  readonly name: string;
  readonly bound: Expression | undefined;
  readonly default_value: Expression | undefined;
}

export interface ParamSpec extends Range {
  readonly type: "ParamSpec";
  readonly name: string;
  readonly default_value: Expression | undefined;
}

export interface TypeVarTuple extends Range {
  readonly type: "TypeVarTuple";
  readonly name: string;
  readonly default_value: Expression | undefined;
}

// --- Simple statements --------------------------------------------------------------------------

export interface Return extends Range {
  readonly type: "Return";
  readonly value: Expression | undefined;
}

export interface Delete extends Range {
  readonly type: "Delete";
  readonly targets: readonly Expression[];
}

export interface Assign extends Range {
  readonly type: "Assign";
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface AugAssign extends Range {
  readonly type: "AugAssign";
  readonly target: Expression;
  readonly op: BinaryOperator;
  readonly value: Expression;
}

export interface AnnAssign extends Range {
  readonly type: "AnnAssign";
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
  /** False where the target is a name in parentheses, an attribute or a subscript. */
  readonly simple: boolean;
}

export interface Raise extends Range {
  readonly type: "Raise";
  readonly exc: Expression | undefined;
  readonly cause: Expression | undefined;
}

export interface Assert extends Range {
  readonly type: "Assert";
  readonly test: Expression;
  readonly msg: Expression | undefined;
}

export interface Import extends Range {
  readonly type: "Import";
  readonly names: readonly Alias[];
}

export interface ImportFrom extends Range {
  readonly type: "ImportFrom";
  /** Dotted name after the leading dots, `undefined` for `from . import name`. */
  readonly module: string | undefined;
  readonly names: readonly Alias[];
  /** Number of leading dots. */
  readonly level: number;
}

/** One imported name. */
export interface Alias extends Range {
  readonly type: "alias";
  /** Dotted name, or `*`. */
  readonly name: string;
  readonly asname: string | undefined;
}

export interface Global extends Range {
  readonly type: "Global";
  readonly names: readonly string[];
}

export interface Nonlocal extends Range {
  readonly type: "Nonlocal";
  readonly names: readonly string[];
}

export interface Expr extends Range {
  readonly type: "Expr";
  readonly value: Expression;
}

export interface Pass extends Range {
  readonly type: "Pass";
}

export interface Break extends Range {
  readonly type: "Break";
}

export interface Continue extends Range {
  readonly type: "Continue";
}

/** Text that is no statement; the expressions in it that could be read are kept. */
export interface ErrorStmt extends Range {
  readonly type: "ErrorStmt";
  readonly children: readonly Expression[];
}

// --- Compound statements ------------------------------------------------------------------------

export interface If extends Range {
  readonly type: "If";
  readonly test: Expression;
  readonly body: readonly Statement[];
  /** An `elif` is a single `If` in here. */
  readonly orelse: readonly Statement[];
}

export interface For extends Range {
  readonly type: "For";
  readonly is_async: boolean;
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface While extends Range {
  readonly type: "While";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface With extends Range {
  readonly type: "With";
  readonly is_async: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}

/** One context manager of a `with`. */
export interface WithItem extends Range {
  readonly type: "withitem";
  readonly context_expr: Expression;
  readonly optional_vars: Expression | undefined;
}

export interface Try extends Range {
  readonly type: "Try";
  /** Whether its handlers are `except*`. */
  readonly is_star: boolean;
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface ExceptHandler extends Range {
  readonly type: "ExceptHandler";
  readonly exc_type: Expression | undefined;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}

export interface Match extends Range {
  readonly type: "Match";
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

/** One `case` of a `match`. */
export interface MatchCase extends Range {
  readonly type: "match_case";
  readonly pattern: Pattern;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}
