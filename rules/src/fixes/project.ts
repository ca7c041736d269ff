import { madeElsewhere } from "./caveats.js";
import { callsOnQuery } from "./before-stream.js";
import { columnsUsed, instanceUse, unplainRead } from "./columns-used.js";
import {
  decidingUse,
  everyUseSeen,
  livesShortly,
  notCombined,
  notDistinct,
  notOfParent,
  notPrefetching,
  notRaw,
  ofQuery,
  outsideTemplates,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import { flatLoop } from "./flat-loop.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { columnsRead, inIndexOrder, unjoined } from "./other-order.js";
import { quoteOf } from "./text.js";
import type { Edit } from "../finding.js";

/** More columns than this are better left to instances. */
const mostColumns = 8;

const plainReadsOnly: Condition = {
  holds: "rows are only read by plain columns",
  otherwise: "a row is used as an instance, which plain values are not",
  brokenAt: (site) => instanceUse(site)?.at,
};

const plainColumns: Condition = {
  holds: "the columns have the same value with and without an instance",
  otherwise: "a column gives another value without an instance",
  brokenAt: (site) => unplainRead(site)?.at,
};

const readableNames: Condition = ofQuery(
  "the columns can be attributes of a named tuple",
  "a column's name cannot be an attribute of a named tuple",
  (site) => columnsUsed(site).every((name) => !name.startsWith("_")),
);

const loadsAll: Condition = ofQuery(
  "the query names no columns yet",
  "the query names columns already",
  ({ query }) => query.load.columns.kind === "all",
);

/** Conditions of everything that loads plain values. */
export const projectConditions: readonly Condition[] = [
  usedHere,
  usedOnce,
  runOnce,
  livesShortly,
  notOfParent,
  everyUseSeen,
  plainReadsOnly,
  plainColumns,
  readableNames,
  loadsAll,
  notPrefetching,
  notCombined,
  notDistinct,
  notRaw,
  outsideTemplates,
];

/** What may differ when rows are plain values. */
export const projectCaveats: readonly Caveat[] = [
  {
    text: "code of the model that runs when a row is loaded no longer runs",
    applies: ({ query }) => query.model.traits.has("custom-init") || query.model.traits.has("tracker"),
  },
  {
    text: "other functions get a named tuple instead of an instance",
    applies: ({ query }) => query.rowUse.uses.some((access) => !access.isLocal),
  },
  { text: "a base class of the model is out of sight", applies: ({ query }) => query.model.isIncomplete },
  madeElsewhere,
  inIndexOrder(columnsRead),
  unjoined,
];

/** Loads exactly the columns that are read: `qs.values_list("number", "total", named=True)`. */
export const project: Form = {
  intent: "project",
  form: "project",
  fits: (site) => {
    const use = decidingUse(site.query.use);
    const isLoop =
      (use.kind === "looped" && !use.keepsRows) ||
      (use.kind === "aggregated" && use.comprehension !== undefined);
    const used = columnsUsed(site).length;
    return site.rewrites.project !== undefined && isLoop && used > 0 && used <= mostColumns;
  },
  conditions: projectConditions,
  caveats: projectCaveats,
  write(site) {
    const projection = writeProjection(site);
    const edits = projection && callsOnQuery(site, [projection.call]);
    return (
      edits && { title: `Load ${columnsUsed(site).join(", ")} only`, edits: [...edits, ...projection.edits] }
    );
  },
};

/** The call that loads the used columns, and the edits of the loop that go with it. */
export function writeProjection(
  site: Site,
): { readonly call: string; readonly edits: readonly Edit[] } | undefined {
  const rewrite = site.rewrites.project;
  const quote = quoteOf(site);
  const names = columnsUsed(site);
  const [only] = names;
  if (!rewrite || only === undefined) return undefined;
  const flat = names.length === 1 ? flatLoop(site, only) : undefined;
  return flat
    ? { call: rewrite.flat(quote(only)), edits: flat }
    : { call: rewrite.named(names.map(quote)), edits: [] };
}
