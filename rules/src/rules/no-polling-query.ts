import type { Evidence } from "../finding.js";
import type { Query } from "../flow/query.js";
import { evidenceOf } from "./evidence.js";
import { severityOf } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { decidingUse, placeOf, rowsInWords, sentence } from "./subject.js";

/** The same rows are asked for again and again: in a loop that waits, or whenever some row is saved. */
export const noPollingQuery: Rule = {
  name: "no-polling-query",
  preset: "strict",
  description: "The same rows are asked for again and again",
  yieldsTo: [],
  check(query, { settings }): Draft | undefined {
    if (query.load.delivery === "lazy" || decidingUse(query).kind === "first") return undefined;
    const reason = reasonOf(query);
    const severity = reason && severityOf(this.name, "first", "plain", query, settings);
    if (!severity) return undefined;
    return {
      severity,
      location: placeOf(query),
      message: `${sentence(rowsInWords(query))} ${reason}.`,
      evidence: [...evidenceOf(query), ...waitOf(query)],
      intents: [],
    };
  },
};

function reasonOf({ waitsAt, load, context }: Query): string | undefined {
  if (waitsAt)
    return "are read again after each wait of an endless loop; let a task queue or a notification say that there is work, or take a few rows at a time and lock them";
  // Some of the rows may well be those that belong to the saved one.
  if (context.place === "receiver" && load.rows.level === "all")
    return "are read whenever a row is saved or deleted; look at that row only, compute in the database, or leave it to a task";
  return undefined;
}

function waitOf({ waitsAt }: Query): readonly Evidence[] {
  return waitsAt ? [{ kind: "hazard", message: "the loop waits here", location: waitsAt }] : [];
}
