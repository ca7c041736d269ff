import type { Finding } from "../../../rules/src/finding.js";
import { checkSafely } from "../check-safely.js";
import type { AppliedFix, EditableProject } from "../fix-all.js";
import { applyFixes } from "../fix-all.js";
import type { IndexedText } from "../texts.js";
import { readTexts } from "../texts.js";
import { positionAt } from "../line-index.js";

/** Which fix is wanted: one-based line, and column where a line has several findings. */
export interface FixRequest {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  readonly form: string;
}

/** Applies one form of fix at one place over the overlay, suggestions too; or says why it cannot. */
export function fixOneAt(
  editable: EditableProject,
  request: FixRequest,
):
  | { readonly kind: "fixed"; readonly applied: AppliedFix }
  | { readonly kind: "none"; readonly message: string } {
  const text = readTexts(editable.files)(request.file);
  const result = checkSafely(editable.project, request.file);
  const [problem] = result.problems;
  if (text === undefined)
    return { kind: "none", message: `${request.file}: ${problem?.message ?? "cannot be read"}` };
  const here = result.findings.filter((finding) => isAt(finding, text, request));
  for (const finding of here) {
    const fix = finding.fixes.find(({ form }) => form === request.form);
    if (fix === undefined) continue;
    if (applyFixes(editable, [fix]).length > 0)
      return { kind: "fixed", applied: { finding, fix, text: text.text } };
    return {
      kind: "none",
      message: `the ${fix.form} fix at line ${request.line} would leave code that does not parse`,
    };
  }
  return {
    kind: "none",
    message: `no ${request.form} fix at line ${request.line}: ${whatIsThere(here, request.form)}`,
  };
}

/** On a line of the finding; with a column, within it. */
function isAt({ location }: Finding, { lines }: IndexedText, { line, column }: FixRequest): boolean {
  const start = positionAt(lines, location.start);
  const end = positionAt(lines, location.end);
  if (line - 1 < start.line || line - 1 > end.line) return false;
  if (column === undefined) return true;
  return (
    (line - 1 > start.line || column - 1 >= start.column) && (line - 1 < end.line || column - 1 <= end.column)
  );
}

function whatIsThere(findings: readonly Finding[], form: string): string {
  if (findings.length === 0) return "nothing was found there";
  const withheld = findings.flatMap((finding) => finding.withheld).find((each) => each.form === form);
  if (withheld !== undefined) return `it is withheld because ${withheld.condition}`;
  const offered = [...new Set(findings.flatMap((finding) => finding.fixes.map((fix) => fix.form)))];
  return offered.length === 0 ? "no fix is offered there" : `offered there: ${offered.join(", ")}`;
}
