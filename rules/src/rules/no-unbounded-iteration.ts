import { heavyColumns } from "../flow/heavy.js";
import type { Query } from "../flow/query.js";
import { columnEvidence, columnsInWords, evidenceOf } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Inspection, Rule } from "./rule.js";
import { decidingUse, isUsedOnce, loopInWords, placeOf, rowsInWords, runsOnce, sentence } from "./subject.js";

/**
 * All rows are held in memory while they are looped over once. Silent where the kept result is the point: it is used
 * again, an outer loop comes back to it, the rows are locked together, or they outlive the loop.
 */
export const noUnboundedIteration: Rule = {
  name: "no-unbounded-iteration",
  preset: "recommended",
  description: "All rows are held in memory while they are looped over once",
  yieldsTo: ["no-false-bound", "no-fake-stream", "no-load-to-count"],
  check(query, inspection): Draft | undefined {
    if (!holdsRowsForOneLoop(query, inspection)) return undefined;
    const heavy = heavyColumns(query, inspection.catalog);
    const graded = severityOf(
      this.name,
      "iteration",
      heavy.length > 0 ? "heavy" : "plain",
      query,
      inspection.settings,
    );
    const severity = isProjected(query) && heavy.length === 0 ? atMostInfo(graded) : graded;
    if (!severity) return undefined;
    const weight = heavy.length > 0 ? `, each with ${columnsInWords(heavy)},` : "";
    const message =
      `${rowsInWords(query)}${weight} are held in memory while ${loopInWords(decidingUse(query))} reads them once, ` +
      "so memory grows with the table; stream the rows or read them in chunks.";
    return {
      severity,
      location: placeOf(query),
      message: sentence(message),
      evidence: [...evidenceOf(query), ...columnEvidence(heavy)],
      intents: ["omit-and-stream", "stream", "project-and-stream", "reverse", "keyset", "batch", "separate"],
    };
  },
};

function holdsRowsForOneLoop(query: Query, { settings }: Inspection): boolean {
  const use = decidingUse(query);
  if (query.load.delivery !== "buffered" || use.kind !== "looped") return false;
  if (isProjected(query) && query.use.kind === "collected") return false;
  if (use.keepsRows || use.stopsAtFirst || query.shape.isLocked || query.load.columns.kind === "grouped")
    return false;
  return isUsedOnce(query) && runsOnce(query) && use.depth === 0 && !settings.batchHelpers.includes(use.via);
}

/** Plain values of few columns weigh little even when all are held. */
function isProjected({ load, shape }: Query): boolean {
  const isSelected = shape.isPlain === true && load.columns.kind === "only" && load.joins.length === 0;
  return load.columns.kind === "values" || isSelected;
}
