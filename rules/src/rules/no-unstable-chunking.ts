import type { Query } from "../flow/query.js";
import { faultOfKeyset, faultOfPages } from "./chunking-faults.js";
import { evidenceOf } from "./evidence.js";
import { severityOf, severityOfFault } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { placeOf, rowsInWords, sentence } from "./subject.js";

/** Batches that lose or repeat rows. What a loop writes counts where its columns are in sight. */
export const noUnstableChunking: Rule = {
  name: "no-unstable-chunking",
  preset: "recommended",
  description: "Batches lose or repeat rows",
  yieldsTo: [],
  check(query, { settings }): Draft | undefined {
    if (query.load.delivery === "lazy" || !isFirstUse(query)) return undefined;
    const fault = query.paging ? faultOfPages(query) : faultOfKeyset(query);
    const rows = query.paging?.rows ?? { level: "all" };
    const whole: Query = { ...query, load: { ...query.load, rows } };
    const graded = fault && severityOf(this.name, "first", "plain", whole, settings);
    // What is lost is lost, even where code runs once.
    const severity =
      fault?.kind === "loss" && graded ? severityOfFault(this.name, "warning", query, settings) : graded;
    if (!fault || !severity) return undefined;
    const { reason, remedy, at, kind } = fault;
    return {
      severity: kind === "ties" ? "info" : severity,
      location: placeOf(query),
      message: `${sentence(rowsInWords(whole))} ${reason}; ${remedy}.`,
      evidence: [...evidenceOf(query), ...(at ? [{ kind: "hazard", ...at } as const] : [])],
      intents: [],
    };
  },
};

/** A chunk that is used in several ways is told of once. */
function isFirstUse({ use, otherUses }: Query): boolean {
  return otherUses.every(({ at }) => at.start > use.at.start || at.file !== use.at.file);
}
