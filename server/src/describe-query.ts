import type { Finding } from "../../rules/src/finding.js";
import type { Columns, Query, Rows } from "../../rules/src/flow/query.js";
import type { Column, Model } from "../../rules/src/project/catalog.js";
import { sizeOfTable } from "../../rules/src/rules/size-of-table.js";
import { listInWords } from "../../rules/src/rules/subject.js";
import type { Settings } from "../../rules/src/settings.js";
import type { Location } from "../../rules/src/location.js";

/** Writes a place as a link, or as plain words where it cannot be shown. */
export type Link = (words: string, location: Location) => string;

/** What a query loads, in a sentence of Markdown: rows, columns and delivery. */
export function describeLoad({ load, model, otherUses }: Query): string {
  const facts = [rowsInWords(load.rows), columnsInWords(load.columns), deliveries[load.delivery]];
  return `**${model.name}** query: ${facts.join(" · ")}${timesUsed(otherUses.length)}`;
}

/** What comes along, and which columns are heavy, one line each. */
export function describeColumns(query: Query, link: Link): readonly string[] {
  const { joins, prefetches } = query.load;
  return [
    ...[...joins, ...prefetches].map((join) => `with \`${join.path}\`: ${columnsInWords(join.columns)}`),
    ...heavyColumns(query).map(
      ({ path, column }) => `\`${path}\` is ${weights[column.weight]}: ${link(column.type, column.declared)}`,
    ),
  ];
}

/** Why the table is taken for a small one; no line where it is not. */
export function describeSize({ model }: Query, settings: Settings, link: Link): readonly string[] {
  const size = sizeOfTable(model, settings);
  if (!("reasons" in size)) return [];
  const words = `${link(model.name, model.declared)} is taken for a table with few rows`;
  return [`${words}: ${listInWords(size.reasons)} (the setting \`largeModels\` says otherwise)`];
}

/** Why fixes are not offered, one line each. */
export function describeWithheld(findings: readonly Finding[], link: Link): readonly string[] {
  const lines = findings.flatMap(({ withheld }) =>
    withheld.map(({ form, condition, location }) => `\`${form}\` is withheld: ${link(condition, location)}`),
  );
  return [...new Set(lines)];
}

function rowsInWords(rows: Rows): string {
  switch (rows.level) {
    case "constant":
      return `at most ${rows.count} rows`;
    case "none":
      return "no rows";
    case "one":
      return "at most one row";
    case "external":
      return "as many rows as a value from outside says";
    case "parent":
      return "all rows of one parent";
    case "narrowed":
      return "all rows that a filter leaves";
    case "all":
      return "all rows of the table";
    case "unknown":
      return "an unknown number of rows";
  }
}

function columnsInWords(columns: Columns): string {
  switch (columns.kind) {
    case "all":
      return "all columns";
    case "grouped":
      return "grouped values";
    case "unknown":
      return "unknown columns";
    case "only":
      return `only ${namesOf(columns.names)}`;
    case "except":
      return `all columns but ${namesOf(columns.names)}`;
    case "values":
      return columns.names.length === 0
        ? "plain values of all columns"
        : `plain values of ${namesOf(columns.names)}`;
  }
}

const deliveries: Readonly<Record<Query["load"]["delivery"], string>> = {
  lazy: "not run here",
  buffered: "held in memory at once",
  streamed: "streamed",
  chunked: "read in chunks",
  "fake-streamed": "looks streamed, but is held in memory at once",
};

const weights: Readonly<Record<Exclude<Column["weight"], "small">, string>> = {
  binary: "binary",
  large: "a long text",
};

interface Heavy {
  readonly path: string;
  readonly column: Column & { readonly weight: Exclude<Column["weight"], "small"> };
}

function heavyColumns({ model, load }: Query): readonly Heavy[] {
  const joined = [...load.joins, ...load.prefetches].flatMap((join) =>
    join.model === undefined ? [] : heavyOf(join.model, join.columns, `${join.path.replaceAll("__", ".")}.`),
  );
  return [...heavyOf(model, load.columns, ""), ...joined];
}

function heavyOf(model: Model, columns: Columns, prefix: string): readonly Heavy[] {
  return model.columns.flatMap((column): Heavy[] => {
    const { name, attribute, weight } = column;
    if (weight === "small" || !(isLoaded(name, columns) || isLoaded(attribute, columns))) return [];
    return [{ path: `${prefix}${name}`, column: { ...column, weight } }];
  });
}

function isLoaded(name: string, columns: Columns): boolean {
  switch (columns.kind) {
    case "all":
      return true;
    case "grouped":
    case "unknown":
      return false;
    case "only":
      return columns.names.includes(name);
    case "except":
      return !columns.names.includes(name);
    case "values":
      return columns.names.length === 0 || columns.names.includes(name);
  }
}

function timesUsed(others: number): string {
  return others === 0 ? "" : ` · used ${others} more ${others === 1 ? "time" : "times"}`;
}

function namesOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
