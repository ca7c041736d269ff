import type { Query } from "../flow/query.js";
import type { FixForm } from "../finding.js";
import { consumedAt, rowsInWords, unboundedBy } from "./evidence.js";
import type { Rule } from "./rule.js";

/** Reports rows that are loaded for an answer which the database gives in one value. Silent when the rows are used too. */
export const noLoadToCount: Rule = {
  name: "no-load-to-count",
  preset: "recommended",
  description: "Rows are loaded to count, test or add them up.",
  check({ query }) {
    const question = questionOf(query);
    if (!question || query.load.delivery !== "buffered" || query.otherUses.length > 0 || query.shape.isRaw)
      return undefined;
    return {
      message: `${question.answer} needs one value from the database; here ${rowsInWords(query)} are loaded for it.`,
      ...("start" in query.use.at &&
      query.use.kind !== "tested" &&
      query.use.at.file === query.file &&
      "node" in query.use
        ? { span: query.use.node }
        : {}),
      evidence: [...unboundedBy(query), ...consumedAt(query)],
      intents: [question.form],
      concern: "rows",
      isUncertain: question.form === "contains" || query.load.columns.kind === "grouped",
    };
  },
};

function questionOf({ use }: Query): { readonly answer: string; readonly form: FixForm } | undefined {
  switch (use.kind) {
    case "counted":
      return { answer: "Counting", form: "count" };
    case "tested":
      return { answer: "Knowing whether there is a row", form: "exists" };
    case "contained":
      return { answer: "Looking for one row", form: "contains" };
    case "aggregated":
      return { answer: `${use.via}() over rows`, form: "aggregate" };
    default:
      return undefined;
  }
}
