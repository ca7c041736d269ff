import type { HeavyColumn } from "../flow/query.js";
import { heavyColumns } from "../flow/heavy.js";
import { reads } from "../flow/unread.js";
import { callsOnQuery } from "./before-stream.js";
import { everyUseSeen, loopOf } from "./conditions.js";
import type { Form, Site } from "./form.js";
import { omitCaveats, omitConditions } from "./omit.js";
import { quoteOf } from "./text.js";

/** Fetches heavy columns only for the rows that need them: `qs.defer("pdf")` where some branch reads it. */
export const separate: Form = {
  intent: "separate",
  form: "separate",
  fits: (site) =>
    site.rewrites.omit !== undefined &&
    loopOf(site.query)?.keepsRows === false &&
    columnsOfSomeRows(site).length > 0,
  conditions: [...omitConditions, everyUseSeen],
  caveats: [
    {
      text: "each row that needs it costs a query of its own, so it pays where few rows do",
      applies: () => true,
    },
    ...omitCaveats,
  ],
  write(site) {
    const names = columnsOfSomeRows(site).map(({ column }) => column.name);
    const call = site.rewrites.omit?.write(names.map(quoteOf(site)));
    const edits = call === undefined ? undefined : callsOnQuery(site, [call]);
    return edits && { title: `Fetch ${names.join(", ")} only for the rows that need it`, edits };
  },
};

/** Heavy columns of the rows themselves that are read in some branch only. */
function columnsOfSomeRows({ query, catalog }: Site): readonly HeavyColumn[] {
  return heavyColumns(query, catalog).filter((heavy) => {
    const accesses = query.rowUse.uses.filter((access) => reads(access, heavy));
    return (
      heavy.path === "" &&
      accesses.length > 0 &&
      accesses.every((access) => access.isConditional && access.kind === "column")
    );
  });
}
