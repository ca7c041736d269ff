/** Which fields of a node hold its children. */
import type { Alias, ExceptHandler, MatchCase, Module, Statement, TypeParam, WithItem } from "./ast.js";
import type {
  Arg,
  Arguments,
  Comprehension,
  Expression,
  FormattedValue,
  Interpolation,
  Keyword,
  StringPart,
} from "./ast-expressions.js";
import type { Pattern } from "./ast-patterns.js";

/** Any node of the Python tree. */
export type Node =
  | Module
  | Statement
  | TypeParam
  | Alias
  | WithItem
  | ExceptHandler
  | MatchCase
  | Expression
  | Keyword
  | Arguments
  | Arg
  | Comprehension
  | StringPart
  | FormattedValue
  | Interpolation
  | Pattern;

type KeysByType = { readonly [T in Node["type"]]: readonly (keyof Extract<Node, { type: T }>)[] };

/**
 * Fields that hold a child or a list of children, in source order. Where two lists interleave in the text
 * (`keys` and `values` of a `Dict`, parameters and their defaults, arguments and keywords of a `Call`), the
 * one that comes first leads. Lists may hold `undefined` (`Dict.keys`, `arguments.kw_defaults`).
 */
export const visitorKeys: KeysByType = {
  Module: ["body"],

  FunctionDef: ["decorator_list", "type_params", "args", "returns", "body"],
  ClassDef: ["decorator_list", "type_params", "bases", "keywords", "body"],
  TypeAlias: ["name", "type_params", "value"],
  TypeVar: ["bound", "default_value"],
  ParamSpec: ["default_value"],
  TypeVarTuple: ["default_value"],

  Return: ["value"],
  Delete: ["targets"],
  Assign: ["targets", "value"],
  AugAssign: ["target", "value"],
  AnnAssign: ["target", "annotation", "value"],
  Raise: ["exc", "cause"],
  Assert: ["test", "msg"],
  Import: ["names"],
  ImportFrom: ["names"],
  alias: [],
  Global: [],
  Nonlocal: [],
  Expr: ["value"],
  Pass: [],
  Break: [],
  Continue: [],
  ErrorStmt: ["children"],

  If: ["test", "body", "orelse"],
  For: ["target", "iter", "body", "orelse"],
  While: ["test", "body", "orelse"],
  With: ["items", "body"],
  withitem: ["context_expr", "optional_vars"],
  Try: ["body", "handlers", "orelse", "finalbody"],
  ExceptHandler: ["exc_type", "body"],
  Match: ["subject", "cases"],
  match_case: ["pattern", "guard", "body"],

  MatchValue: ["value"],
  MatchSingleton: [],
  MatchSequence: ["patterns"],
  MatchMapping: ["keys", "patterns"],
  MatchClass: ["cls", "patterns", "kwd_patterns"],
  MatchStar: [],
  MatchAs: ["pattern"],
  MatchOr: ["patterns"],

  Missing: [],
  Name: [],
  Attribute: ["value"],
  Subscript: ["value", "slice"],
  Slice: ["lower", "upper", "step"],
  Starred: ["value"],
  Call: ["func", "args", "keywords"],
  keyword: ["value"],
  BoolOp: ["values"],
  BinOp: ["left", "right"],
  UnaryOp: ["operand"],
  Compare: ["left", "comparators"],
  IfExp: ["body", "test", "orelse"],
  NamedExpr: ["target", "value"],
  Await: ["value"],
  Yield: ["value"],
  YieldFrom: ["value"],
  Lambda: ["args", "body"],
  arguments: ["posonlyargs", "args", "defaults", "vararg", "kwonlyargs", "kw_defaults", "kwarg"],
  arg: ["annotation"],
  List: ["elts"],
  Tuple: ["elts"],
  Set: ["elts"],
  Dict: ["keys", "values"],
  ListComp: ["elt", "generators"],
  SetComp: ["elt", "generators"],
  DictComp: ["key", "value", "generators"],
  GeneratorExp: ["elt", "generators"],
  comprehension: ["target", "iter", "ifs"],
  Constant: [],
  JoinedStr: ["values"],
  TemplateStr: ["values"],
  StringPart: [],
  FormattedValue: ["value", "format_spec"],
  Interpolation: ["value", "format_spec"],
};
