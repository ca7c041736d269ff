import type { Severity } from "../finding.js";
import { linkNeeded } from "../fixes/missing-columns.js";
import {
  isPartial,
  type Missing,
  missingOnSave,
  missingPrefetchLinks,
  missingReads,
} from "../flow/partial.js";
import type { Query } from "../flow/query.js";
import { severityOf, severityOfFault } from "./levels.js";
import type { Inspection } from "./rule.js";
import { listInWords } from "./subject.js";

const rule = "no-partial-row-hazard";

/** What rows that lack columns lead to, behind the rows in words. */
export interface Hazard {
  readonly severity: Severity | undefined;
  readonly reason: string;
  readonly missing: readonly Missing[];
}

/** Every hazard of partial rows; the first that applies is the one to tell. */
export const hazards: readonly ((query: Query, inspection: Inspection) => Hazard | undefined)[] = [
  (query, { settings }) => {
    const { uses } = query.rowUse;
    const isCopied = uses.some(({ kind }) => kind === "copy") && uses.some(({ kind }) => kind === "save");
    if (!isPartial(query) || !isCopied) return undefined;
    const severity = severityOfFault(rule, "warning", query, settings);
    const reason =
      "are loaded in part and copied by clearing their key, which fails for what was not loaded; load all columns";
    return { severity, reason, missing: [] };
  },
  (query, inspection) => {
    const reason = (names: string): string =>
      `are loaded without ${names}, which the loop reads of each, one query a row; load it with the rest`;
    return ofLoop(query, inspection, missingReads(query), reason);
  },
  (query, { settings }) => {
    const missing = isPartial(query) ? missingOnSave(query) : [];
    if (missing.length === 0) return undefined;
    const severity = severityOfFault(rule, "warning", query, settings);
    const reason = `are saved in part, and ${namesOf(missing)}, which saving sets, stays as it was; load it too, or name the columns to save`;
    return { severity, reason, missing };
  },
  (query, inspection) => {
    const reason = (names: string): string =>
      `are loaded without ${names}, the link to the parent they are asked of, and each asks for it again; load it too`;
    return ofLoop(query, inspection, linkNeeded(query, inspection), reason);
  },
  (query, inspection) => {
    const reason = (names: string): string =>
      `prefetch rows without ${names}, the link back, and each of these asks for it again; load it with them`;
    return ofLoop(query, inspection, missingPrefetchLinks(query, inspection.catalog), reason);
  },
];

function ofLoop(
  query: Query,
  { settings }: Inspection,
  missing: readonly Missing[],
  reason: (names: string) => string,
): Hazard | undefined {
  const severity = severityOf(rule, "partial", "plain", query, settings);
  return missing.length > 0 ? { severity, reason: reason(namesOf(missing)), missing } : undefined;
}

function namesOf(missing: readonly Missing[]): string {
  return listInWords([...new Set(missing.map(({ column }) => column.name))]);
}
