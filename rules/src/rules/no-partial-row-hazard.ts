import { evidenceOf } from "./evidence.js";
import { hazards } from "./partial-hazards.js";
import type { Draft, Rule } from "./rule.js";
import { decidingUse, placeOf, readsEachRow, rowsInWords, sentence } from "./subject.js";

/** Rows lack columns that the loop needs. Columns that only some rows need are silent: that is what leaving them out is for. */
export const noPartialRowHazard: Rule = {
  name: "no-partial-row-hazard",
  preset: "recommended",
  description: "Rows lack columns that the code needs",
  yieldsTo: [],
  check(query, inspection): Draft | undefined {
    // Where rows do not ask for what they lack, it is missing, and nothing is loaded row by row.
    if (!inspection.rewrites.addColumns) return undefined;
    if (query.load.delivery === "lazy" || !readsEachRow(decidingUse(query))) return undefined;
    const found = hazards.map((hazard) => hazard(query, inspection)).find((one) => one?.severity);
    if (!found?.severity) return undefined;
    return {
      severity: found.severity,
      location: placeOf(query),
      message: `${sentence(rowsInWords(query))} ${found.reason}.`,
      evidence: [
        ...evidenceOf(query),
        ...found.missing.map(
          ({ column, at }) =>
            ({ kind: "hazard", message: `${column.name} is needed here`, location: at }) as const,
        ),
      ],
      intents: ["add-columns"],
    };
  },
};
