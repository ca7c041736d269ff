import type { HeavyColumn, Query } from "../flow/query.js";
import { consumedAt, declaredAt, listed, rowsInWords, sentence } from "./evidence.js";
import type { Rule } from "./rule.js";

/**
 * Reports rows that bring binary columns which the code does not read. Silent when a column is read anywhere in the loop,
 * and for a single row. Where rows go to code that cannot be followed it is information only.
 */
export const noBinaryLoad: Rule = {
  name: "no-binary-load",
  preset: "recommended",
  description: "Rows carry binary columns which the code does not read.",
  check({ query, heavy }) {
    const unread = heavy.filter((one) => !isRead(query, one));
    if (unread.length === 0 || !takesRows(query)) return undefined;
    const names = listed([...new Set(unread.map(({ model, column }) => `${model.name}.${column.name}`))]);
    return {
      message: `${sentence(rowsInWords(query))} are loaded with ${names}, binary data which the code here does not read.`,
      evidence: [...declaredAt(unread), ...consumedAt(query)],
      intents: ["omit", "project"],
      concern: "columns",
      isUncertain: !query.rowUse.isComplete,
    };
  },
};

/** A single row is not worth a report; a count, a test or a deletion is another rule's matter. */
function takesRows({ use, load }: Query): boolean {
  const kinds: readonly string[] = ["looped", "collected", "rendered"];
  if (load.rows.level === "one" || load.rows.level === "none") return false;
  if (load.rows.level === "constant" && load.rows.count < 2) return false;
  return kinds.includes(use.kind) && load.delivery !== "lazy";
}

function isRead({ rowUse, load }: Query, { path, column }: HeavyColumn): boolean {
  if (load.columns.kind === "values" && load.columns.form !== "dictionary") return true;
  const name = path === "" ? column.name : `${path}__${column.name}`;
  return rowUse.uses.some(
    (use) => use.name === name || (path !== "" && (use.name === path || use.name === `${path}__*`)),
  );
}
