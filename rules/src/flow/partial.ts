import type { Catalog, Column, Model } from "../project/catalog.js";
import type { Columns, Join, Query, RowAccess } from "./query.js";
import type { Location } from "../location.js";

/** A column that a row needs and that the query has not loaded, and where it is needed. */
export interface Missing {
  readonly column: Column;
  readonly at: Location;
}

/** Whether rows are instances that lack some columns. */
export function isPartial({ load, shape }: Pick<Query, "load" | "shape">): boolean {
  // Plain objects have no way to ask for what they lack.
  if (shape.isPlain === true) return false;
  return load.columns.kind === "only" || load.columns.kind === "except";
}

/** Columns that are read of each row and were not loaded; what only some rows need is what leaving columns out is for. */
export function missingReads(query: Query): readonly Missing[] {
  if (query.shape.isPlain === true) return [];
  return query.rowUse.uses.flatMap((access, index, all) => {
    const isAssigned = all
      .slice(0, index)
      .some(({ kind, name, isConditional }) => kind === "assign" && name === access.name && !isConditional);
    const column = access.isConditional || isAssigned ? undefined : neededBy(query, access);
    return column && !isLoaded(query, column) ? [{ column, at: access.at }] : [];
  });
}

/** Columns that are set whenever a row is saved, and that saving a row without them leaves as they are. */
export function missingOnSave(query: Query): readonly Missing[] {
  const save = query.rowUse.uses.find(({ kind, name }) => kind === "save" && name === "*");
  const assigned = query.rowUse.uses.flatMap(({ kind, name }) => (kind === "assign" ? [name] : []));
  if (!save) return [];
  return query.model.columns
    .filter((column) => column.isSetOnSave && !isLoaded(query, column) && !assigned.includes(column.name))
    .map((column) => ({ column, at: save.at }));
}

/** The column that links rows to the parent they were asked of, where it was not loaded. */
export function missingLink(query: Query): readonly Missing[] {
  const { parentColumn } = query.shape;
  const column = query.model.columns.find(({ name }) => name === parentColumn);
  const at = query.steps.at(-1)?.at;
  return column && at && !isLoaded(query, column) ? [{ column, at }] : [];
}

/** The same of rows that are prefetched: without the link each is asked for whose it is. */
export function missingPrefetchLinks({ model, load }: Query, catalog: Catalog): readonly Missing[] {
  return load.prefetches.flatMap(({ path, columns, at }) => {
    const relations = path.split("__");
    const last = relations.pop();
    let owner: Model | undefined = model;
    for (const relation of relations) owner = targetOf(owner, relation, catalog);
    const link = last === undefined ? undefined : owner?.relations.get(last)?.remoteColumn;
    const rows = last === undefined ? undefined : targetOf(owner, last, catalog);
    const column = rows?.columns.find(({ name }) => name === link);
    return column && columns.kind === "only" && !holds(columns, column) ? [{ column, at }] : [];
  });
}

function targetOf(model: Model | undefined, relation: string, catalog: Catalog): Model | undefined {
  const target = model?.relations.get(relation)?.target;
  return target === undefined ? undefined : catalog.models.get(target);
}

function neededBy({ model }: Query, { kind, name }: RowAccess): Column | undefined {
  if (!["column", "file", "key", "related"].includes(kind)) return undefined;
  const first = name.split("__")[0];
  return model.columns.find((column) => column.name === first || column.attribute === first);
}

function isLoaded({ model, load }: Query, column: Column): boolean {
  const isJoined = load.joins.some(({ path }: Join) => path === column.name);
  return isJoined || model.primaryKey.includes(column.name) || holds(load.columns, column);
}

function holds(columns: Columns, { name, attribute }: Column): boolean {
  if (columns.kind !== "only" && columns.kind !== "except") return true;
  const isNamed = columns.names.some((one) => one === attribute || one.split("__")[0] === name);
  return columns.kind === "only" ? isNamed : !columns.names.some((one) => one === name || one === attribute);
}
