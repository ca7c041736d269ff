import { addCall, noHook, notAggregated } from "./chain-call.js";
import { madeElsewhere } from "./caveats.js";
import { columnsUsed, instanceUse } from "./columns-used.js";
import { everyUseSeen, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Condition, Form } from "./form.js";
import { clientKnown } from "./option-call.js";
import { quoteOf } from "./text.js";

/** More columns than this are better left to a selection by hand. */
const mostColumns = 12;

const plainReadsOnly: Condition = {
  holds: "rows are only read by their columns",
  otherwise: "a row is used for more than its columns",
  brokenAt: (site) => instanceUse(site)?.at,
};

const loadsAll: Condition = ofQuery(
  "the query selects no columns yet",
  "the query selects columns or related rows already",
  ({ query }) => query.load.columns.kind === "all" && query.load.joins.length === 0,
);

/** Loads exactly the columns that are read: `.select("title pages")`. */
export const selectCall: Form = {
  intent: "project",
  form: "project",
  fits: (site) => {
    const used = columnsUsed(site).length;
    const isNarrower = used < site.query.model.columns.length;
    return site.rewrites.chain !== undefined && used > 0 && used <= mostColumns && isNarrower;
  },
  conditions: [
    usedHere,
    usedOnce,
    clientKnown,
    everyUseSeen,
    plainReadsOnly,
    loadsAll,
    notAggregated,
    noHook,
  ],
  caveats: [madeElsewhere],
  write(site) {
    const columns = columnsUsed(site);
    const call = site.rewrites.chain?.select(columns, quoteOf(site));
    const edits = call === undefined ? undefined : addCall(site, call);
    return edits && { title: `Load ${columns.join(", ")} only`, edits };
  },
};
