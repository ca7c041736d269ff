import type { LooseBound } from "../../flow/loose-bound.js";
import type { QueryShape, Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { columnsByDefault, columnsSelected, relationsLoaded } from "./read-columns.js";
import { fieldsOf, isUndefined, readWhere } from "./read-where.js";

/** More rows than this are no bound. */
const mostRows = 10_000;

/** Reads the options of `find`: https://typeorm.io/docs/working-with-entity-manager/find-options */
export function readOptions(
  options: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
): OptionsRead {
  const isGiven = options !== undefined && !isUndefined(options);
  if (isGiven && options.kind !== "object")
    return { ...nothing, rows: { level: "unknown" }, columns: { kind: "unknown" } };
  const fields = fieldsOf(options);
  // Before 0.3 the argument might be the conditions themselves; what is asked for then is not looked at.
  if (
    [...fields.keys()].some((name) => model.columns.some((column) => column.name === name) && !isOption(name))
  )
    return { ...nothing, rows: { level: "unknown" }, columns: { kind: "unknown" } };
  const where = readWhere(fields.get("where"), model, surroundings);
  const take = fields.get("take");
  const bound = boundOf(take);
  const rows = bound ? boundedBy(where.rows, bound) : where.rows;
  const isOpen = options?.kind === "object" && options.isOpen;
  const isHidden = isOpen && rows.level !== "constant" && rows.level !== "one";
  const at = options?.at ?? model.declared;
  const skip = fields.get("skip");
  return {
    rows: isHidden ? { level: "unknown" } : rows,
    columns: isOpen && !fields.has("select") ? { kind: "unknown" } : selected(fields, model),
    joins: relationsLoaded(fields, model, surroundings, at),
    shape: {
      isSliced: (take !== undefined && !isUndefined(take)) || skip !== undefined,
      filteredBy: where.names,
      isLocked: fields.has("lock"),
      ...orderOf(fields.get("order"), model),
    },
    looseBounds: [...where.looseBounds, ...looseTake(take, bound)],
    ...(skip ? { offset: skip } : {}),
  };
}

function isOption(name: string): boolean {
  return /^(?:where|select|relations|order|take|skip|cache|lock|join|comment|transaction|with\w+|load\w+|relationLoadStrategy)$/.test(
    name,
  );
}

const nothing: OptionsRead = {
  rows: { level: "all" },
  columns: { kind: "all" },
  joins: [],
  shape: {},
  looseBounds: [],
};

function selected(fields: ReadonlyMap<string, OptionValue>, model: Model): OptionsRead["columns"] {
  return fields.has("select") ? columnsSelected(fields.get("select"), model) : columnsByDefault(model);
}

/** What `take` and `limit` leave; `undefined` where they are no bound. */
export function boundOf(take: OptionValue | undefined): Rows | undefined {
  if (!take || isUndefined(take)) return undefined;
  if (take.kind !== "literal" || typeof take.value !== "number") return { level: "external" };
  return take.value <= mostRows ? { level: "constant", count: take.value } : undefined;
}

/** A bound that is told beside conditions; a literal one matters more than what they leave. */
export function boundedBy(rows: Rows, bound: Rows): Rows {
  if (rows.level === "one" || rows.level === "none") return rows;
  return rows.level === "constant" && bound.level !== "constant" ? rows : bound;
}

function looseTake(take: OptionValue | undefined, bound: Rows | undefined): readonly LooseBound[] {
  return take && !bound && isUndefined(take)
    ? [{ reason: "take is undefined, which is no bound", at: take.at }]
    : [];
}

/** `{ title: "ASC", id: "DESC" }`. */
function orderOf(order: OptionValue | undefined, model: Model): Pick<QueryShape, "order" | "orderBy"> {
  if (!order || isUndefined(order)) return { order: "none", orderBy: [] };
  if (order.kind !== "object" || order.isOpen) return { order: "explicit", orderBy: [] };
  const parts = [...order.fields].map(([name, value]) => {
    const direction = value.kind === "object" ? value.fields.get("direction") : value;
    return direction?.kind === "literal" ? orderBy(name, direction.value) : undefined;
  });
  return parts.every((part) => part !== undefined)
    ? ordered(parts, model)
    : { order: "explicit", orderBy: [] };
}

/** The name of a column as orders have it, `-id` for descending. */
export function orderBy(name: string, direction: unknown): string {
  return /^(?:desc|-1)$/i.test(String(direction)) ? `-${name}` : name;
}

/** An order by these columns, and whether it tells any two rows apart. */
export function ordered(names: readonly string[], model: Model): Pick<QueryShape, "order" | "orderBy"> {
  const columns = names.map((name) => name.replace(/^-/, ""));
  const isTotal = model.unique.some((unique) => unique.every((name) => columns.includes(name)));
  return { order: isTotal ? "total" : "explicit", orderBy: names };
}
