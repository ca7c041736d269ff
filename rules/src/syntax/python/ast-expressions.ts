/** Expressions of the Python tree; see `ast.ts` for what all nodes share. */
import type { Range } from "./ast.js";

/** Anything that can stand where a value is expected, targets included. */
export type Expression =
  | BoolOp
  | NamedExpr
  | BinOp
  | UnaryOp
  | Lambda
  | IfExp
  | Dict
  | Set
  | ListComp
  | SetComp
  | DictComp
  | GeneratorExp
  | Await
  | Yield
  | YieldFrom
  | Compare
  | Call
  | JoinedStr
  | TemplateStr
  | Constant
  | Attribute
  | Subscript
  | Slice
  | Starred
  | Name
  | List
  | Tuple
  | Missing;

/** Stands where an expression or a pattern should be: nothing was there, or it was nested too deeply. */
export interface Missing extends Range {
  readonly type: "Missing";
}

// --- Names, calls, access -----------------------------------------------------------------------

export interface Name extends Range {
  readonly type: "Name";
  readonly id: string;
}

export interface Attribute extends Range {
  readonly type: "Attribute";
  readonly value: Expression;
  /** Empty where the name is not typed yet. */
  readonly attr: string;
  readonly attr_start: number;
}

export interface Subscript extends Range {
  readonly type: "Subscript";
  readonly value: Expression;
  readonly slice: Expression;
}

export interface Slice extends Range {
  readonly type: "Slice";
  readonly lower: Expression | undefined;
  readonly upper: Expression | undefined;
  readonly step: Expression | undefined;
}

export interface Starred extends Range {
  readonly type: "Starred";
  readonly value: Expression;
}

