import { madeElsewhere } from "./caveats.js";
import { columnsUsed } from "./columns-used.js";
import { everyUseSeen, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import {
  addOption,
  clientKnown,
  isWritten,
  listedColumns,
  optionCall,
  optionIn,
  optionsOf,
} from "./option-call.js";
import { columnsRead, inIndexOrder } from "./other-order.js";
import { columnOf, instanceUse } from "./columns-used.js";
import { edit } from "./text.js";

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
  ({ query }) => isWhole(query) && query.load.joins.length === 0,
);

/** Whether nothing was said of the columns: those that come only when asked for are left out anyway. */
function isWhole({ load: { columns }, model }: Site["query"]): boolean {
  if (columns.kind !== "except") return columns.kind === "all";
  return columns.names.every((name) => columnOf(model.columns, name)?.isHidden === true);
}

const noGroups: Condition = ofQuery(
  "each column that is read can be named",
  "columns are read that stand for several of the table",
  (site) => columnsUsed(site).every((name) => columnOf(site.query.model.columns, name)?.isGroup !== true),
);

const unseenOnLoad: Condition = ofQuery(
  "no code sees the rows as they are loaded",
  "the model has code that sees each row as it is loaded",
  ({ query }) => !query.model.traits.has("custom-init"),
);

const writtenHere: Condition = ofQuery(
  "all options are written in the call",
  "some options come from elsewhere",
  (site) => {
    const call = optionCall(site);
    return call !== undefined && isWritten(call);
  },
);

/** Loads exactly the columns that are read: `select: { id: true, title: true }`. */
export const selectOption: Form = {
  intent: "project",
  form: "project",
  fits: (site) => {
    const used = columnsUsed(site).length;
    const isNarrower = used < site.query.model.columns.length;
    // Fewer columns stream no better.
    if (site.query.load.delivery === "fake-streamed") return false;
    return site.rewrites.options?.select !== undefined && used > 0 && used <= mostColumns && isNarrower;
  },
  conditions: [
    usedHere,
    usedOnce,
    clientKnown,
    everyUseSeen,
    plainReadsOnly,
    loadsAll,
    unseenOnLoad,
    noGroups,
    writtenHere,
  ],
  caveats: [madeElsewhere, inIndexOrder(columnsRead)],
  write(site) {
    const call = optionCall(site);
    const name = site.rewrites.options?.select;
    if (!call || name === undefined) return undefined;
    const columns = columnsUsed(site);
    const selection = listedColumns(site, sorted(site, columns));
    // One that names nothing but what it does not want is ignored by some ORMs.
    const ignored = optionIn(optionsOf(call), name);
    const edits = ignored ? [edit(site, ignored, selection)] : addOption(site, call, `${name}: ${selection}`);
    return edits && { title: `Load ${columns.join(", ")} only`, edits };
  },
};

function sorted({ query }: Site, columns: readonly string[]): readonly string[] {
  const known = query.model.columns.map(({ name }) => name);
  return [...columns].sort((left, right) => known.indexOf(left) - known.indexOf(right));
}
