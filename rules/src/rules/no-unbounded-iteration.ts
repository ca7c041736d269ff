import { heavyColumns } from "../flow/heavy.js";
import type { Place } from "../flow/context.js";
import type { Query, Use } from "../flow/query.js";
import { columnEvidence, columnsInWords, evidenceOf, otherUseEvidence, sizeEvidence } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Inspection, Rule } from "./rule.js";
import { decidingUse, loopInWords, placeOf, rowsInWords, runsOnce, sentence } from "./subject.js";

/**
 * All rows are held in memory while they are looped over once. Silent where the kept result is the point: it is used
 * in other ways, an outer loop comes back to it, the rows are locked together, or they outlive the loop.
 */
export const noUnboundedIteration: Rule = {
  name: "no-unbounded-iteration",
  preset: "recommended",
  description: "All rows of a query are held in memory while they are looped over once",
  yieldsTo: ["no-false-bound", "no-fake-stream", "no-load-to-count"],
  check(query, inspection): Draft | undefined {
    const reading = readingOf(query, inspection);
    if (!reading) return undefined;
    const heavy = heavyColumns(query, inspection.catalog);
    const graded = severityOf(
      this.name,
      "iteration",
      heavy.length > 0 ? "heavy" : "plain",
      query,
      inspection.settings,
    );
    const weighsLittle = (isProjected(query) || isForResponse(query)) && heavy.length === 0;
    const severity = weighsLittle || reading === "again" ? atMostInfo(graded) : graded;
    if (!severity) return undefined;
    const weight = heavy.length > 0 ? `, each with ${columnsInWords(heavy)},` : "";
    const loop = loopInWords(decidingUse(query));
    const message =
      reading === "once"
        ? `${rowsInWords(query)}${weight} are held in memory while ${loop} reads them once, ` +
          "so memory grows with the table; stream the rows or read them in chunks."
        : `${rowsInWords(query)}${weight} are held in memory to be read again after ${loop}, ` +
          "so memory grows with the table; do in one pass what needs the rows, and stream them.";
    return {
      severity,
      location: placeOf(query),
      message: sentence(message),
      evidence: [
        ...evidenceOf(query),
        ...sizeEvidence(query, inspection.settings),
        ...columnEvidence(heavy),
        ...otherUseEvidence(query),
      ],
      intents: [
        "omit-and-stream",
        "stream",
        "answer-and-stream",
        "project-and-stream",
        "reverse",
        "keyset",
        "batch",
        "separate-and-stream",
      ],
    };
  },
};

/** How often the held rows are read: `once`, or `again` by other loops; `undefined` where holding them is not the matter. */
function readingOf(query: Query, { catalog, settings }: Inspection): "once" | "again" | undefined {
  const use = decidingUse(query);
  if (query.load.delivery !== "buffered" || use.kind !== "looped") return undefined;
  if (isProjected(query) && query.use.kind === "collected") return undefined;
  if (use.keepsRows || use.stopsAtFirst || query.shape.isLocked || query.load.columns.kind === "grouped")
    return undefined;
  if (query.load.rows.level !== "all" && (isShared(query) || isLight(query, catalog))) return undefined;
  if (!runsOnce(query) || use.depth > 0 || settings.batchHelpers.includes(use.via)) return undefined;
  const others = query.otherUses.filter((other) => !isAnswer(other));
  if (others.length === 0) return "once";
  const isFirstLoop = others.every(
    ({ kind, at }) => (kind === "looped" || kind === "collected") && at.start > use.at.start,
  );
  return isFirstLoop && query.load.rows.level === "all" ? "again" : undefined;
}

/** An attribute keeps the query and its rows for others on purpose. */
function isShared({ shape }: Query): boolean {
  return shape.scope === "attribute";
}

/** Where code runs over many rows without anybody waiting for it. */
const longRunning: readonly Place[] = ["command", "task", "migration", "receiver", "script"];

/** Plain values of some rows weigh too little for a word, unless the code is of the kind that works through tables. */
function isLight(query: Query, catalog: Inspection["catalog"]): boolean {
  const { context } = query;
  return (
    isProjected(query) && heavyColumns(query, catalog).length === 0 && !longRunning.includes(context.place)
  );
}

/** A number, a yes or a few rows that the database can give as well, so that the rows are held for the one loop. */
function isAnswer({ kind }: Use): boolean {
  return kind === "counted" || kind === "tested" || kind === "sliced";
}

/** Who lists a whole table in a page expects it to be short, and sees it grow. */
function isForResponse({ context }: Query): boolean {
  return context.place === "request" || context.place === "admin";
}

/** Plain values of few columns weigh little even when all are held. */
function isProjected({ load, shape }: Query): boolean {
  const isSelected = shape.isPlain === true && load.columns.kind === "only" && load.joins.length === 0;
  return load.columns.kind === "values" || isSelected;
}