export interface Call extends Range {
  readonly type: "Call";
  readonly func: Expression;
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** `name=value` of a call or class header; `arg` is `undefined` for `**value`. */
export interface Keyword extends Range {
  readonly type: "keyword";
  readonly arg: string | undefined;
  readonly value: Expression;
}

// --- Operators ----------------------------------------------------------------------------------

/** Operator of a `BinOp` or, without its `=`, of an `AugAssign`. */
export type BinaryOperator = "+" | "-" | "*" | "@" | "/" | "%" | "**" | "<<" | ">>" | "|" | "^" | "&" | "//";

/** Operator of a `UnaryOp`. */
export type UnaryOperator = "~" | "not" | "+" | "-";

/** One operator of a `Compare`. */
export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "is" | "is not" | "in" | "not in";

export interface BoolOp extends Range {
  readonly type: "BoolOp";
  readonly op: "and" | "or";
  readonly values: readonly Expression[];
}

export interface BinOp extends Range {
  readonly type: "BinOp";
  readonly left: Expression;
  readonly op: BinaryOperator;
  readonly right: Expression;
}

export interface UnaryOp extends Range {
  readonly type: "UnaryOp";
  readonly op: UnaryOperator;
  readonly operand: Expression;
}

export interface Compare extends Range {
  readonly type: "Compare";
  readonly left: Expression;
  readonly ops: readonly CompareOperator[];
  readonly comparators: readonly Expression[];
}

export interface IfExp extends Range {
  readonly type: "IfExp";
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

export interface NamedExpr extends Range {
  readonly type: "NamedExpr";
  readonly target: Expression;
  readonly value: Expression;
}

export interface Await extends Range {
  readonly type: "Await";
  readonly value: Expression;
}

export interface Yield extends Range {
  readonly type: "Yield";
  readonly value: Expression | undefined;
}

export interface YieldFrom extends Range {
  readonly type: "YieldFrom";
  readonly value: Expression;
}

// --- Functions ----------------------------------------------------------------------------------

export interface Lambda extends Range {
  readonly type: "Lambda";
  readonly args: Arguments;
  readonly body: Expression;
}

/** The parameters of a function or lambda; `defaults` belong to the last of `posonlyargs` and `args` together. */
export interface Arguments extends Range {
  readonly type: "arguments";
  readonly posonlyargs: readonly Arg[];
  readonly args: readonly Arg[];
  readonly vararg: Arg | undefined;
  readonly kwonlyargs: readonly Arg[];
  /** One entry for each of `kwonlyargs`, `undefined` where it has no default. */
  readonly kw_defaults: readonly (Expression | undefined)[];
  readonly kwarg: Arg | undefined;
  readonly defaults: readonly Expression[];
}

/** One parameter; it starts at its name, after any asterisks. */
export interface Arg extends Range {
  readonly type: "arg";
  readonly arg: string;
  readonly annotation: Expression | undefined;
}

// --- Collections --------------------------------------------------------------------------------

export interface List extends Range {
  readonly type: "List";
  readonly elts: readonly Expression[];
}

export interface Tuple extends Range {
  readonly type: "Tuple";
  readonly elts: readonly Expression[];
}

export interface Set extends Range {
  readonly type: "Set";
  readonly elts: readonly Expression[];
}

export interface Dict extends Range {
  readonly type: "Dict";
  /** As long as `values`; `undefined` where the value is unpacked with `**`. */
  readonly keys: readonly (Expression | undefined)[];
  readonly values: readonly Expression[];
}

export interface ListComp extends Range {
  readonly type: "ListComp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface SetComp extends Range {
  readonly type: "SetComp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

export interface DictComp extends Range {
  readonly type: "DictComp";
  readonly key: Expression;
  readonly value: Expression;
  readonly generators: readonly Comprehension[];
}

export interface GeneratorExp extends Range {
  readonly type: "GeneratorExp";
  readonly elt: Expression;
  readonly generators: readonly Comprehension[];
}

/** One `for … in … if …` of a comprehension. */
export interface Comprehension extends Range {
  readonly type: "comprehension";
  readonly target: Expression;
  readonly iter: Expression;
  readonly ifs: readonly Expression[];
  readonly is_async: boolean;
}

// --- Literals -----------------------------------------------------------------------------------

/** A literal. Adjacent strings are one literal; `literals.ts` decodes it on demand. */
export interface Constant extends Range {
  readonly type: "Constant";
  readonly kind: ConstantKind;
}

/** What a `Constant` is. */
export type ConstantKind = "str" | "bytes" | "num" | "None" | "True" | "False" | "...";

/** An f-string, together with the strings beside it, or the format after the colon of a replacement field. */
export interface JoinedStr extends Range {
  readonly type: "JoinedStr";
  /** `Constant` is a plain string beside the f-string, `StringPart` the text between replacement fields. */
  readonly values: readonly (Constant | StringPart | FormattedValue | Interpolation)[];
}

/** A template string, together with those beside it. */
export interface TemplateStr extends Range {
  readonly type: "TemplateStr";
  readonly values: readonly (Constant | StringPart | FormattedValue | Interpolation)[];
}

/** Text inside an f-string or template string, as it is written; it may hold escapes and doubled braces. */
export interface StringPart extends Range {
  readonly type: "StringPart";
  /** Whether backslashes stand for themselves. */
  readonly is_raw: boolean;
}

/** `{value!conversion:format_spec}` of an f-string. */
export interface FormattedValue extends Range {
  readonly type: "FormattedValue";
  readonly value: Expression;
  readonly conversion: Conversion | undefined;
  readonly format_spec: JoinedStr | undefined;
  /** Whether it is written `{value=}`. */
  readonly is_debug: boolean;
}

/** `{value!conversion:format_spec}` of a template string. */
export interface Interpolation extends Range {
  readonly type: "Interpolation";
  readonly value: Expression;
  readonly conversion: Conversion | undefined;
  readonly format_spec: JoinedStr | undefined;
  /** Whether it is written `{value=}`. */
  readonly is_debug: boolean;
}

/** Letter after the `!` of a replacement field. */
export type Conversion = "s" | "r" | "a";
