import type { LooseBound } from "../../flow/loose-bound.js";
import type { Rows } from "../../flow/query.js";
import type { Column, Model, Relation } from "../../project/catalog.js";
import type { Expression, FunctionExpression } from "../../syntax/syntax.js";
import type { Behind, OptionsSurroundings, OptionValue } from "../options.js";

type Surroundings = Pick<OptionsSurroundings, "find" | "features">;

/** What conditions leave, and those that say nothing. */
export interface WhereRead {
  readonly rows: Rows;
  readonly looseBounds: readonly LooseBound[];
  /** Columns and relations that are tested. */
  readonly names: readonly string[];
  readonly behind: readonly Behind[];
}

/** What the conditions of one object tell. */
interface Told {
  /** Columns that equal one value. */
  readonly equal: Set<string>;
  /** The fewest rows that a condition leaves by itself. */
  rows: Rows;
  readonly looseBounds: LooseBound[];
  readonly names: string[];
  readonly behind: Behind[];
}

/**
 * How many rows a filter leaves, of those that equal in the columns `known`: https://www.prisma.io/docs/orm/reference/prisma-client-reference#filter-conditions-and-operators.
 * Equality on a unique column is one row, a list of keys is as many, a key of another row is one parent's rows.
 */
export function readWhere(
  where: OptionValue | undefined,
  model: Model,
  surroundings: Surroundings,
  known: readonly string[] = [],
): WhereRead {
  const told: Told = {
    equal: new Set(known),
    rows: { level: "all" },
    looseBounds: [],
    names: [],
    behind: [],
  };
  if (!where || isUndefined(where)) return told;
  if (where.kind !== "object") return { ...told, rows: { level: "narrowed" } };
  readConditions(where, model, surroundings, told);
  if (where.isOpen) told.rows = fewest(told.rows, { level: "narrowed" });
  const isOne = model.unique.some((names) => names.every((name) => told.equal.has(name)));
  return { ...told, rows: isOne ? { level: "one" } : told.rows };
}

type ObjectValue = Extract<OptionValue, { kind: "object" }>;

function readConditions(where: ObjectValue, model: Model, surroundings: Surroundings, told: Told): void {
  for (const [name, value] of where.fields) {
    if (isUndefined(value)) {
      // Under this feature it is an error instead.
      if (isWrittenUndefined(value) && !surroundings.features.includes("strictUndefinedChecks"))
        told.looseBounds.push({ reason: `${name} is undefined, which is no condition`, at: value.at });
      continue;
    }
    if (name === "AND") {
      const parts = value.kind === "list" ? value.items : [value];
      for (const part of parts) {
        if (part.kind === "object") readConditions(part, model, surroundings, told);
        else told.rows = fewest(told.rows, { level: "narrowed" });
      }
      continue;
    }
    if (name === "OR") {
      told.rows = fewest(told.rows, rowsOfAny(value, model, surroundings));
      continue;
    }
    told.names.push(name);
    told.behind.push(...behindIn(name, value));
    told.rows = fewest(told.rows, rowsBy(name, value, model, surroundings, told));
  }
}

/** Conditions of which one has to hold: as many rows as there are, if each leaves one. */
function rowsOfAny(value: OptionValue, model: Model, surroundings: Surroundings): Rows {
  if (value.kind === "list" && value.items.length > 0) {
    const rows = value.items.map((item) => readWhere(item, model, surroundings).rows);
    if (rows.some(({ level }) => level !== "one")) return { level: "narrowed" };
    return value.isOpen ? { level: "external" } : { level: "constant", count: rows.length };
  }
  return { level: value.expression && mapsToKeys(value.expression) ? "external" : "narrowed" };
}

/** `books.map(({ id, isbn }) => ({ id, isbn }))`: each object tells one row by its values. */
function mapsToKeys(expression: Expression): boolean {
  if (expression.kind !== "call" || expression.callee.kind !== "member") return false;
  const each = expression.arguments[0]?.value;
  if (expression.callee.property !== "map" || each?.kind !== "lambda") return false;
  const made = "kind" in each.body ? each.body : returnedBy(each.body);
  return made?.kind === "dictionary" && made.entries.every(({ key, value }) => key && isPlainValue(value));
}

function returnedBy(body: Exclude<FunctionExpression["body"], Expression>): Expression | undefined {
  const last = body.at(-1);
  return last?.kind === "return" ? last.value : undefined;
}

