import type { HeavyColumn, Query } from "../flow/query.js";
import { unreadHeavyColumns } from "../flow/unread.js";
import { columnEvidence, columnsInWords, evidenceOf } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Inspection, Rule } from "./rule.js";
import { decidingUse, isAnswerOnly, placeOf, rowsInWords, sentence } from "./subject.js";

/**
 * Rows carry binary columns that the code does not read. A single row is never reported, and where the rows go out of
 * sight it is information at most.
 */
export const noBinaryLoad: Rule = {
  name: "no-binary-load",
  preset: "recommended",
  description: "Rows carry binary columns that the code does not read",
  yieldsTo: [],
  check(query, { catalog, settings, rewrites }: Inspection): Draft | undefined {
    if (!readsRows(query) || !isFirstUse(query)) return undefined;
    if (query.use.kind === "deleted" && !isCollected(query, rewrites.remove?.collectsWith ?? []))
      return undefined;
    const { columns, isCertain } = unreadHeavyColumns(query, catalog);
    if (columns.length === 0) return undefined;
    const graded = severityOf(this.name, "columns", "heavy", query, settings);
    const severity = isCertain ? graded : isBounded(query) ? undefined : atMostInfo(graded);
    if (!severity) return undefined;
    return {
      severity,
      location: placeOf(query),
      message: messageOf(query, columns, isCertain),
      evidence: [...evidenceOf(query), ...columnEvidence(columns)],
      intents: query.use.kind === "deleted" ? ["remove"] : ["omit", "omit-prefetch", "project", "only"],
    };
  },
};

function messageOf(query: Query, columns: readonly HeavyColumn[], isCertain: boolean): string {
  const rows = sentence(rowsInWords(query));
  const names = columnsInWords(columns);
  if (query.use.kind === "deleted") {
    return `${rows} are loaded with ${names} before they are deleted, because other code or rows depend on them; load the key only.`;
  }
  const unread = isCertain ? "which nothing here reads" : "which nothing in sight reads";
  return `${rows} are loaded with ${names}, ${unread}; leave the binary data in the database and load only what is used.`;
}

/** A bound of the program's own: a few heavy rows that go out of sight are not worth a word. */
function isBounded({ load }: Query): boolean {
  return load.rows.level === "constant" || load.rows.level === "external";
}

/** Uses that take whole rows; a count or a first row is another rule's matter. */
function readsRows(query: Query): boolean {
  if (query.load.delivery === "lazy") return false;
  const use = decidingUse(query);
  if (use.kind === "looped") return !use.stopsAtFirst;
  if (isAnswerOnly(use)) return false;
  return ["collected", "deleted", "rendered", "returned", "passed", "stored"].includes(use.kind);
}

/** A result that is used twice is loaded once, and reported where that happens. */
function isFirstUse({ use, otherUses }: Query): boolean {
  return otherUses.every(
    (other) => other.kind === "tested" || other.kind === "counted" || other.at.start > use.at.start,
  );
}

/** Whether deleting loads the rows first. */
function isCollected({ model }: Query, traits: readonly string[]): boolean {
  return model.parents.length > 0 || traits.some((trait) => [...model.traits].some((own) => own === trait));
}
