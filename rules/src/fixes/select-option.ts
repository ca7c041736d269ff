import { madeElsewhere } from "./caveats.js";
import { columnsUsed } from "./columns-used.js";
import { everyUseSeen, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import { addOption, clientKnown, isClosed, optionCall, optionsOf } from "./option-call.js";
import { columnsRead, inIndexOrder } from "./other-order.js";
import { instanceUse } from "./columns-used.js";

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

const writtenHere: Condition = ofQuery(
  "all options are written in the call",
  "some options come from elsewhere",
  (site) => {
    const call = optionCall(site);
    const options = call && optionsOf(call);
    return (
      call !== undefined && (call.arguments.length === 0 || (options !== undefined && isClosed(options)))
    );
  },
);

/** Loads exactly the columns that are read: `select: { id: true, title: true }`. */
export const selectOption: Form = {
  intent: "project",
  form: "project",
  fits: (site) => {
    const used = columnsUsed(site).length;
    const isNarrower = used < site.query.model.columns.length;
    return site.rewrites.options?.select !== undefined && used > 0 && used <= mostColumns && isNarrower;
  },
  conditions: [usedHere, usedOnce, clientKnown, everyUseSeen, plainReadsOnly, loadsAll, writtenHere],
  caveats: [madeElsewhere, inIndexOrder(columnsRead)],
  write(site) {
    const call = optionCall(site);
    const name = site.rewrites.options?.select;
    if (!call || name === undefined) return undefined;
    const columns = columnsUsed(site);
    const edits = addOption(site, call, `${name}: { ${listed(site, columns)} }`);
    return edits && { title: `Load ${columns.join(", ")} only`, edits };
  },
};

function listed({ query }: Site, columns: readonly string[]): string {
  const known = query.model.columns.map(({ name }) => name);
  return [...columns]
    .sort((left, right) => known.indexOf(left) - known.indexOf(right))
    .map((column) => `${column}: true`)
    .join(", ");
}
