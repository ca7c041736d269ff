import type { ColumnType } from "../orms/declarations.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import type { ClassReference } from "./catalog.js";
import { classIn } from "./class-in.js";
import { type ExtractContext, statementOf } from "./extract-context.js";
import { lastPart, option, textOf } from "./read-literals.js";
import type { Symbol } from "./symbols.js";

/** What the column holds that a call in a class body makes; `undefined` when it makes none. */
export function columnType(
  context: ExtractContext,
  file: string,
  call: CallExpression,
): ColumnType | undefined {
  const { declarations, resolver } = context;
  const symbol = resolver.symbolOf(file, call.callee);
  if (symbol?.kind === "class") return customType(context, symbol);
  if (symbol && symbol.kind !== "external") return undefined;
  const name = symbol ? lastPart(symbol.path) : (nameOf(call.callee) ?? "");
  const known = Object.hasOwn(declarations.columns, name) ? declarations.columns[name] : undefined;
  if (known && (!symbol || declarations.columnPath.test(symbol.path)))
    return sized(context, file, call, known);
  if (!known && !declarations.columnName.test(name)) return undefined;
  return { ...(known ?? typeByName(context, name)), isPlain: false };
}

/** `c` of `a.b.c` and of `c`. */
export function nameOf(expression: Expression): string | undefined {
  if (expression.kind === "member") return expression.property;
  return expression.kind === "name" ? expression.name : undefined;
}

/** From this many characters on a column counts as large. */
const longText = 4000;

/** Up to this many bytes weigh no more than a text: digests, addresses, keys. */
const fewBytes = 1024;

/** Long texts are large, short ones small; a generated column is as heavy as what it gives, a sized list as its items. */
function sized(context: ExtractContext, file: string, call: CallExpression, type: ColumnType): ColumnType {
  const output = option(call, "output_field");
  if (output?.kind === "call") return columnType(context, file, output) ?? type;
  const base = option(call, "base_field") ?? call.arguments[0]?.value;
  if (option(call, "size") && base?.kind === "call") {
    return { ...type, weight: columnType(context, file, base)?.weight ?? type.weight };
  }
  const length = option(call, "max_length");
  if (length?.kind !== "literal" || typeof length.value !== "number") return type;
  if (type.weight === "binary") return length.value <= fewBytes ? { ...type, weight: "small" } : type;
  return { ...type, weight: length.value >= longText ? "large" : "small" };
}

function customType(
  context: ExtractContext,
  symbol: Extract<Symbol, { kind: "class" }>,
): ColumnType | undefined {
  const { declarations, resolver } = context;
  const { classes, externals } = resolver.ancestry(symbol);
  const base = externals.map(lastPart).find((name) => Object.hasOwn(declarations.columns, name));
  const known = base === undefined ? undefined : declarations.columns[base];
  if (
    !known &&
    !externals.some((path) => declarations.columnName.test(path)) &&
    !declarations.columnName.test(symbol.statement.name)
  ) {
    return undefined;
  }
  const named = typeByName(context, symbol.statement.name);
  const type = { ...(known ?? named), ...statedType(context, classes), isPlain: false };
  const isSmall = type.weight === "binary" && declarations.smallBinaryClasses.test(symbol.statement.name);
  return isSmall ? { ...type, weight: "small" } : type;
}

function typeByName({ declarations }: ExtractContext, name: string): ColumnType {
  const custom = declarations.customColumns.find((one) => one.name.test(name));
  return custom?.type ?? { weight: "small", isPlain: false, isInteger: false };
}

/** What the first class says that names its type in a text, as a value or as what a method returns. */
function statedType(context: ExtractContext, classes: readonly ClassReference[]): Partial<ColumnType> {
  const { declarations } = context;
  for (const reference of classes) {
    const states =
      statementOf(context, reference)?.body.some((statement) => isNamed(statement, declarations.typeNames)) ??
      false;
    const body = states
      ? classIn(context.syntax(reference.file)?.body ?? [], reference.name)?.body
      : undefined;
    for (const text of (body ?? [])
      .filter((statement) => isNamed(statement, declarations.typeNames))
      .flatMap(statedTexts)) {
      if (declarations.binaryTypes.test(text)) return { weight: "binary", isInteger: false };
      const column = Object.hasOwn(declarations.columns, text) ? declarations.columns[text] : undefined;
      if (column) return { weight: column.weight, isInteger: column.isInteger };
    }
  }
  return {};
}

function isNamed(statement: Statement, names: readonly string[]): boolean {
  if (statement.kind === "function") return names.includes(statement.name);
  return (
    statement.kind === "assign" &&
    statement.targets.some((target) => target.kind === "name" && names.includes(target.name))
  );
}

/** Texts that a method returns, or that an attribute has. */
function statedTexts(statement: Statement): readonly string[] {
  switch (statement.kind) {
    case "assign":
    case "return":
      return [textOf(statement.value) ?? []].flat();
    case "function":
      return statement.body.flatMap(statedTexts);
    case "if":
      return [...statement.body, ...statement.otherwise].flatMap(statedTexts);
    default:
      return [];
  }
}