function isPlainValue({ kind }: Expression): boolean {
  return kind === "name" || kind === "member" || kind === "literal" || kind === "index";
}

/** `{ id: { gt: last } }` */
function behindIn(column: string, value: OptionValue): readonly Behind[] {
  if (value.kind !== "object") return [];
  return ["gt", "lt"].flatMap((name) => {
    const limit = value.fields.get(name);
    return limit ? [{ column, value: limit }] : [];
  });
}

function rowsBy(name: string, value: OptionValue, model: Model, { find }: Surroundings, told: Told): Rows {
  const relation = model.relations.get(name);
  if (relation) return rowsByRelation(value, relation, find);
  const column = model.columns.find((one) => one.name === name);
  if (!column) {
    // The fields of a key of several columns stand in an object of their own: `{ a_b: { a, b } }`.
    if (value.kind === "object")
      for (const field of value.fields.keys())
        if (model.columns.some((one) => one.name === field)) told.equal.add(field);
    return { level: "narrowed" };
  }
  const operator = operatorOf(value);
  if (operator.kind === "equals") told.equal.add(name);
  const isKey = model.unique.some((names) => names.length === 1 && names[0] === name);
  if (operator.kind === "in" && (isKey || isForeign(name, model) || isListOfKeys(operator.rows, column)))
    return operator.rows;
  return operator.kind === "equals" && isForeign(name, model) ? { level: "parent" } : { level: "narrowed" };
}

/** A list from elsewhere holds keys, unless the column has few values anyway. */
function isListOfKeys(rows: Rows, { type }: Column): boolean {
  return rows.level === "external" && keyTypes.includes(type);
}

const keyTypes = ["String", "Int", "BigInt", "Bytes"];

/** Columns that hold the key of another row, by the schema or because they are called after it. */
function isForeign(name: string, { relations }: Model): boolean {
  const isLink = [...relations.values()].some(({ ownColumns }) => ownColumns?.includes(name));
  return isLink || /(?:[a-z\d]I|_i|^i)ds?$/.test(name);
}

/** Rows of one other row: `{ author: { id } }`, `{ members: { some: { userId } } }`. */
function rowsByRelation(value: OptionValue, { target }: Relation, find: OptionsSurroundings["find"]): Rows {
  const model = target === undefined ? undefined : find(target);
  if (!model || value.kind !== "object") return { level: "narrowed" };
  const inner = value.fields.get("some") ?? value.fields.get("is") ?? value;
  if (inner.kind !== "object") return { level: "narrowed" };
  const { level } = readWhere(inner, model, { find, features: [] }).rows;
  if (level === "one" || level === "parent") return { level: "parent" };
  return level === "constant" || level === "external" ? { level: "external" } : { level: "narrowed" };
}

type Operator =
  { readonly kind: "equals" } | { readonly kind: "in"; readonly rows: Rows } | { readonly kind: "other" };

function operatorOf(value: OptionValue): Operator {
  if (value.kind === "literal")
    return value.value === null || typeof value.value === "boolean" ? { kind: "other" } : { kind: "equals" };
  if (value.kind !== "object") return { kind: "equals" };
  const [equals, list] = [value.fields.get("equals"), value.fields.get("in")];
  if (equals) return operatorOf(equals);
  if (!list || isUndefined(list)) return { kind: "other" };
  return list.kind === "list" && !list.isOpen
    ? { kind: "in", rows: { level: "constant", count: list.items.length } }
    : { kind: "in", rows: { level: "external" } };
}

const order: readonly Rows["level"][] = ["none", "one", "constant", "external", "parent", "narrowed", "all"];

function fewest(left: Rows, right: Rows): Rows {
  return order.indexOf(left.level) <= order.indexOf(right.level) ? left : right;
}

/** The value `undefined`, which says nothing: https://www.prisma.io/docs/orm/prisma-client/special-fields-and-types/null-and-undefined */
export function isUndefined(value: OptionValue): boolean {
  return value.kind === "literal" && value.value === undefined;
}

/** `undefined` that somebody wrote there; a parameter that a call leaves out is none. */
export function isWrittenUndefined(value: OptionValue): boolean {
  return isUndefined(value) && (value.expression === undefined || value.expression.kind === "literal");
}
