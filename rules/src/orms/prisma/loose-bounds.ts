import type { LooseBound } from "../../flow/loose-bound.js";
import type { Rows } from "../../flow/query.js";
import type { OptionFields, OptionsSurroundings, OptionValue } from "../options.js";
import type { Order } from "./read-bounds.js";
import { isUndefined, isWrittenUndefined } from "./read-where.js";

/**
 * Bounds that the client applies to rows that are already in memory, as the SQL of 5.22 to 7.10 shows: `take` behind
 * `distinct`, and `take` behind a `cursor` whose order is not that of a unique column.
 */
export function looseBounds(
  fields: OptionFields,
  bound: Rows | undefined,
  { order, orderBy }: Order,
  { features }: OptionsSurroundings,
): readonly LooseBound[] {
  const take = fields.get("take");
  if (!take) return [];
  if (isWrittenUndefined(take)) return [{ reason: "take is undefined, which is no bound", at: take.at }];
  if (!bound) return [];
  if (isDistinctInProgram(fields.get("distinct"), orderBy, features))
    return [{ reason: "take is applied after distinct, in the program", at: take.at, cause: "distinct" }];
  const cursor = fields.get("cursor");
  const isLoose = cursor && !isUndefined(cursor) && order === "explicit" && orderBy.length > 0;
  return isLoose
    ? [
        {
          reason: "the cursor is looked for in the program, as the order is not that of a unique column",
          at: cursor.at,
          cause: "ties",
        },
      ]
    : [];
}

/** With `nativeDistinct` the database does it where the order begins with a distinct column, and only there. */
function isDistinctInProgram(
  distinct: OptionValue | undefined,
  orderBy: readonly string[],
  features: readonly string[],
): boolean {
  if (!distinct || isUndefined(distinct)) return false;
  if (!features.includes("nativeDistinct")) return true;
  const first = orderBy[0]?.replace(/^-/, "");
  const names = distinct.kind === "list" ? distinct.items : [distinct];
  return names.every((name) => name.kind === "literal" && name.value !== first);
}

/** Methods under which the rows of a list are loaded for all parents before `take` is applied to each one's. */
const manyParents = ["findMany", "findFirst", "findFirstOrThrow"];

/** Whether the database keeps a bound of related rows: it does below one parent, and where it joins. */
export function keepsNestedBounds(
  options: OptionFields | undefined,
  { method, features }: OptionsSurroundings,
): boolean {
  if (!manyParents.includes(method)) return true;
  const strategy = options?.get("relationLoadStrategy");
  const isQuery = strategy?.kind === "literal" && strategy.value === "query";
  return features.includes("relationJoins") && !isQuery;
}
