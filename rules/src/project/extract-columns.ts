import type { ColumnType, Declarations, RelationType } from "../orms/declarations.js";
import type { CallExpression, Expression, Statement } from "../syntax/syntax.js";
import type { Column, ColumnWeight } from "./catalog.js";
import type { Resolver } from "./resolver.js";
import { scopeOf } from "./scope.js";

/** A column or relation as one class body declares it. */
export type Declared =
  | { readonly kind: "column"; readonly column: Column; readonly isKey: boolean; readonly isUnique: boolean }
  | { readonly kind: "relation"; readonly relation: DeclaredRelation; readonly column?: Column; readonly isKey: boolean; readonly isUnique: boolean }
  /** `name = None`: takes an inherited column away. */
  | { readonly kind: "removal" };

/** A relation before its target is looked up. */
export interface DeclaredRelation {
  readonly name: string;
  readonly type: RelationType;
  readonly target: Expression | undefined;
  readonly file: string;
  readonly relatedName?: string;
  readonly relatedQueryName?: string;
  readonly isNullable: boolean;
}

/** Columns and relations of a class body by name, in order. */
export function declaredIn(declarations: Declarations, resolver: Resolver, file: string, body: readonly Statement[]): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>();
  for (const [name, binding] of scopeOf(body).names) {
    if (binding.kind !== "variable") continue;
    const { value } = binding.statement;
    if (value?.kind === "literal" && value.value === null) found.set(name, { kind: "removal" });
    if (value?.kind !== "call") continue;
    const declared = declaredBy(declarations, resolver, file, name, value);
    if (declared) found.set(name, declared);
  }
  return found;
}

function declaredBy(declarations: Declarations, resolver: Resolver, file: string, name: string, call: CallExpression): Declared | undefined {
  const type = typeName(call.callee);
  if (type === undefined) return undefined;
  const options = { isKey: isTrue(call, "primary_key"), isUnique: isTrue(call, "unique") || isTrue(call, "primary_key") };
  const at = { file, start: call.start, end: call.end };
  const isNullable = isTrue(call, "null");
  const isSetOnSave = isTrue(call, "auto_now");
  const relation = relationType(declarations, resolver, file, call.callee, type);
  if (relation) {
    const target = call.arguments.find((argument) => argument.name === "to")?.value ?? call.arguments.find((argument) => argument.form === "positional")?.value;
    const column: Column = { name, attribute: declarations.keyAttribute(name), type, weight: "small", isNullable, isPlain: true, isSetOnSave, isInteger: false, declared: at };
    const relatedName = textOf(call, "related_name");
    const relatedQueryName = textOf(call, "related_query_name");
    return {
      kind: "relation",
      relation: {
        name,
        type: relation,
        target,
        file,
        isNullable,
        ...(relatedName === undefined ? {} : { relatedName }),
        ...(relatedQueryName === undefined ? {} : { relatedQueryName }),
      },
      ...(relation.hasColumn ? { column } : {}),
      isKey: options.isKey,
      isUnique: options.isUnique || relation.isUnique,
    };
  }
  const known = columnType(declarations, resolver, file, call);
  if (!known) return undefined;
  const column: Column = { name, attribute: name, type, isNullable, isSetOnSave, declared: at, ...known };
  return { kind: "column", column, ...options };
}

function typeName(callee: Expression): string | undefined {
  if (callee.kind === "member") return callee.property;
  return callee.kind === "name" ? callee.name : undefined;
}

/** A relation class, or a subclass of one in the project. */
function relationType(declarations: Declarations, resolver: Resolver, file: string, callee: Expression, type: string): RelationType | undefined {
  if (Object.hasOwn(declarations.relations, type)) return declarations.relations[type];
  const symbol = resolver.symbolOf(file, callee);
  if (symbol?.kind !== "class") return undefined;
  const names = resolver.ancestry(symbol).externals.map(lastPart);
  const base = names.find((name) => Object.hasOwn(declarations.relations, name));
  return base === undefined ? undefined : declarations.relations[base];
}

function columnType(declarations: Declarations, resolver: Resolver, file: string, call: CallExpression): ColumnType | undefined {
  const type = typeName(call.callee);
  if (type === undefined) return undefined;
  const symbol = resolver.symbolOf(file, call.callee);
  if (symbol?.kind === "function" || symbol?.kind === "module") return undefined;
  if (symbol?.kind === "class") return customColumn(declarations, resolver, symbol);
  if (Object.hasOwn(declarations.columns, type)) return sized(declarations.columns[type], call, declarations, resolver, file);
  const isFromOrm = symbol?.kind !== "variable" && declarations.columnName.test(type);
  return isFromOrm ? { weight: "small", isPlain: false, isInteger: false } : undefined;
}

/** Long texts are large, short ones small; a generated column is as heavy as what it gives. */
function sized(type: ColumnType | undefined, call: CallExpression, declarations: Declarations, resolver: Resolver, file: string): ColumnType | undefined {
  if (!type) return undefined;
  const output = call.arguments.find((argument) => argument.name === "output_field")?.value;
  if (output?.kind === "call") return columnType(declarations, resolver, file, output) ?? type;
  const length = call.arguments.find((argument) => argument.name === "max_length")?.value;
  if (length?.kind !== "literal" || typeof length.value !== "number" || type.weight === "binary") return type;
  const weight: ColumnWeight = length.value >= longText ? "large" : "small";
  return { ...type, weight };
}

/** From this many characters on a column counts as large. */
const longText = 4000;

function customColumn(declarations: Declarations, resolver: Resolver, symbol: Extract<ReturnType<Resolver["resolve"]>, { kind: "class" }>): ColumnType | undefined {
  const { classes, externals } = resolver.ancestry(symbol);
  const base = externals.map(lastPart).find((name) => Object.hasOwn(declarations.columns, name));
  const isColumn = base !== undefined || externals.some((path) => /(?:^|\.)Field$/.test(path)) || declarations.columnName.test(symbol.statement.name);
  if (!isColumn || (classes.length === 0 && externals.length === 0)) return undefined;
  const type = base === undefined ? undefined : declarations.columns[base];
  return { weight: type?.weight ?? "small", isPlain: false, isInteger: type?.isInteger ?? false };
}

/** `c` of `a.b.c`. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

function isTrue(call: CallExpression, name: string): boolean {
  const value = call.arguments.find((argument) => argument.name === name)?.value;
  return value?.kind === "literal" && value.value === true;
}

function textOf(call: CallExpression, name: string): string | undefined {
  const value = call.arguments.find((argument) => argument.name === name)?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}
