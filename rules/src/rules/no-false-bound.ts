import { consumedAt, rowsInWords, unboundedBy } from "./evidence.js";
import type { Rule } from "./rule.js";

/** Reports code that wants the first rows and loads all of them. Silent when the result is used otherwise too. */
export const noFalseBound: Rule = {
  name: "no-false-bound",
  preset: "recommended",
  description: "It looks bounded and reads the whole table.",
  check({ query }) {
    const { use } = query;
    if (query.load.delivery !== "buffered" || query.otherUses.length > 0) return undefined;
    const isPart = use.kind === "first" || use.kind === "last";
    const isLeft = use.kind === "looped" && use.stopsAtFirst && use.via !== "zip";
    if (!isPart && !isLeft) return undefined;
    const wanted = isLeft || (isPart && use.count.kind === "one") ? "one row" : "some rows";
    return {
      message: `Only ${wanted} of the result is wanted, but ${rowsInWords(query)} are loaded first; nothing tells the database about the bound.`,
      ...(isPart && "start" in use.node ? { span: use.node } : {}),
      evidence: [...unboundedBy(query), ...consumedAt(query)],
      intents: ["limit"],
      concern: "rows",
      isUncertain: false,
    };
  },
};
