import type { HeavyColumn } from "../flow/query.js";
import { heavyColumns } from "../flow/heavy.js";
import { reads } from "../flow/unread.js";
import { callsOnQuery } from "./before-stream.js";
import { everyUseSeen, loopOf } from "./conditions.js";
import type { Caveat, Form, Site } from "./form.js";
import { omitCaveats, omitConditions } from "./omit.js";
import { weightWithout } from "./omit-and-stream.js";
import { isLoopOverAll, streamCaveats, streamConditions, writeStream } from "./stream.js";
import { quoteOf } from "./text.js";

const queryForEach: Caveat = {
  text: "each row that needs it costs a query of its own, so it pays where few rows do",
  applies: () => true,
};

/** Fetches heavy columns only for the rows that need them: `qs.defer("pdf")` where some branch reads it. */
export const separate: Form = {
  intent: "separate",
  form: "separate",
  fits: fitsSomeRows,
  conditions: [...omitConditions, everyUseSeen],
  caveats: [queryForEach, ...omitCaveats],
  write(site) {
    const { call, title } = written(site);
    const edits = call === undefined ? undefined : callsOnQuery(site, [call]);
    return edits && { title, edits };
  },
};

/** The same, and reads the rows one by one: `qs.defer("pdf").iterator()`. */
export const separateAndStream: Form = {
  intent: "separate-and-stream",
  form: "separate",
  fits: (site) => fitsSomeRows(site) && isLoopOverAll(site) && site.query.load.delivery === "buffered",
  conditions: [...streamConditions, ...omitConditions, everyUseSeen],
  caveats: [queryForEach, ...streamCaveats, ...omitCaveats],
  write(site) {
    const { call, title } = written(site);
    const weight = weightWithout(site, columnsOfSomeRows(site));
    const rewriting = call === undefined ? undefined : writeStream(site, [call], weight);
    return rewriting && { ...rewriting, title: `${title}, and stream the rows` };
  },
};

function fitsSomeRows(site: Site): boolean {
  return (
    site.rewrites.omit !== undefined &&
    loopOf(site.query)?.keepsRows === false &&
    columnsOfSomeRows(site).length > 0
  );
}

function written(site: Site): { readonly call: string | undefined; readonly title: string } {
  const names = columnsOfSomeRows(site).map(({ column }) => column.name);
  const call = site.rewrites.omit?.write(names.map(quoteOf(site)));
  return { call, title: `Fetch ${names.join(", ")} only for the rows that need it` };
}

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
