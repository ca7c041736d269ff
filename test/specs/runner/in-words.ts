// How specs write what a query is: the words of `rules/src/flow/query.ts`, in one line.
import type { Context } from "../../../rules/src/flow/context.js";
import type { BodyEffect, Columns, Join, Load, Rows, RowUse, Use } from "../../../rules/src/flow/query.js";

/** `all x except(pdf), buffered, joins customer, prefetches lines x only(title)`. */
export function loadInWords({ rows, columns, delivery, joins, prefetches }: Load): string {
  return [
    `${rowsInWords(rows)} x ${columnsInWords(columns)}`,
    delivery,
    ...joins.map((join) => `joins ${joinInWords(join)}`),
    ...prefetches.map((join) => `prefetches ${joinInWords(join)}`),
  ].join(", ");
}

function rowsInWords(rows: Rows): string {
  return rows.level === "constant" ? `constant(${rows.count})` : rows.level;
}

function columnsInWords(columns: Columns): string {
  switch (columns.kind) {
    case "all":
    case "grouped":
    case "unknown":
      return columns.kind;
    case "only":
    case "except":
      return `${columns.kind}(${columns.names.join(", ")})`;
    case "values":
      return `${columns.form}(${columns.names.join(", ")})`;
  }
}

function joinInWords({ path, columns }: Join): string {
  const name = path === "" ? "unknown" : path;
  return columns.kind === "all" ? name : `${name} x ${columnsInWords(columns)}`;
}

/** `looped by for`, `collected by list then looped by for`, `first 5 by islice`. */
export function useInWords(use: Use): string {
  switch (use.kind) {
    case "looped":
      return [
        `looped by ${use.via}`,
        ...(use.isAsync ? ["async"] : []),
        ...(use.depth > 0 ? [`depth ${use.depth}`] : []),
        ...(use.stopsAtFirst ? ["stops at first"] : []),
        ...(use.keepsRows ? ["keeps rows"] : []),
      ].join(" ");
    case "collected":
      return [`collected by ${use.via}`, ...use.then.map(useInWords)].join(" then ");
    case "rendered":
      return [`rendered by ${use.via}`, ...(use.then ?? []).map(useInWords)].join(" then ");
    case "contained":
      return use.isNegated ? "not contained" : "contained";
    case "first":
    case "last":
      return `${use.kind} ${use.count.kind === "one" ? "one" : sizeInWords(use.count.expression)} by ${use.via}`;
    default:
      return `${use.kind} by ${use.via}`;
  }
}

function sizeInWords(expression: { readonly kind: string; readonly value?: unknown }): string {
  return expression.kind === "literal" ? String(expression.value) : "some";
}

/** `column number, key pk, related customer__name (in a branch)`; `incomplete` where some use cannot be followed. */
export function rowUseInWords({ isComplete, uses }: RowUse): string {
  const words = uses.map(({ kind, name, isConditional }) =>
    [kind, ...(name === "" ? [] : [name]), ...(isConditional ? ["(in a branch)"] : [])].join(" "),
  );
  return [...new Set(words), ...(isComplete ? [] : ["incomplete"])].join(", ") || "nothing";
}

/** `update save(), unknown-call notify`. */
export function effectsInWords(effects: readonly BodyEffect[]): string {
  return [...new Set(effects.map(({ kind, detail }) => `${kind} ${detail}`))].join(", ") || "nothing";
}

/** `request async atomic`. */
export function contextInWords({ place, isAsync, isAtomic }: Context): string {
  return [place, ...(isAsync ? ["async"] : []), ...(isAtomic ? ["atomic"] : [])].join(" ");
}
