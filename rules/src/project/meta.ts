import type { Expression } from "../syntax/syntax.js";
import type { ClassStatement } from "../syntax/statements.js";
import type { ExtractContext } from "./extract-context.js";
import { option, texts, textOf } from "./read-literals.js";
import { scopeOf } from "./scope.js";

/** The options of a `class Meta` by name. */
export type Meta = ReadonlyMap<string, Expression>;

/** How deep `class Meta(Base.Meta)` is followed. */
const longestChain = 8;

/** The options that the class itself declares, with those that its `Meta` inherits; `undefined` without a `Meta`. */
export function metaOf(context: ExtractContext, file: string, statement: ClassStatement): Meta | undefined {
  const meta = scopeOf(statement.body).names.get("Meta");
  if (meta?.kind === "class") return optionsOf(context, file, meta.statement, longestChain);
  // `Meta = Base.Meta`
  const value = meta?.kind === "variable" ? meta.statement.value : undefined;
  const symbol = value && context.resolver.symbolOf(file, value);
  return symbol?.kind === "class"
    ? optionsOf(context, symbol.file, symbol.statement, longestChain)
    : undefined;
}

function optionsOf(context: ExtractContext, file: string, meta: ClassStatement, left: number): Meta {
  const options = new Map<string, Expression>();
  if (left > 0) {
    for (const base of meta.bases.toReversed()) {
      const symbol = context.resolver.symbolOf(file, base);
      if (symbol?.kind !== "class") continue;
      // An inherited `abstract` makes nothing abstract.
      for (const [name, value] of optionsOf(context, symbol.file, symbol.statement, left - 1))
        if (name !== "abstract") options.set(name, value);
    }
  }
  for (const [name, binding] of scopeOf(meta.body).names) {
    if (binding.kind === "variable" && binding.statement.value) options.set(name, binding.statement.value);
  }
  return options;
}

/** Columns that a default order names, `-` in front for descending; `?` for what cannot be told. */
export function orderingOf(meta: Meta): readonly string[] | undefined {
  if (textOf(meta.get("order_with_respect_to")) !== undefined) return ["_order"];
  const ordering = meta.get("ordering");
  if (!ordering) return undefined;
  return ordering.kind === "collection" ? ordering.elements.map(orderOf) : ["?"];
}

function orderOf(element: Expression): string {
  const text = textOf(element);
  if (text !== undefined) return text;
  if (element.kind !== "call") return "?";
  const { callee } = element;
  if (callee.kind !== "member" || (callee.property !== "asc" && callee.property !== "desc"))
    return firstText(element) ?? "?";
  const name = firstText(callee.object);
  return name === undefined ? "?" : callee.property === "desc" ? `-${name}` : name;
}

/** `title` of `F("title")`; an expression over a column is another order than the column's. */
function firstText(expression: Expression): string | undefined {
  if (expression.kind !== "call" || expression.arguments.length !== 1) return undefined;
  const { callee } = expression;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  return name === "F" ? textOf(expression.arguments[0]?.value) : undefined;
}

/** Column sets that `unique_together` and unconditional `UniqueConstraint(fields=[…])` list. */
export function uniqueSetsOf(meta: Meta): readonly (readonly string[])[] {
  return [...together(meta.get("unique_together")), ...constraints(meta.get("constraints"))];
}

/** Column sets that `indexes` and `index_together` list; one that names no columns is left out. */
export function indexSetsOf(meta: Meta): readonly (readonly string[])[] {
  const indexes = meta.get("indexes");
  const listed = indexes?.kind === "collection" ? indexes.elements : [];
  const sets = listed.map((element) =>
    element.kind === "call" ? (texts(option(element, "fields")) ?? []).map(withoutSign) : [],
  );
  return [...together(meta.get("index_together")), ...sets].filter((names) => names.length > 0);
}

function withoutSign(name: string): string {
  return name.replace(/^-/, "");
}

function together(value: Expression | undefined): readonly (readonly string[])[] {
  if (value?.kind !== "collection") return [];
  const flat = texts(value);
  if (flat && flat.length > 0) return [flat];
  return value.elements.flatMap((element) => {
    const names = texts(element);
    return names && names.length > 0 ? [names] : [];
  });
}

function constraints(value: Expression | undefined): readonly (readonly string[])[] {
  if (value?.kind !== "collection") return [];
  return value.elements.flatMap((element) => {
    if (element.kind !== "call" || option(element, "condition")) return [];
    const { callee } = element;
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    const names = name === "UniqueConstraint" ? texts(option(element, "fields")) : undefined;
    return names && names.length > 0 ? [names] : [];
  });
}
