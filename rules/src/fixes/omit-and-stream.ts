import { heaviest } from "../flow/heavy.js";
import type { HeavyColumn } from "../flow/query.js";
import type { ColumnWeight } from "../project/catalog.js";
import type { Form, Site } from "./form.js";
import { nameColumns, omit, omitCall, omitCaveats, omitConditions, omittedColumns } from "./omit.js";
import { isLoopOverAll, streamCaveats, streamConditions, writeStream } from "./stream.js";

/** Leaves heavy columns in the database and reads the other columns row by row. */
export const omitAndStream: Form = {
  intent: "omit-and-stream",
  form: "omit",
  fits: (site) => isLoopOverAll(site) && site.query.load.delivery === "buffered" && omit.fits(site),
  conditions: [...streamConditions, ...omitConditions],
  caveats: [...streamCaveats, ...omitCaveats],
  write(site) {
    const call = omitCall(site);
    const written =
      call === undefined ? undefined : writeStream(site, [call], weightWithout(site, omittedColumns(site)));
    return written && { ...written, title: `Leave ${nameColumns(site)} in the database and stream the rows` };
  },
};

/** The heaviest column that is still loaded when some are left out. */
export function weightWithout({ query, catalog }: Site, omitted: readonly HeavyColumn[]): ColumnWeight {
  const without = (path: string): readonly string[] =>
    omitted.flatMap((heavy) => (heavy.path === path ? [heavy.column.name] : []));
  const load = {
    ...query.load,
    columns:
      query.load.columns.kind === "except" || query.load.columns.kind === "all"
        ? exceptNames(query.load.columns, without(""))
        : query.load.columns,
    joins: query.load.joins.map((join) => ({
      ...join,
      columns: exceptNames(join.columns, without(join.path)),
    })),
  };
  return heaviest({ model: query.model, load }, catalog);
}

type Columns = Site["query"]["load"]["columns"];

function exceptNames(columns: Columns, names: readonly string[]): Columns {
  if (columns.kind === "only")
    return { kind: "only", names: columns.names.filter((name) => !names.includes(name)) };
  if (columns.kind === "except") return { kind: "except", names: [...columns.names, ...names] };
  return columns.kind === "all" ? { kind: "except", names } : columns;
}
