import type { Query, RowAccessKind } from "../flow/query.js";
import { unreadLargeColumns } from "../flow/unread.js";
import { columnEvidence, columnsInWords, evidenceOf, sizeEvidence } from "./evidence.js";
import { severityOf } from "./levels.js";
import type { Draft, Rule } from "./rule.js";
import { decidingUse, listInWords, placeOf, readsEachRow, rowsInWords, sentence } from "./subject.js";

/** More columns than this are most of a row. */
const mostRead = 8;

/** Few columns of a wide row are read: texts and JSON come along that nobody looks at. */
export const noWideLoad: Rule = {
  name: "no-wide-load",
  preset: "strict",
  description: "Few columns of a wide row are read",
  yieldsTo: ["no-binary-load", "no-false-bound", "no-load-to-count"],
  check(query, { catalog, settings }): Draft | undefined {
    const use = decidingUse(query);
    if (query.load.delivery === "lazy" || query.load.columns.kind !== "all") return undefined;
    if (!readsEachRow(use) || needsWholeRows(query)) return undefined;
    if (use.kind === "looped" && (use.keepsRows || use.stopsAtFirst)) return undefined;
    const read = columnsRead(query);
    const { columns, isCertain } = unreadLargeColumns(query, catalog);
    if (columns.length === 0 || !isCertain || read.length === 0 || read.length > mostRead) return undefined;
    const severity = severityOf(this.name, "iteration", "plain", query, settings);
    if (!severity) return undefined;
    return {
      severity,
      location: placeOf(query),
      message:
        `${sentence(rowsInWords(query))} are loaded with ${columnsInWords(columns)}, ` +
        `and only ${listInWords(read)} ${read.length === 1 ? "is" : "are"} read; load what is read.`,
      evidence: [...evidenceOf(query), ...sizeEvidence(query, settings), ...columnEvidence(columns)],
      intents: ["project", "only"],
    };
  },
};

/** Writing a row takes its columns, and what handles a deletion may read them. */
const writes: readonly RowAccessKind[] = ["save", "delete", "assign", "copy"];

function needsWholeRows({ rowUse }: Query): boolean {
  return rowUse.uses.some(({ kind }) => writes.includes(kind));
}

function columnsRead({ rowUse }: Query): readonly string[] {
  const kinds: readonly RowAccessKind[] = ["column", "key", "related", "file"];
  const names = rowUse.uses.flatMap(({ kind, name }) =>
    kinds.includes(kind) ? [name.split("__")[0] ?? name] : [],
  );
  return [...new Set(names)];
}
