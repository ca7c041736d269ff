import type { Evidence } from "../finding.js";
import { heavyColumns } from "../flow/heavy.js";
import type { Query, Use } from "../flow/query.js";
import { columnEvidence, columnsInWords, evidenceOf } from "./evidence.js";
import { severityOf } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { decidingUse, isUsedOnce, placeOf, rowsInWords, sentence } from "./subject.js";

/** It looks bounded and reads the whole table: the bound is applied to rows that are already in memory. */
export const noFalseBound: Rule = {
  name: "no-false-bound",
  preset: "recommended",
  description: "It looks bounded and reads the whole table",
  yieldsTo: [],
  check(query, { catalog, settings }): Draft | undefined {
    const [loose] = query.shape.looseBounds ?? [];
    const wanted = wantedRows(query);
    // A helper that is handed the rows may take them part by part.
    const isTaken = wanted !== undefined && !query.handedOver && (isUsedOnce(query) || query.shape.isRaw);
    if (loose ? !isFirstUse(query) : !isTaken) return undefined;
    const heavy = heavyColumns(query, catalog);
    const severity = severityOf(this.name, "first", heavy.length > 0 ? "heavy" : "plain", query, settings);
    if (!severity) return undefined;
    const weight = heavy.length > 0 ? ` with ${columnsInWords(heavy)}` : "";
    return {
      severity,
      location: placeOf(query),
      message: loose
        ? `${sentence(rowsInWords(query))}${weight} are loaded: ${loose.reason}.`
        : `${sentence(rowsInWords(query))}${weight} are loaded although only ${wanted} wanted; ` +
          "put the bound into the query, so that the database sends no more.",
      evidence: [...evidenceOf(query), ...looseEvidence(query), ...columnEvidence(heavy)],
      intents: loose ? [] : ["limit"],
    };
  },
};

function looseEvidence({ shape }: Query): readonly Evidence[] {
  return (shape.looseBounds ?? []).map(({ reason, at }) => ({
    kind: "unbounded-by",
    message: reason,
    location: at,
  }));
}

/** A bound that does not hold is said once, where the rows are used first. */
function isFirstUse({ use, otherUses }: Query): boolean {
  return otherUses.every((other) => other.at.start >= use.at.start);
}

function wantedRows(query: Query): string | undefined {
  const use: Use = decidingUse(query);
  if (query.load.delivery === "streamed") return undefined;
  if (use.kind === "first" || use.kind === "last") {
    return use.count.kind === "one" ? `the ${use.kind} one is` : `the ${use.kind} few are`;
  }
  if (query.load.delivery !== "buffered") return undefined;
  if (use.kind === "looped" && use.stopsAtFirst) return "the first one is";
  return use.kind === "sliced" && query.shape.isRaw ? "some are" : undefined;
}
