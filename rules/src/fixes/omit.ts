import type { HeavyColumn, Query } from "../flow/query.js";
import { unreadHeavyColumns } from "../flow/unread.js";
import { callsOnQuery } from "./before-stream.js";
import { madeElsewhere, onAccess } from "./caveats.js";
import {
  decidingUse,
  holdsInstances,
  livesShortly,
  noAccess,
  noOwnLoading,
  notCombined,
  notRaw,
  outsideTemplates,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { columnsLeft, inIndexOrder } from "./other-order.js";
import { quoteOf } from "./text.js";

const notCopied: Condition = noAccess(
  "rows are not copied by clearing their key",
  "rows are copied by clearing their key, which fails for columns that were not loaded",
  ["copy"],
);

/** Conditions of everything that loads instances without some of their columns. */
export const omitConditions: readonly Condition[] = [
  usedHere,
  usedOnce,
  runOnce,
  livesShortly,
  holdsInstances,
  notCombined,
  notRaw,
  noOwnLoading,
  notCopied,
  outsideTemplates,
];

const parentMayHaveThem: Caveat = {
  text: "rows that were prefetched with their parent are fetched again",
  applies: ({ query }) => query.shape.isRelatedSet,
};

const leavesSight: Caveat = {
  text: "code out of sight that reads an omitted column fetches it, one query a row",
  applies: ({ query }) => !query.rowUse.isComplete || (!staysInSight(query) && query.use.kind !== "rendered"),
};

const readByTemplates: Caveat = {
  text: "a template that comes to read an omitted column fetches it, one query a row",
  applies: ({ query }) => query.rowUse.isComplete && query.use.kind === "rendered",
};

const unknownBase: Caveat = {
  text: "a base class of the model is out of sight and may read every column",
  applies: ({ query }) => query.model.isIncomplete,
};

/** What may differ when instances lack some columns. */
export const omitCaveats: readonly Caveat[] = [
  leavesSight,
  readByTemplates,
  onAccess("saving a row then writes the loaded columns only and tells receivers so", ["save"]),
  onAccess("what handles the deletion sees rows without the omitted columns", ["delete"]),
  parentMayHaveThem,
  unknownBase,
  madeElsewhere,
  inIndexOrder((site) =>
    columnsLeft(
      site,
      omittedColumns(site).flatMap(({ path, column }) => (path === "" ? [column.name] : [])),
    ),
  ),
];

/** Leaves heavy columns that nothing reads in the database: `qs.defer("pdf")`. */
export const omit: Form = {
  intent: "omit",
  form: "omit",
  fits: (site) =>
    site.rewrites.omit !== undefined && omittedColumns(site).length > 0 && takesRows(site.query),
  conditions: omitConditions,
  caveats: omitCaveats,
  write(site) {
    const call = omitCall(site);
    if (call === undefined) return undefined;
    const title = `Leave ${nameColumns(site)} in the database`;
    const edits = callsOnQuery(site, [call]);
    return edits && { title, edits };
  },
};

/** `.defer("pdf", "customer__avatar")` for the columns that nothing reads. */
export function omitCall(site: Site): string | undefined {
  const quote = quoteOf(site);
  return site.rewrites.omit?.write(omittedColumns(site).map((heavy) => quote(lookupOf(heavy))));
}

/** The omitted columns in words. */
export function nameColumns(site: Site): string {
  return omittedColumns(site)
    .map(({ path, column }) => (path === "" ? column.name : `${path.replaceAll("__", ".")}.${column.name}`))
    .join(", ");
}

/** Unread heavy columns of the rows and of joined ones; those of prefetched rows are another query's. */
export function omittedColumns({ query, catalog }: Site): readonly HeavyColumn[] {
  const prefetched = query.load.prefetches.map(({ path }) => path);
  return unreadHeavyColumns(query, catalog).columns.filter(({ path }) => !prefetched.includes(path));
}

function lookupOf({ path, column }: HeavyColumn): string {
  return path === "" ? column.name : `${path}__${column.name}`;
}

/** Uses whose expression is the query itself, so that calls can be put behind it. */
function takesRows({ use }: Query): boolean {
  return (
    use.kind === "looped" ||
    (use.kind === "rendered" && use.then !== undefined) ||
    (use.kind === "collected" && !["counted", "contained", "first", "last"].includes(decidingUse(use).kind))
  );
}

function staysInSight({ use }: Query): boolean {
  const deciding = decidingUse(use);
  return deciding.kind === "looped" && !deciding.keepsRows;
}
