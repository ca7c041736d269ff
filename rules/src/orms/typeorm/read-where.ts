import type { LooseBound } from "../../flow/loose-bound.js";
import type { Rows } from "../../flow/query.js";
import type { Model, Relation } from "../../project/catalog.js";
import type { OptionFields, OptionsSurroundings, OptionValue } from "../options.js";
import { nameIn } from "./packages.js";

/** What conditions leave. */
export interface WhereRead {
  readonly rows: Rows;
  readonly looseBounds: readonly LooseBound[];
  /** Columns and relations that are tested. */
  readonly names: readonly string[];
}

interface Told {
  /** Columns that equal one value. */
  readonly equal: Set<string>;
  /** The fewest rows that a condition leaves by itself. */
  rows: Rows;
  readonly looseBounds: LooseBound[];
  readonly names: Set<string>;
}

/** How many rows conditions leave: https://typeorm.io/docs/working-with-entity-manager/find-options */
export function readWhere(
  where: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
): WhereRead {
  if (!where || isUndefined(where)) return { rows: { level: "all" }, looseBounds: [], names: [] };
  if (where.kind === "list") return readAlternatives(where.items, where.isOpen, model, surroundings);
  if (where.kind !== "object") return { rows: { level: "narrowed" }, looseBounds: [], names: [] };
  const told: Told = { equal: new Set(), rows: { level: "all" }, looseBounds: [], names: new Set() };
  for (const [name, value] of where.fields) readCondition(name, value, model, surroundings, told);
  if (where.isOpen) told.rows = fewest(told.rows, { level: "narrowed" });
  const isOne = model.unique.some((names) => names.every((name) => told.equal.has(name)));
  return {
    rows: isOne ? { level: "one" } : told.rows,
    looseBounds: told.looseBounds,
    names: [...told.names],
  };
}

/** Conditions in a list are alternatives: each of them brings its rows. */
function readAlternatives(
  items: readonly OptionValue[],
  isOpen: boolean,
  model: Model,
  surroundings: OptionsSurroundings,
): WhereRead {
  const read = items.map((item) => readWhere(item, model, surroundings));
  const known = read.reduce<Rows>((most, { rows }) => added(most, rows), { level: "none" });
  return {
    rows: isOpen || items.length === 0 ? { level: "narrowed" } : known,
    looseBounds: read.flatMap((one) => one.looseBounds),
    names: read.flatMap(({ names }) => names),
  };
}

function added(left: Rows, right: Rows): Rows {
  const [first, second] = [countOf(left), countOf(right)];
  if (first !== undefined && second !== undefined) return { level: "constant", count: first + second };
  return fewest(left, right) === left ? right : left;
}

function countOf(rows: Rows): number | undefined {
  if (rows.level === "none") return 0;
  if (rows.level === "one") return 1;
  return rows.level === "constant" ? rows.count : undefined;
}

function readCondition(
  name: string,
  value: OptionValue,
  model: Model,
  surroundings: OptionsSurroundings,
  told: Told,
): void {
  if (isUndefined(value)) {
    // Since 1.0 such a condition is refused: https://github.com/typeorm/typeorm/releases/tag/1.0.0
    if (!isRefused(surroundings))
      told.looseBounds.push({ reason: `${name} is undefined, which is no condition`, at: value.at });
    return;
  }
  told.names.add(name);
  told.rows = fewest(told.rows, rowsBy(name, value, model, surroundings, told.equal));
}

function isRefused({ versions }: OptionsSurroundings): boolean {
  return !/^0\./.test(versions?.["typeorm"] ?? "0.");
}

function rowsBy(
  name: string,
  value: OptionValue,
  model: Model,
  surroundings: OptionsSurroundings,
  equal: Set<string>,
): Rows {
  const relation = model.relations.get(name);
  if (relation) return rowsByRelation(value, relation, surroundings);
  const operator = operatorOf(value);
  const isKey = model.unique.some((names) => names.length === 1 && names[0] === name);
  if (operator.kind === "equals") equal.add(name);
  if (operator.kind === "in")
    return isKey || isForeign(name) || operator.rows.level === "external"
      ? operator.rows
      : { level: "narrowed" };
  return operator.kind === "equals" && isForeign(name) ? { level: "parent" } : { level: "narrowed" };
}

/** Columns that hold the key of another row are called after it. */
export function isForeign(name: string): boolean {
  return /(?:[a-z\d](?:I|Uui|Gui)|_(?:i|uui|gui)|^i)ds?$/.test(name);
}

/** Rows of one other row: `{ author: { id } }`, `{ author: user }`. */
function rowsByRelation(value: OptionValue, { target }: Relation, surroundings: OptionsSurroundings): Rows {
  const model = target === undefined ? undefined : surroundings.find(target);
  if (value.kind === "literal" && value.value !== null) return { level: "parent" };
  if (!model || value.kind === "literal") return { level: "narrowed" };
  if (value.kind === "reference") {
    const operator = operatorOf(value);
    return operator.kind === "in" ? operator.rows : { level: "narrowed" };
  }
  if (value.kind !== "object") return { level: "parent" };
  const { rows } = readWhere(value, model, surroundings);
  return rows.level === "one" || rows.level === "parent" ? { level: "parent" } : { level: "narrowed" };
}

type Operator =
  { readonly kind: "equals" } | { readonly kind: "in"; readonly rows: Rows } | { readonly kind: "other" };

/** https://typeorm.io/docs/working-with-entity-manager/find-options#advanced-options */
function operatorOf(value: OptionValue): Operator {
  if (value.kind === "literal")
    return value.value === null || typeof value.value === "boolean" ? { kind: "other" } : { kind: "equals" };
  if (value.kind === "list" || value.kind === "object" || value.kind === "rows") return { kind: "other" };
  if (value.kind !== "reference") return { kind: "equals" };
  const name = nameIn(value.path);
  const [given] = value.given ?? [];
  if (name === "Equal") return given ? operatorOf(given) : { kind: "equals" };
  if (name !== "In" && name !== "Any") return { kind: "other" };
  return given?.kind === "list" && !given.isOpen
    ? { kind: "in", rows: { level: "constant", count: given.items.length } }
    : { kind: "in", rows: { level: "external" } };
}

const order: readonly Rows["level"][] = ["none", "one", "constant", "external", "parent", "narrowed", "all"];

/** The fewer of the rows that two conditions leave. */
export function fewest(left: Rows, right: Rows): Rows {
  return order.indexOf(left.level) <= order.indexOf(right.level) ? left : right;
}

/** The value `undefined`, which says nothing. */
export function isUndefined(value: OptionValue): boolean {
  return value.kind === "literal" && value.value === undefined;
}

/** The members of an object. */
export function fieldsOf(value: OptionValue | undefined): OptionFields {
  return value?.kind === "object" ? value.fields : new Map<string, OptionValue>();
}
