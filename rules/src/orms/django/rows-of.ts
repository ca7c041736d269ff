import type { Rows } from "../../flow/query.js";
import type { Model, Relation } from "../../project/catalog.js";
import type { Condition } from "../steps.js";
import { type FindModel, isToOne, isUnique, keyName, resolve, type Target } from "./lookups.js";

/**
 * How many rows conditions leave (docs/bounded.md): unique equality one, a literal list constant, a list from elsewhere
 * external, what belongs to a row from elsewhere parent, anything else narrowed. A key that is written in the source names
 * a kind of rows, not their parent.
 */
export function rowsOf(conditions: readonly Condition[], model: Model, find: FindModel): Rows {
  const equal = new Set<string>();
  let rows: Rows = { level: conditions.length > 0 ? "narrowed" : "all" };
  for (const { lookup, value } of conditions) {
    const target = resolve(lookup, model, find);
    if (target?.operator === "exact" && isOneValue(value)) {
      const name = target.column ?? target.relations.at(-1)?.name;
      const isOwn = target.relations.length === (target.column === undefined ? 1 : 0);
      if (isOwn && name !== undefined) equal.add(keyName(model, name));
    }
    rows = fewest(rows, rowsOfCondition(lookup, value, target));
  }
  const uniques = [...model.unique, model.primaryKey].map((names) =>
    names.map((name) => keyName(model, name)),
  );
  const isOne = uniques.some((names) => names.length > 0 && names.every((name) => equal.has(name)));
  return isOne ? { level: "one" } : rows;
}

const narrowed: Rows = { level: "narrowed" };
const parent: Rows = { level: "parent" };
const external: Rows = { level: "external" };

/** People who run the site are a handful everywhere. */
const staff = /(?:^|__)(?:is_superuser|is_staff)$|(?:^|__)groups__name(?:__in)?$/;

/** Columns by whose names rows are found one by one, unique or not. */
const identity =
  /^(?:.*_)?(?:name|slug|email|username|login|uuid|uid|guid|key|token|secret|code|sku|isbn|hash|digest|checksum|url|uri|path|domain|host|hostname|phone|reference|number|id)$/;

/** Columns whose values sort rows into few kinds. */
const kind =
  /^(?:.*_)?(?:status|state|type|kind|category|level|role|priority|action|event|reason|mode|format|language|country|currency)$/;

function rowsOfCondition(lookup: string, value: Condition["value"], target: Target | undefined): Rows {
  if (value.kind === "row") return parent;
  if (value.kind !== "flag" || value.value)
    if (staff.test(lookup) && value.kind !== "nothing") return external;
  const { name, operator } = target ? ending(target) : endingOf(lookup);
  const identifies = target && (target.column === undefined || isUnique(target.model, target.column));
  switch (operator) {
    case "exact":
    case "iexact":
      if (value.kind !== "one") return narrowed;
      if (target && target.relations.length > 0 && identifies) return parent;
      return !kind.test(name) && (target === undefined || identity.test(name)) ? parent : narrowed;
    case "startswith":
    case "istartswith":
      return value.kind === "one" && identity.test(name) ? parent : narrowed;
    case "in":
      return rowsOfList(name, value, target, identifies ?? false);
    default:
      return narrowed;
  }
}

function rowsOfList(
  name: string,
  value: Condition["value"],
  target: Target | undefined,
  identifies: boolean,
): Rows {
  const leadsFar = target !== undefined && !target.relations.every(leadsToFew);
  if (value.kind === "literals" && identifies && target?.relations.length === 0)
    return { level: "constant", count: value.count };
  if (value.kind === "many" || value.kind === "one")
    return leadsFar || (!leadsToRow(target) && kind.test(name)) ? narrowed : external;
  if (value.kind === "query" && identifies && few.includes(value.rows.level)) return parent;
  return narrowed;
}

/** A lookup that ends at a relation is about keys, whatever the relation is called. */
function leadsToRow(target: Target | undefined): boolean {
  return target !== undefined && target.column === undefined && target.relations.length > 0;
}

/** Rows of a subquery that few rows belong to. */
const few: readonly Rows["level"][] = ["none", "one", "constant", "external", "parent"];

/** The last name and the operator of a lookup that was followed. */
function ending(target: Target): { readonly name: string; readonly operator: string } {
  return { name: target.column ?? target.relations.at(-1)?.name ?? "", operator: target.operator };
}

/** The same for one that leads to no known column. */
function endingOf(lookup: string): { readonly name: string; readonly operator: string } {
  const names = lookup.split("__");
  const last = names.at(-1) ?? "";
  const isOperator = ["exact", "iexact", "in", "startswith", "istartswith"].includes(last);
  if (isOperator) return { name: names.at(-2) ?? "", operator: last };
  return { name: last, operator: names.length === 1 ? "exact" : "" };
}

function isOneValue({ kind: of }: Condition["value"]): boolean {
  return of === "one" || of === "row" || of === "literal" || of === "flag";
}

/** Over a relation to one, or back over a column of the other side, a list of keys gives the rows of these keys only. */
function leadsToFew(relation: Relation): boolean {
  return isToOne(relation) || relation.remoteColumn !== undefined;
}

const order = ["none", "one", "constant", "external", "parent", "narrowed", "all"];

function fewest(left: Rows, right: Rows): Rows {
  return order.indexOf(left.level) <= order.indexOf(right.level) ? left : right;
}
