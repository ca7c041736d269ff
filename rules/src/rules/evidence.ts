import type { Evidence } from "../finding.js";
import type { HeavyColumn, Query } from "../flow/query.js";

/** The step that leaves the rows without a bound. */
export function unboundedBy(query: Query): readonly Evidence[] {
  const step = query.steps.findLast((one) => !neutral.has(one.name)) ?? query.steps[0];
  if (!step) return [];
  return [{ kind: "unbounded-by", message: `${rowsInWords(query)} come from here`, location: step.at }];
}

const neutral = new Set([
  "order_by",
  "select_related",
  "prefetch_related",
  "iterator",
  "reverse",
  "only",
  "defer",
]);

/** The place that takes the rows, when it is another than the query itself. */
export function consumedAt(query: Query): readonly Evidence[] {
  const isElsewhere = query.handedOver !== undefined || query.use.at.file !== query.file;
  return isElsewhere
    ? [{ kind: "consumed-at", message: "the rows are taken here", location: query.use.at }]
    : [];
}

/** The declarations of heavy columns. */
export function declaredAt(heavy: readonly HeavyColumn[]): readonly Evidence[] {
  return heavy.map(({ model, column }) => ({
    kind: "heavy-column",
    message: `${model.name}.${column.name} is a ${column.type}`,
    location: column.declared,
  }));
}

/** How many rows, in the words of the messages. */
export function rowsInWords(query: Query): string {
  const { rows } = query.load;
  const { name } = query.model;
  switch (rows.level) {
    case "all":
      return `all ${name} rows`;
    case "narrowed":
      return `all ${name} rows that match`;
    case "parent":
      return `all ${name} rows of one parent`;
    case "constant":
      return `up to ${rows.count} ${name} rows`;
    case "one":
      return `one ${name} row`;
    case "none":
      return `no ${name} row`;
    case "external":
    case "unknown":
      return `${name} rows`;
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}

/** The first letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
