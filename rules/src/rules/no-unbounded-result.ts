import { heavyColumns } from "../flow/heavy.js";
import type { Query, Use } from "../flow/query.js";
import { columnEvidence, columnsInWords, evidenceOf, sizeEvidence } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { decidingUse, isAnswerOnly, placeOf, rowsInWords, sentence } from "./subject.js";

/**
 * All rows are loaded and kept, returned or rendered. Whether a template that is out of sight reads the rows it is given
 * cannot be told.
 */
export const noUnboundedResult: Rule = {
  name: "no-unbounded-result",
  preset: "strict",
  description: "All rows of a query are loaded and kept, returned or rendered",
  yieldsTo: ["no-false-bound", "no-fake-stream", "no-load-to-count", "no-unbounded-iteration"],
  check(query, { catalog, settings }): Draft | undefined {
    const fate = fateOf(query);
    if (!fate || settings.batchHelpers.includes(viaOf(query))) return undefined;
    const heavy = heavyColumns(query, catalog);
    const burden = heavy.length > 0 ? "heavy" : "plain";
    const graded = severityOf(this.name, "iteration", burden, query, settings);
    const isLight = query.load.columns.kind === "values" && burden === "plain";
    if (!graded || (isLight && query.load.rows.level !== "all")) return undefined;
    const weight = heavy.length > 0 ? `, each with ${columnsInWords(heavy)},` : "";
    return {
      severity: isLight || query.use.kind === "rendered" ? (atMostInfo(graded) ?? graded) : graded,
      location: placeOf(query),
      message: `${sentence(rowsInWords(query))}${weight} are ${fate.what}, so memory grows with the table; ${fate.remedy}.`,
      evidence: [...evidenceOf(query), ...sizeEvidence(query, settings), ...columnEvidence(heavy)],
      intents: ["paginate", "batch"],
    };
  },
};

interface Fate {
  readonly what: string;
  readonly remedy: string;
}

const fates: Partial<Record<Use["kind"], Fate>> = {
  returned: {
    what: "loaded and returned in one collection",
    remedy: "return the query itself, or one page of rows",
  },
  yielded: { what: "loaded and yielded in one collection", remedy: "yield them one by one from a stream" },
  stored: { what: "loaded and kept", remedy: "keep what is needed of a row, or work in batches" },
  passed: {
    what: "loaded and handed on in one collection",
    remedy: "hand on the query itself, or batches of rows",
  },
};

/** What becomes of all the rows at once; `undefined` where nothing holds them for longer. */
function fateOf(query: Query): Fate | undefined {
  const { use, load, shape } = query;
  if (load.delivery !== "buffered" || load.columns.kind === "grouped" || shape.isLocked) return undefined;
  if (use.kind === "rendered")
    // How many matching rows there are is beyond sight.
    return load.rows.level === "all" && !isAnswerOnly(use) ? fateAt(use) : undefined;
  const deciding = decidingUse(query);
  if (deciding.kind === "looped") return deciding.keepsRows ? fates.stored : undefined;
  if (use.kind !== "collected") return undefined;
  const next = use.then.map(fateAt).find((fate) => fate !== undefined);
  return next ?? (use.isLookup ? fates.stored : undefined);
}

function fateAt(use: Use): Fate | undefined {
  if (use.kind === "rendered") return { what: `handed to a ${use.via}`, remedy: "ask for one page of rows" };
  return fates[use.kind];
}

function viaOf({ use }: Query): string {
  return "via" in use ? use.via : "";
}
