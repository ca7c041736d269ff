import type { Finding } from "../../../rules/src/finding.js";
import type { Report } from "./report.js";
import type { Style } from "./style.js";

/** The last lines of a report: counts by rule, what can be fixed, files and time. */
export function summary(report: Report, style: Style): string {
  const { findings, errors, files, milliseconds } = report;
  const looked = `${counted(files, "file")} checked in ${seconds(milliseconds)}`;
  const unread = errors.length === 0 ? "" : `, ${counted(errors.length, "problem")} with files`;
  if (findings.length === 0) return `${style("green", "No findings")}: ${looked}${unread}.`;
  const lines = [
    `${style("bold", counted(findings.length, "finding"))} in ${counted(filesOf(findings), "file")}: ${looked}${unread}.`,
    ...countsByRule(findings).map(([rule, count]) => `  ${String(count).padStart(5)}  ${rule}`),
  ];
  const fixable = findings.filter((finding) => finding.fixes.some((fix) => fix.safety === "safe")).length;
  if (fixable > 0) lines.push(`${counted(fixable, "finding")} can be fixed safely: leanrows fix`);
  return lines.join("\n");
}

/** "1 file", "2 files". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Time for people: "84 ms", "2.3 s". */
export function seconds(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function filesOf(findings: readonly Finding[]): number {
  return new Set(findings.map((finding) => finding.location.file)).size;
}

/** The most frequent rule first. */
function countsByRule(findings: readonly Finding[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts].sort(([left, some], [right, more]) => more - some || (left < right ? -1 : 1));
}
