import { check } from "../../rules/src/analyze.js";
import type { FileCheck } from "../../rules/src/analyze.js";
import type { Finding } from "../../rules/src/finding.js";
import type { Project } from "../../rules/src/project/project.js";
import { byPath } from "./paths.js";
import type { ReportError } from "./report/report.js";

/** What checking some files found; errors do not stop it. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly errors: readonly ReportError[];
}

/** Checks `files` one by one; `before` hears about each. */
export function checkFiles(
  project: Project,
  files: readonly string[],
  before: (done: number, file: string) => void,
): Checked {
  const findings: Finding[] = [];
  const errors: ReportError[] = [];
  files.forEach((file, done) => {
    before(done, file);
    const result = checkSafely(project, file);
    for (const finding of result.findings) findings.push(finding);
    for (const problem of result.problems) errors.push(problem);
  });
  return {
    findings: findings.sort(byPlace),
    errors: errors.sort(
      (left, right) => byPath(left.file, right.file) || (left.start ?? 0) - (right.start ?? 0),
    ),
  };
}

/** A defect of ours in one file must not hide the findings of all others: it becomes a problem of that file. */
export function checkSafely(project: Project, file: string): FileCheck {
  try {
    return check(project, file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `internal error, please report it: ${reason}`;
    return { file, findings: [], queries: [], problems: [{ file, message }] };
  }
}

function byPlace(left: Finding, right: Finding): number {
  return (
    byPath(left.location.file, right.location.file) ||
    left.location.start - right.location.start ||
    left.location.end - right.location.end ||
    byPath(left.rule, right.rule)
  );
}
