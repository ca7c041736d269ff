import type { Severity } from "../finding.js";
import type { HeavyColumn, Query } from "../flow/query.js";
import { type Unread, unreadHeavyColumns } from "../flow/unread.js";
import type { Intent } from "../orms/rewrites.js";
import { columnEvidence, columnsInWords, evidenceOf, sizeEvidence } from "./evidence.js";
import { atMostInfo, severityOf, severityOfFault } from "./levels.js";
import type { Draft, Inspection, Rule } from "./rule.js";
import { decidingUse, isAnswerOnly, placeOf, rowsInWords, sentence } from "./subject.js";

/**
 * Rows carry binary columns that the code does not read. A single row that is read is never reported but for the lists
 * that it brings along, one that was written is information, and so is what goes out of sight.
 */
export const noBinaryLoad: Rule = {
  name: "no-binary-load",
  preset: "recommended",
  description: "Rows carry binary columns that the code does not read",
  yieldsTo: [],
  check(query, inspection): Draft | undefined {
    const { catalog, rewrites, settings } = inspection;
    if (!readsRows(query) || !isFirstUse(query)) return undefined;
    if (query.use.kind === "deleted" && !isCollected(query, rewrites.remove?.collectsWith ?? []))
      return undefined;
    const unread = wantedLess(query, unreadHeavyColumns(query, catalog));
    if (unread.columns.length === 0) return undefined;
    const severity = severityFor(query, unread, inspection);
    if (!severity) return undefined;
    return {
      severity,
      location: placeOf(query),
      message: messageOf(query, unread),
      evidence: [...evidenceOf(query), ...sizeEvidence(query, settings), ...columnEvidence(unread.columns)],
      intents: intentsOf(query),
    };
  },
};

/** Of a row that is asked for by itself, its own columns are no matter: only lists that come with it grow. */
function wantedLess(query: Query, { columns, isCertain }: Unread): Unread {
  const { use, load } = query;
  if (use.kind !== "single" || use.isWritten) return { columns, isCertain };
  const isOfList = ({ path }: HeavyColumn): boolean =>
    load.joins.some((join) => join.rows !== undefined && `${path}__`.startsWith(`${join.path}__`));
  return { columns: columns.filter(isOfList), isCertain };
}

function severityFor(query: Query, { isCertain }: Unread, { settings }: Inspection): Severity | undefined {
  const rule = noBinaryLoad.name;
  if (query.use.kind === "single")
    return isCertain ? severityOfFault(rule, "info", query, settings) : undefined;
  const graded = severityOf(rule, "columns", "heavy", query, settings);
  return isCertain ? graded : isBounded(query) ? undefined : atMostInfo(graded);
}

function intentsOf({ use }: Query): readonly Intent[] {
  if (use.kind === "deleted") return ["remove"];
  return use.kind === "single"
    ? ["return-key", "omit", "project"]
    : ["omit", "omit-prefetch", "project", "only"];
}

function messageOf(query: Query, { columns, isCertain }: Unread): string {
  const rows = sentence(rowsInWords(query));
  const names = columnsInWords(columns);
  const { use, model } = query;
  if (use.kind === "deleted") {
    return `${rows} are loaded with ${names} before they are deleted, because other code or rows depend on them; load the key only.`;
  }
  if (use.kind === "single") {
    const verb = use.isWritten ? "gives back" : "loads";
    return `${use.via}() ${verb} the ${model.name} row with ${names}, which nothing here reads; leave the binary data in the database.`;
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
  return ["collected", "deleted", "rendered", "returned", "passed", "stored", "single"].includes(use.kind);
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
