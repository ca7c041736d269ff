import { evidenceOf } from "./evidence.js";
import { severityOf } from "./levels.js";
import type { Draft, Inspection, Rule } from "./rule.js";
import { rowsInWords, sentence } from "./subject.js";

/** A raw cursor reads its whole result: because it is asked to, or because its driver does in any case. */
export const noFetchall: Rule = {
  name: "no-fetchall",
  preset: "strict",
  description: "A raw cursor reads its whole result",
  yieldsTo: [],
  check(query, inspection): Draft | undefined {
    const { use } = query;
    if (use.kind !== "fetched") return undefined;
    const label = use.amount === "some" ? bufferingEngine(inspection) : "";
    const severity = severityOf(this.name, "iteration", "plain", query, inspection.settings);
    if (label === undefined || !severity) return undefined;
    const what =
      use.amount === "all"
        ? `are fetched at once by ${use.via}()`
        : `look fetched in parts, but the driver for ${label} holds the whole result of a plain cursor`;
    return {
      severity,
      location: use.at,
      message: `${sentence(rowsInWords(query))} ${what}; stream them through the ORM, or read them from a cursor on the server.`,
      evidence: evidenceOf(query),
      intents: [],
    };
  },
};

/** The engine whose driver fetches the whole result of a plain cursor, if the project runs on one. */
function bufferingEngine({ environment, rewrites }: Inspection): string | undefined {
  const engines = environment.engines.map((engine) => rewrites.engines[engine]);
  return engines.find(({ plainCursor }) => plainCursor === "buffers")?.label;
}
