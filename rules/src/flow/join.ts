import { alternatives } from "./alternatives.js";
import type { QueryShape } from "./query.js";
import { more } from "./rows.js";
import { type QueryObject, unknown, type Value } from "./value.js";

/**
 * One value for what may be several: the load of a query that was narrowed in one branch only is the larger one. `None`
 * and empty collections run nothing and are left out. Beside an empty collection or something unknown the query still runs
 * in its branch, but what stands there is not always a query.
 */
export function joined(value: Value): Value {
  if (value.kind !== "either") return value;
  const values = alternatives(value).filter((one) => !isNothing(one));
  const known = values.filter((one) => !["unknown", "derived"].includes(one.kind) && !isEmpty(one));
  const [first, ...rest] = known;
  if (!first) return unknown;
  if (known.length < values.length) {
    const one = joined({ kind: "either", values: known });
    return one.kind === "query" ? lent(one.query) : unknown;
  }
  if (rest.length === 0) return first;
  if (first.kind === "row") {
    const sameModel = rest.every((one) => one.kind === "row" && one.row.model === first.row.model);
    return sameModel ? first : unknown;
  }
  if (first.kind !== "query" && first.kind !== "stream" && first.kind !== "rows") return unknown;
  let query: QueryObject = first.query;
  for (const one of rest) {
    if (one.kind !== first.kind || one.query.model.id !== query.model.id) return unknown;
    query = widest(query, one.query);
  }
  return first.kind === "query" ? { kind: "query", query } : { ...first, query };
}

function lent(query: QueryObject): Value {
  return { kind: "query", query: { ...query, shape: { ...query.shape, scope: "parameter" } } };
}

function isNothing(value: Value): boolean {
  return value.kind === "literal" && value.value === null;
}

function isEmpty(value: Value): boolean {
  return value.kind === "collection" && value.elements.length === 0;
}

function widest(left: QueryObject, right: QueryObject): QueryObject {
  const rows = more(left.rows, right.rows);
  const base = rows === right.rows && rows !== left.rows ? right : left;
  const shape: QueryShape = {
    ...base.shape,
    isSliced: left.shape.isSliced || right.shape.isSliced,
    isCombined: left.shape.isCombined || right.shape.isCombined,
    isRaw: left.shape.isRaw || right.shape.isRaw,
    isLocked: left.shape.isLocked || right.shape.isLocked,
    mayRepeatRows: left.shape.mayRepeatRows || right.shape.mayRepeatRows,
    distinct: left.shape.distinct === "no" ? right.shape.distinct : left.shape.distinct,
    order: left.shape.order === right.shape.order ? left.shape.order : "explicit",
    orderBy: left.shape.order === right.shape.order ? left.shape.orderBy : [],
    prefetch: left.shape.prefetch === "none" ? right.shape.prefetch : left.shape.prefetch,
    isRelatedSet: left.shape.isRelatedSet || right.shape.isRelatedSet,
  };
  const sameColumns = JSON.stringify(left.columns) === JSON.stringify(right.columns);
  const ids = [left, right].flatMap((query) => [query.id, ...(query.alsoIds ?? [])]);
  return {
    ...base,
    alsoIds: ids.filter((id) => id !== base.id),
    rows,
    shape,
    columns: sameColumns ? left.columns : { kind: "unknown" },
  };
}
