import { evidenceOf } from "./evidence.js";
import { severityOfFault } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { hazards } from "./stream-hazards.js";
import { placeOf, rowsInWords, sentence } from "./subject.js";

/** A stream that fails, loses rows or asks for them again: however few the rows are, the code is wrong. */
export const noStreamHazard: Rule = {
  name: "no-stream-hazard",
  preset: "recommended",
  description: "A stream breaks, or loses what it was to bring",
  yieldsTo: [],
  check(query, { environment, rewrites, settings }): Draft | undefined {
    const { delivery, rows } = query.load;
    if (delivery !== "streamed" && delivery !== "fake-streamed") return undefined;
    if (rows.level === "none") return undefined;
    for (const hazard of hazards) {
      const found = hazard(query, { environment, rewrites });
      const severity = found && severityOfFault(this.name, found.severity, query, settings);
      if (!severity) continue;
      const { reason, remedy, at, intents } = found;
      return {
        severity,
        location: placeOf(query),
        message: `${sentence(rowsInWords(query))} ${reason}; ${remedy}.`,
        evidence: [...evidenceOf(query), ...(at ? [{ kind: "hazard", ...at } as const] : [])],
        intents,
      };
    }
    return undefined;
  },
};
