import type { LooseBound } from "../../flow/loose-bound.js";
import type { Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionFields, OptionValue } from "../options.js";
import { fewer } from "./fewer.js";

/** What conditions leave, and those that say nothing. */
export interface FilterRead {
  readonly rows: Rows;
  readonly looseBounds: readonly LooseBound[];
}

/**
 * How many documents a filter leaves: https://mongoosejs.com/docs/queries.html. Equality on a unique path is one, a list
 * of keys is as many, the key of another document is what belongs to that one. A value that is `undefined` is sent as
 * null, so that it is a condition like any other.
 */
export function readFilter(filter: OptionValue | undefined, model: Model): FilterRead {
  if (!filter || isNothing(filter)) return { rows: { level: "all" }, looseBounds: [] };
  if (filter.kind !== "object") return { rows: { level: "narrowed" }, looseBounds: [] };
  const equal = new Set<string>();
  const rows = rowsOf(filter.fields, model, equal);
  const isOne = model.unique.some((names) => names.length > 0 && names.every((name) => equal.has(name)));
  if (isOne) return { rows: { level: "one" }, looseBounds: [] };
  return { rows: filter.isOpen ? fewer(rows, { level: "narrowed" }) : rows, looseBounds: [] };
}

function rowsOf(fields: OptionFields, model: Model, equal: Set<string>): Rows {
  let rows: Rows = { level: "all" };
  for (const [name, value] of fields) rows = fewer(rows, rowsBy(name, value, model, equal));
  return rows;
}

function rowsBy(name: string, value: OptionValue, model: Model, equal: Set<string>): Rows {
  if (name === "$and" && value.kind === "list") {
    const parts = value.items.map((part): Rows =>
      part.kind === "object" ? rowsOf(part.fields, model, equal) : { level: "narrowed" },
    );
    return parts.reduce(fewer, { level: value.isOpen ? "narrowed" : "all" });
  }
  // `$comment` and the like narrow nothing, and are not worth a row.
  if (name.startsWith("$")) return { level: "narrowed" };
  const operator = operatorOf(value);
  if (operator.kind === "in") return operator.rows;
  if (operator.kind === "other") return { level: "narrowed" };
  equal.add(name);
  return isForeign(name, model) ? { level: "parent" } : { level: "narrowed" };
}

/** Paths that refer to other documents say so, or are called after the key. */
function isForeign(name: string, model: Model): boolean {
  return model.relations.has(name) || /(?:[a-z\d]I|_i|^i)ds?$/.test(name);
}

type Operator =
  { readonly kind: "equals" } | { readonly kind: "in"; readonly rows: Rows } | { readonly kind: "other" };

function operatorOf(value: OptionValue): Operator {
  if (value.kind === "literal")
    return value.value === null || typeof value.value === "boolean" ? { kind: "other" } : { kind: "equals" };
  if (value.kind !== "object") return { kind: "equals" };
  const [equals, list] = [value.fields.get("$eq"), value.fields.get("$in")];
  if (equals) return operatorOf(equals);
  if (!list) return { kind: "other" };
  return list.kind === "list" && !list.isOpen
    ? { kind: "in", rows: { level: "constant", count: list.items.length } }
    : { kind: "in", rows: { level: "external" } };
}

function isNothing(value: OptionValue): boolean {
  return value.kind === "literal" && (value.value === undefined || value.value === null);
}
