import type { Query } from "../flow/query.js";
import { consumedAt, rowsInWords, unboundedBy } from "./evidence.js";
import type { Rule } from "./rule.js";

/**
 * Reports a loop over a result that is held in memory as a whole. Silent when the result is used again, because then
 * holding it is the point; when rows outlive the loop, because then streaming saves nothing; and when the loop leaves at
 * its first row, which `no-false-bound` reports.
 */
export const noUnboundedIteration: Rule = {
  name: "no-unbounded-iteration",
  preset: "recommended",
  description: "All rows are held in memory while they are looped over once.",
  check({ query }) {
    if (query.load.delivery !== "buffered" || !isLoopedOnce(query) || query.otherUses.length > 0)
      return undefined;
    if (query.load.columns.kind === "grouped") return undefined;
    const isProjected = query.load.columns.kind === "values";
    const what = isProjected ? "values" : "instances";
    return {
      message: `This loop holds ${rowsInWords(query)} in memory at once: the query caches its ${what}, although each is needed only once.`,
      evidence: [...unboundedBy(query), ...consumedAt(query)],
      intents: ["stream", "project"],
      concern: "rows",
      isUncertain: isProjected || query.context.place === "migration",
    };
  },
};

function isLoopedOnce({ use }: Query): boolean {
  if (use.kind === "looped") return !use.keepsRows && !use.stopsAtFirst && use.depth === 0;
  if (use.kind !== "collected") return false;
  const [only] = use.then;
  return (
    use.then.length === 1 &&
    only?.kind === "looped" &&
    !only.keepsRows &&
    !only.stopsAtFirst &&
    only.depth === 0
  );
}
