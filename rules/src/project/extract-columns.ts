import type { ColumnType, ClassDeclarations, RelationType } from "../orms/declarations.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import type { Column } from "./catalog.js";
import { columnType, nameOf } from "./column-type.js";
import type { ExtractContext } from "./extract-context.js";
import { isTrue, lastPart, option, textOf } from "./read-literals.js";
import { targetOf, type Target } from "./relation-target.js";
import { scopeOf } from "./scope.js";

/** A column, a relation or the removal of either, as one class body declares it. */
export type Declared = DeclaredColumn | DeclaredRelation | { readonly kind: "removal" } | DeclaredKey;

/** A column that holds a value. */
export interface DeclaredColumn {
  readonly kind: "column";
  readonly column: Column;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isIndexed: boolean;
  /** Only models have columns of this class. */
  readonly isCertain: boolean;
}

/** A relation before its target is looked up. */
export interface DeclaredRelation {
  readonly kind: "relation";
  readonly name: string;
  readonly type: RelationType;
  readonly target: Target;
  readonly column?: Column;
  readonly relatedName?: string;
  readonly relatedQueryName?: string;
  readonly isNullable: boolean;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isCertain: boolean;
  /** Links to the model whose table this one extends. */
  readonly isParentLink: boolean;
  /** A relation of a model to itself that goes both ways under one name. */
  readonly isSymmetric: boolean;
  /** Deleting a target does not look for rows with this relation. */
  readonly isPassive: boolean;
}

/** Other columns together are the key. */
export interface DeclaredKey {
  readonly kind: "key";
  /** Names or attributes of the columns. */
  readonly columns: readonly string[];
}

/** Columns and relations of a class body by name, in order. */
export function declaredIn(
  context: ExtractContext,
  file: string,
  body: readonly Statement[],
): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  for (const [name, binding] of scopeOf(body).names) {
    const value = binding.kind === "variable" ? binding.statement.value : undefined;
    if (value?.kind === "literal" && value.value === null) found.set(name, { kind: "removal" });
    const declared = value?.kind === "call" ? declaredBy(context, file, name, value) : undefined;
    if (declared) found.set(name, declared);
  }
  return found;
}

function declaredBy(
  context: ExtractContext,
  file: string,
  name: string,
  call: CallExpression,
): Declared | undefined {
  const { declarations, resolver } = context;
  const className = nameOf(call.callee);
  if (className === undefined) return undefined;
  if (className === declarations.compositeKey) {
    return { kind: "key", columns: call.arguments.flatMap((argument) => textOf(argument.value) ?? []) };
  }
  const isCertain = declarations.columnPath.test(pathBehind(context, file, call.callee));
  const relation = relationType(context, file, call.callee, className);
  if (relation) return { ...relationBy(context, file, name, call, relation), isCertain };
  const held = columnType(context, file, call);
  if (!held) return undefined;
  const isSmall = held.weight === "binary" && declarations.smallBinaries.test(name);
  const type: ColumnType = isSmall ? { ...held, weight: "small" } : held;
  const isKey = isTrue(option(call, "primary_key"));
  const column = { ...columnBy(declarations, file, name, call, className), attribute: name, ...type };
  // The path of a class that the project itself declares leads to what it derives from.
  const symbol = resolver.symbolOf(file, call.callee);
  return {
    kind: "column",
    column,
    isKey,
    isUnique: isKey || isTrue(option(call, "unique")),
    isIndexed: isTrue(option(call, "db_index")) || declarations.indexedColumns.includes(className),
    isCertain: isCertain && symbol !== undefined,
  };
}

function columnBy(
  declarations: ClassDeclarations,
  file: string,
  name: string,
  call: CallExpression,
  type: string,
): Omit<Column, keyof ColumnType | "attribute"> {
  return {
    name,
    type,
    isNullable: isTrue(option(call, "null")) || declarations.nullableColumns.includes(type),
    isSetOnSave: isTrue(option(call, "auto_now")) || declarations.setOnSave.test(type),
    declared: { file, start: call.start, end: call.end },
  };
}

function relationBy(
  context: ExtractContext,
  file: string,
  name: string,
  call: CallExpression,
  type: RelationType,
): Omit<DeclaredRelation, "isCertain"> {
  const { declarations } = context;
  const target =
    option(call, "to") ?? call.arguments.find((argument) => argument.form === "positional")?.value;
  const common = columnBy(declarations, file, name, call, nameOf(call.callee) ?? "");
  const column: Column = {
    ...common,
    attribute: declarations.keyAttribute(name),
    weight: "small",
    isPlain: true,
    isInteger: false,
  };
  const relatedName = textOf(option(call, "related_name"));
  const relatedQueryName = textOf(option(call, "related_query_name"));
  const isKey = isTrue(option(call, "primary_key"));
  const symmetry = type.symmetry === undefined ? undefined : option(call, type.symmetry);
  return {
    kind: "relation",
    name,
    type,
    target: targetOf(context, file, target),
    ...(type.hasColumn ? { column } : {}),
    ...(relatedName === undefined ? {} : { relatedName }),
    ...(relatedQueryName === undefined ? {} : { relatedQueryName }),
    isNullable: common.isNullable,
    isKey,
    isUnique: isKey || type.isUnique || isTrue(option(call, "unique")),
    isParentLink: isTrue(option(call, declarations.parentLink.option)),
    isSymmetric: type.symmetry !== undefined && (symmetry === undefined || isTrue(symmetry)),
    isPassive: call.arguments.some(({ value }) => declarations.passiveDelete.includes(nameOf(value) ?? "")),
  };
}

/** A relation class, or a subclass of one in the project. */
function relationType(
  { declarations, resolver }: ExtractContext,
  file: string,
  callee: Expression,
  name: string,
): RelationType | undefined {
  const symbol = resolver.symbolOf(file, callee);
  if (symbol?.kind === "function" || symbol?.kind === "module") return undefined;
  const names =
    symbol?.kind === "class"
      ? resolver.ancestry(symbol).externals.map(lastPart)
      : [symbol?.kind === "external" ? lastPart(symbol.path) : name];
  const known = names.find((one) => Object.hasOwn(declarations.relations, one));
  return known === undefined ? undefined : declarations.relations[known];
}

/** Dotted path of a class outside the project, also behind classes of the project; empty if nothing tells. */
function pathBehind({ declarations, resolver }: ExtractContext, file: string, callee: Expression): string {
  const symbol = resolver.symbolOf(file, callee);
  if (symbol?.kind === "external") return symbol.path;
  if (symbol?.kind !== "class") return "";
  return resolver.ancestry(symbol).externals.find((path) => declarations.columnPath.test(path)) ?? "";
}
