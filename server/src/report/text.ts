import type { Evidence, Finding, Fix, Severity, Withheld } from "../../../rules/src/finding.js";
import type { Location } from "../../../rules/src/location.js";
import { positionAt } from "../line-index.js";
import { displayPath } from "../disk-paths.js";
import { codeFrame } from "./code-frame.js";
import { printable } from "./printable.js";
import type { Report, ReportError, View } from "./report.js";
import { summary } from "./summary.js";

/** For people: the place, the line with carets, the reasons, the fixes. */
export function formatText(report: Report, view: View): string {
  const blocks = [
    ...report.findings.map((finding) => findingText(finding, view)),
    ...report.errors.map((error) => errorText(error, view)),
  ];
  const ending = view.ending === "summary" ? `${summary(report, view.style)}\n` : "";
  return [...blocks, ...(ending === "" ? [] : [ending])].join("\n");
}

function findingText(finding: Finding, view: View): string {
  const { style } = view;
  const title = [
    style("bold", place(finding.location, view)),
    style(severityColors[finding.severity], finding.severity),
    printable(finding.message),
    style("dim", finding.rule),
  ].join("  ");
  const notes = [
    ...finding.evidence.map((evidence) => evidenceNote(evidence, finding, view)),
    ...finding.fixes.flatMap((fix) => fixNotes(fix, view)),
    ...(view.detail === "explained" ? finding.withheld.map((withheld) => withheldNote(withheld, view)) : []),
  ];
  return [title, ...frame(finding, view, notes)].map((line) => `${line}\n`).join("");
}

const severityColors: Readonly<Record<Severity, "red" | "yellow" | "blue">> = {
  error: "red",
  warning: "yellow",
  info: "blue",
};

function frame(finding: Finding, view: View, notes: readonly string[]): readonly string[] {
  const { style } = view;
  const text = view.texts(finding.location.file);
  if (text === undefined) return notes.map((note) => `  ${style("blue", "=")} ${note}`);
  const { line, source, carets } = codeFrame(text, finding.location);
  const gutter = " ".repeat(String(line).length);
  const bar = style("blue", "|");
  return [
    ` ${gutter} ${bar}`,
    ` ${style("blue", String(line))} ${bar} ${source}`,
    ` ${gutter} ${bar} ${style(severityColors[finding.severity], carets)}`,
    ...notes.map((note) => ` ${gutter} ${style("blue", "=")} ${note}`),
  ];
}

function evidenceNote(evidence: Evidence, finding: Finding, view: View): string {
  const where = isSamePlace(evidence.location, finding.location)
    ? ""
    : ` (${place(evidence.location, view)})`;
  return `${view.style("bold", evidence.kind.replace("-", " "))}: ${printable(evidence.message)}${view.style("dim", where)}`;
}

function isSamePlace(left: Location, right: Location): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

function fixNotes(fix: Fix, view: View): readonly string[] {
  const safety = view.style(fix.safety === "safe" ? "green" : "yellow", `[${fix.safety}]`);
  const title = `${view.style("bold", "fix")}: ${printable(fix.title)} ${safety}`;
  if (view.detail === "short") return [title];
  return [
    title,
    ...fix.conditions.map((condition) => view.style("dim", `     checked: ${printable(condition)}`)),
  ];
}

function withheldNote({ form, condition, location }: Withheld, view: View): string {
  return `${view.style("bold", "withheld")}: ${form}, because ${printable(condition)} ${view.style("dim", `(${place(location, view)})`)}`;
}

function errorText({ file, message, start }: ReportError, view: View): string {
  const where =
    start === undefined ? displayPath(file, view.folder) : place({ file, start, end: start }, view);
  return `${view.style("bold", printable(where))}  ${view.style("red", "not checked")}  ${printable(message)}\n`;
}

function place({ file, start }: Location, view: View): string {
  const path = printable(displayPath(file, view.folder));
  const text = view.texts(file);
  if (text === undefined) return path;
  const { line, column } = positionAt(text.lines, start);
  return `${path}:${line + 1}:${column + 1}`;
}
