import type { Catalog } from "../project/catalog.js";
import { columnsOfWeight, heavyColumns } from "./heavy.js";
import type { HeavyColumn, Query, RowAccess } from "./query.js";

/** Heavy columns that nothing reads, and whether every use of the rows was seen. */
export interface Unread {
  readonly columns: readonly HeavyColumn[];
  readonly isCertain: boolean;
}

/** Heavy columns that a query loads, that no step asks for by name, and that no use of its rows reads. */
export function unreadHeavyColumns(query: Query, catalog: Catalog): Unread {
  return unreadOf(query, heavyColumns(query, catalog));
}

/** The same for large texts, JSON and the like of the rows themselves. */
export function unreadLargeColumns(query: Query, catalog: Catalog): Unread {
  const own = columnsOfWeight(query, catalog, "large").filter(({ path }) => path === "");
  return unreadOf(query, own);
}

function unreadOf(query: Query, heavy: readonly HeavyColumn[]): Unread {
  const accesses = accessesOf(query);
  const columns = heavy.filter(
    (one) => !isAskedFor(query, one) && !accesses.some((access) => reads(access, one)),
  );
  return { columns, isCertain: isCertain(query, columns) };
}

/** Whether an access takes the value of a column; an assignment makes it part of what is saved. */
export function reads(access: RowAccess, { path, column }: HeavyColumn): boolean {
  const names = [column.name, column.attribute];
  switch (access.kind) {
    case "column":
    case "file":
    case "assign":
    case "annotation":
      return path === "" && names.includes(access.name);
    case "save":
      return path === "" && access.name.split(",").some((name) => names.includes(name));
    case "related":
      return access.name === `${path}__*` || names.some((name) => access.name === `${path}__${name}`);
    default:
      return false;
  }
}

function accessesOf({ rowUse, otherRowUse }: Query): readonly RowAccess[] {
  return [...rowUse.uses, ...(otherRowUse?.uses ?? [])];
}

function isCertain(query: Query, columns: readonly HeavyColumn[]): boolean {
  const { rowUse, otherRowUse, otherUses, load, use } = query;
  if (use.kind === "deleted") return true;
  const hasOtherRows = otherUses.some((other) => !["tested", "counted", "contained"].includes(other.kind));
  if (use.kind === "looped" && use.keepsRows) return false;
  if (!rowUse.isComplete || (hasOtherRows && otherRowUse?.isComplete !== true)) return false;
  // Rows of plain values are followed only where something was seen of them.
  if (load.columns.kind === "values") return rowUse.uses.length > 0;
  const prefetched = load.prefetches.map((prefetch) => prefetch.path);
  const isReached = rowUse.uses.some((access) => access.kind === "related-set" || access.kind === "method");
  return !(isReached && columns.every((heavy) => prefetched.includes(heavy.path)));
}

/** A step names the column, so that somebody wants it: `only("pdf")`, `values("pdf")`. */
function isAskedFor({ steps, load }: Query, { path, column }: HeavyColumn): boolean {
  if (load.columns.kind === "only" && path === "") return true;
  if (load.joins.some((join) => join.path === path && join.columns.kind === "only")) return true;
  const wanted = [column.name, column.attribute].map((name) => (path === "" ? name : `${path}__${name}`));
  return steps.some((step) =>
    step.call?.arguments.some(
      ({ form, value }) =>
        form === "positional" && value.kind === "literal" && wanted.some((name) => name === value.value),
    ),
  );
}
