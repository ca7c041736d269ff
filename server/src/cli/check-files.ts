import type { FileCheck } from "../../../rules/src/analyze.js";
import type { Finding } from "../../../rules/src/finding.js";
import { byPath } from "../paths.js";
import type { ReportError } from "../report/report.js";

/** What checking some files found; errors do not stop it. */
export interface Checked {
  readonly findings: readonly Finding[];
  readonly errors: readonly ReportError[];
}

/** Checks `files` one by one. */
export function checkFiles(files: Iterable<string>, checkOne: (file: string) => FileCheck): Checked {
  const findings: Finding[] = [];
  const errors: ReportError[] = [];
  for (const file of files) {
    const result = checkOne(file);
    for (const finding of result.findings) findings.push(finding);
    for (const problem of result.problems) errors.push(problem);
  }
  return inOrder({ findings, errors });
}

/** What several checks found, in the order of files and places. */
export function inOrder(...parts: readonly Checked[]): Checked {
  return {
    findings: parts.flatMap(({ findings }) => findings).sort(byPlace),
    errors: parts
      .flatMap(({ errors }) => errors)
      .sort((left, right) => byPath(left.file, right.file) || (left.start ?? 0) - (right.start ?? 0)),
  };
}

function byPlace(left: Finding, right: Finding): number {
  return (
    byPath(left.location.file, right.location.file) ||
    left.location.start - right.location.start ||
    left.location.end - right.location.end ||
    byPath(left.rule, right.rule)
  );
}
