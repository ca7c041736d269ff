import type { Edit, Evidence, Finding, Fix, Withheld } from "../../../rules/src/finding.js";
import type { Columns, Load } from "../../../rules/src/flow/query.js";
import type { Location } from "../../../rules/src/location.js";
import { positionAt } from "../line-index.js";
import { displayPath } from "../disk-paths.js";
import type { IndexedText } from "../texts.js";
import type { Report, ReportError, View } from "./report.js";

/**
 * The public contract, version 1, as `schema/check-v1.schema.json` describes it. Other programs read this: within a
 * version, members may be added, never changed or removed.
 */
export function formatJson(report: Report, view: View): string {
  const document = {
    version: 1,
    files: report.files,
    findings: report.findings.map((finding) => findingJson(finding, view)),
    errors: report.errors.map((error) => errorJson(error, view)),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function findingJson(finding: Finding, view: View): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    ...placeJson(finding.location, view),
    message: finding.message,
    orm: finding.orm,
    model: finding.model,
    load: loadJson(finding.load),
    evidence: finding.evidence.map((evidence) => evidenceJson(evidence, view)),
    fixes: finding.fixes.map((fix) => fixJson(fix, view)),
    withheld: finding.withheld.map((withheld) => withheldJson(withheld, view)),
  };
}

function loadJson({ rows, columns, delivery }: Load): object {
  const count = rows.level === "constant" ? { count: rows.count } : {};
  return { rows: rows.level, ...count, columns: columnsJson(columns), delivery };
}

function columnsJson(columns: Columns): object {
  switch (columns.kind) {
    case "only":
    case "except":
      return { kind: columns.kind, names: columns.names };
    case "values":
      return { kind: columns.kind, names: columns.names, form: columns.form };
    default:
      return { kind: columns.kind };
  }
}

function evidenceJson({ kind, message, location }: Evidence, view: View): object {
  return { kind, message, ...placeJson(location, view) };
}

function fixJson({ form, title, safety, edits, conditions }: Fix, view: View): object {
  return { form, title, safety, edits: edits.map((edit) => editJson(edit, view)), conditions };
}

function editJson({ file, start, end, text }: Edit, view: View): object {
  return { file: displayPath(file, view.folder), start, end, text };
}

function withheldJson({ form, condition, location }: Withheld, view: View): object {
  return { form, condition, ...placeJson(location, view) };
}

function errorJson({ file, message, start }: ReportError, view: View): object {
  const text = start === undefined ? undefined : view.texts(file);
  const place = start === undefined || text === undefined ? {} : { start: positionJson(text, start) };
  return { file: displayPath(file, view.folder), message, ...place };
}

function placeJson({ file, start, end }: Location, view: View): object {
  const text = view.texts(file);
  return {
    file: displayPath(file, view.folder),
    range: { start: positionJson(text, start), end: positionJson(text, end) },
  };
}

/** One-based line and column. A file that vanished meanwhile is all one line. */
function positionJson(text: IndexedText | undefined, offset: number): object {
  const position = text === undefined ? { line: 0, column: offset } : positionAt(text.lines, offset);
  return { line: position.line + 1, column: position.column + 1, offset };
}
