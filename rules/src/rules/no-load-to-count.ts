import { heavyColumns } from "../flow/heavy.js";
import type { Query, Use } from "../flow/query.js";
import type { Intent } from "../orms/rewrites.js";
import { columnEvidence, columnsInWords, evidenceOf } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { answerOf, decidingUse, isUsedOnce, placeOf, rowsInWords, sentence } from "./subject.js";

interface Answer {
  readonly purpose: string;
  readonly remedy: string;
  readonly intents: readonly Intent[];
}

const answers: Partial<Record<Use["kind"], Answer>> = {
  counted: { purpose: "to count them", remedy: "let the database count", intents: ["exists", "count"] },
  tested: {
    purpose: "to see whether there is one",
    remedy: "ask the database whether a row exists",
    intents: ["exists"],
  },
  contained: {
    purpose: "to look for one of them",
    remedy: "ask the database whether it holds that row",
    intents: ["contains"],
  },
  aggregated: {
    purpose: "to compute one value from them",
    remedy: "let the database compute it, or stream the rows",
    intents: ["aggregate", "stream", "project-and-stream"],
  },
};

/** Rows are loaded for one answer that the database can give itself. Silent where the rows are used besides. */
export const noLoadToCount: Rule = {
  name: "no-load-to-count",
  preset: "recommended",
  description: "Rows are loaded for one answer that the database can give itself",
  yieldsTo: ["no-false-bound"],
  check(query, { catalog, settings }): Draft | undefined {
    const use = answeringUse(query);
    const answer = answers[use.kind];
    if (!answer || query.load.delivery !== "buffered" || !isUsedOnce(query)) return undefined;
    // A helper that is handed a query may count in one branch only, and a kept set answers many questions.
    if (query.handedOver ? use.kind !== "aggregated" : use.kind === "contained" && use.depth > 0)
      return undefined;
    // So does an array of rows that a callback searches.
    if (query.shape.isPlain === true && use.kind === "aggregated" && query.depth > 0) return undefined;
    const heavy = heavyColumns(query, catalog);
    // The rows of a parent may have been prefetched with it, and then they cost nothing.
    if (query.shape.isRelatedSet && heavy.length === 0) return undefined;
    const concern = use.kind === "aggregated" ? "first" : "answer";
    const graded = severityOf(this.name, concern, heavy.length > 0 ? "heavy" : "plain", query, settings);
    const weighsLittle = query.load.columns.kind === "values" && heavy.length === 0;
    const severity = weighsLittle ? atMostInfo(graded) : graded;
    if (!severity) return undefined;
    const weight = heavy.length > 0 ? ` with ${columnsInWords(heavy)}` : "";
    return {
      severity,
      location: placeOf(query),
      message: `${sentence(rowsInWords(query))}${weight} are loaded ${answer.purpose}; ${answer.remedy}.`,
      evidence: [...evidenceOf(query), ...columnEvidence(heavy)],
      intents: query.use.kind === "rendered" ? [] : answer.intents,
    };
  },
};

/** What a template asks of the rows is as good as asked here. */
function answeringUse(query: Query): Use {
  const use = decidingUse(query);
  return use.kind === "rendered" ? (answerOf(use) ?? use) : use;
}
