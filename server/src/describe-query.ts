import type { Finding } from "../../rules/src/finding.js";
import type { Columns, Query, Rows, Use } from "../../rules/src/flow/query.js";
import type { Model } from "../../rules/src/project/catalog.js";

/** A query in Markdown: its load, its heavy columns, its steps, its use, and what the findings withhold. */
export function describeQuery(query: Query, findings: readonly Finding[]): string {
  const { load, model } = query;
  const facts = [
    `rows: ${describeRows(load.rows)}`,
    `columns: ${describeColumns(load.columns)}`,
    `delivery: ${deliveries[load.delivery]}`,
    ...load.joins.map((join) => `joined: \`${join.path}\`, ${describeColumns(join.columns)}`),
    ...load.prefetches.map((join) => `prefetched: \`${join.path}\`, ${describeColumns(join.columns)}`),
    ...heavyColumns(query).map((column) => `heavy column: ${column}`),
    `steps: ${query.steps.map(({ name }) => `\`${name}\``).join(" → ")}`,
    `use: ${describeUse(query.use)}${timesUsed(query.otherUses.length)}`,
  ];
  const offered = findings.flatMap(({ fixes }) => fixes.map((fix) => `fix: ${fix.title} (${fix.safety})`));
  const withheld = findings.flatMap((finding) =>
    finding.withheld.map(({ form, condition }) => `withheld: ${form}, because ${condition}`),
  );
  const list = [...facts, ...offered, ...withheld].map((line) => `- ${line}`).join("\n");
  return `**${model.name}** query (${query.orm})\n\n${list}`;
}

function describeRows(rows: Rows): string {
  switch (rows.level) {
    case "constant":
      return `at most ${rows.count}`;
    case "none":
      return "none";
    case "one":
      return "at most one";
    case "external":
      return "as many as a value from outside says";
    case "parent":
      return "those of one parent";
    case "narrowed":
      return "those that a filter leaves, growing with the table";
    case "all":
      return "all of the table";
    case "unknown":
      return "unknown";
  }
}

function describeColumns(columns: Columns): string {
  switch (columns.kind) {
    case "all":
    case "grouped":
    case "unknown":
      return columns.kind;
    case "only":
    case "except":
      return `${columns.kind === "only" ? "only" : "all except"} ${namesOf(columns.names)}`;
    case "values":
      return `plain values of ${columns.names.length === 0 ? "all columns" : namesOf(columns.names)}`;
  }
}

const deliveries: Readonly<Record<Query["load"]["delivery"], string>> = {
  lazy: "not run yet",
  buffered: "all rows are held in memory at once",
  streamed: "row by row",
  chunked: "in chunks",
  "fake-streamed": "looks streamed, but all rows are held in memory",
};

function heavyColumns({ model, load }: Query): readonly string[] {
  const joined = load.joins.flatMap((join) =>
    join.model === undefined ? [] : heavyOf(join.model, join.columns, `${join.path}.`),
  );
  return [...heavyOf(model, load.columns, ""), ...joined];
}

function heavyOf(model: Model, columns: Columns, prefix: string): readonly string[] {
  return model.columns
    .filter(
      ({ name, attribute, weight }) =>
        weight !== "small" && (isLoaded(name, columns) || isLoaded(attribute, columns)),
    )
    .map(({ name, type, weight }) => `\`${prefix}${name}\` (${type}, ${weight})`);
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

function describeUse(use: Use): string {
  return use.kind === "contained" ? use.kind : `${use.kind} by \`${use.via}\``;
}

function timesUsed(others: number): string {
  return others === 0 ? "" : `, and used ${others} more ${others === 1 ? "time" : "times"}`;
}

function namesOf(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
