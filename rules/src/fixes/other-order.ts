import type { Columns } from "../flow/query.js";
import type { Model } from "../project/catalog.js";
import type { Caveat, Site } from "./form.js";
import { columnsUsed } from "./columns-used.js";

const text = "where no order tells two rows apart, the database may give them in another order";

/** Fewer columns may all stand in one index, which is then read instead of the table and in its own order. */
export function inIndexOrder(columnsOf: (site: Site) => readonly string[]): Caveat {
  return { text, applies: (site) => !hasTotalOrder(site) && isInOneIndex(site, columnsOf(site)) };
}

/** Plain values come without the joined rows, so the database need not join. */
export const unjoined: Caveat = {
  text,
  applies: (site) => !hasTotalOrder(site) && site.query.load.joins.length > 0,
};

/** A database that plans a stream for its first rows joins and sorts in another way. */
export const plannedForFirstRows: Caveat = {
  text,
  applies: (site) => {
    const { environment, rewrites, query } = site;
    if (hasTotalOrder(site) || environment.serverSideCursors === "off") return false;
    const engines = environment.engines.map((engine) => rewrites.engines[engine]);
    const mayPlan = engines.length === 0 || engines.some(({ plansForFirstRows }) => plansForFirstRows);
    return mayPlan && (query.load.joins.length > 0 || query.shape.mayRepeatRows || isOrderOfIndex(site));
  },
};

/** The columns of the model that a load brings after some of them were left out. */
export function columnsLeft({ query }: Site, without: readonly string[]): readonly string[] {
  const kept = (columns: Columns, name: string): boolean => {
    if (columns.kind === "only" || columns.kind === "values") return columns.names.includes(name);
    return columns.kind !== "except" || !columns.names.includes(name);
  };
  return query.model.columns
    .map(({ name }) => name)
    .filter((name) => kept(query.load.columns, name) && !without.includes(name));
}

/** The columns that are read, as the model names them. */
export function columnsRead(site: Site): readonly string[] {
  const { columns, primaryKey } = site.query.model;
  return columnsUsed(site).flatMap((name) =>
    name === "pk"
      ? primaryKey
      : [columns.find((column) => column.name === name || column.attribute === name)?.name ?? name],
  );
}

function hasTotalOrder({ query: { shape, load } }: Site): boolean {
  return shape.order === "total" || load.rows.level === "one";
}

/** An index holds the key as well. */
function isInOneIndex({ query: { model, shape } }: Site, names: readonly string[]): boolean {
  const needed = [...names, ...shape.orderBy.map((order) => nameIn(model, order))].filter(
    (name) => name !== "pk" && !model.primaryKey.includes(name),
  );
  return [[], ...model.indexes].some((index: readonly string[]) =>
    needed.every((name) => index.includes(name)),
  );
}

function isOrderOfIndex({ query: { model, shape } }: Site): boolean {
  const [first] = shape.orderBy;
  return first !== undefined && model.indexes.some(([leading]) => leading === nameIn(model, first));
}

/** The column that an order such as `-customer_id` names. */
function nameIn({ columns }: Model, order: string): string {
  const written = order.replace(/^[-+]/, "");
  return columns.find(({ attribute }) => attribute === written)?.name ?? written;
}
