import type { Query } from "../flow/query.js";
import type { Location } from "../location.js";

/** Why batches lose or repeat rows, behind the rows in words. */
export interface Fault {
  readonly reason: string;
  readonly remedy: string;
  readonly at?: { readonly location: Location; readonly message: string };
  /** `loss`: rows are skipped for sure; `order`: they may be; `ties`: where equal values meet the border of a page. */
  readonly kind: "loss" | "order" | "ties";
}

const byKey = "read them in chunks by key, where each chunk starts behind the last row of the one before";

/** What is wrong with pages that are told by how many rows stand before them. */
export function faultOfPages(query: Query): Fault | undefined {
  const { paging, shape } = query;
  const gone = paging?.effects.find(({ kind }) => kind === "delete");
  if (gone) {
    const at = { location: gone.at, message: "rows are deleted here" };
    const reason = "are read page by page while the loop deletes some, so that each page skips as many";
    return { reason, remedy: byKey, at, kind: "loss" };
  }
  const moved = paging?.effects.find(
    (effect) => effect.kind === "update" && movesRows(query, effect.columns),
  );
  if (moved) {
    const at = { location: moved.at, message: "a column is written here that decides which rows come when" };
    const reason =
      "are read page by page while the loop changes which of them match, so that pages skip rows";
    return { reason, remedy: byKey, at, kind: "loss" };
  }
  if (shape.order === "total" || (shape.order === "explicit" && shape.orderBy.length === 0)) return undefined;
  const isOrdered = shape.order === "explicit" || shape.order === "default";
  const reason = isOrdered
    ? "are read page by page in an order with ties, and a tie may be cut anew for each page"
    : "are read page by page in no order, and the database may choose another one for each page";
  return {
    reason,
    remedy: "add the key to the order, or read them in chunks by key",
    kind: isOrdered ? "ties" : "order",
  };
}

/** Whether a write may take rows out of the filter or move them in the order; what cannot be told counts as harmless. */
function movesRows({ shape, rowUse, model }: Query, columns: readonly string[] | undefined): boolean {
  const assigned = rowUse.uses.flatMap(({ kind, name }) => (kind === "assign" ? [name] : []));
  const onSave = model.columns.flatMap(({ name, isSetOnSave }) => (isSetOnSave ? [name] : []));
  const written = columns ?? [...assigned, ...onSave];
  const deciding = [...shape.filteredBy, ...shape.orderBy.map((name) => name.replace(/^-/, ""))];
  const attributes = new Map(model.columns.map(({ name, attribute }) => [attribute, name]));
  return written.some((name) => deciding.includes(name) || deciding.includes(attributes.get(name) ?? name));
}

/** What is wrong with chunks that start behind the last value of a column. */
export function faultOfKeyset({ model, shape }: Query): Fault | undefined {
  const { keysetBy: name, isSliced, order, orderBy } = shape;
  const column = model.columns.find((one) => one.name === name || (name === "pk" && isKey(model, one.name)));
  if (!column || !isSliced) return undefined;
  const first = orderBy[0]?.replace(/^-/, "");
  const isFirst = first === name || first === column.name || (first === "pk" && isKey(model, column.name));
  if (order === "none" || order === "random" || (first !== undefined && !isFirst)) {
    const reason = `are read in chunks behind the last ${column.name} in another order than by ${column.name}, so that chunks skip rows`;
    return { reason, remedy: `order them by ${column.name}`, kind: "loss" };
  }
  if ([model.primaryKey, ...model.unique].some((key) => key.length === 1 && key[0] === column.name))
    return undefined;
  const reason = `are read in chunks behind the last ${column.name}, which several rows may share, and those at the border of a chunk are lost`;
  return {
    reason,
    remedy: "continue behind a unique column, or behind several that are unique together",
    kind: "loss",
  };
}

function isKey({ primaryKey }: Query["model"], name: string): boolean {
  return primaryKey.length === 1 && primaryKey[0] === name;
}
