import type { Finding } from "../../../rules/src/finding.js";

/** What the process says to the shell. */
export type ExitCode = 0 | 1 | 2;

/** No findings; information alone does not fail a build. */
export const clean: ExitCode = 0;
/** Findings of severity warning or error. */
export const hasFindings: ExitCode = 1;
/** Wrong usage, broken configuration, or files that could not be read although they were asked for. */
export const failed: ExitCode = 2;

/** The exit code for what was found; up to `maxWarnings` warnings are let through. */
export function exitCodeFor(findings: readonly Finding[], maxWarnings: number): ExitCode {
  const warnings = findings.filter((finding) => finding.severity === "warning").length;
  const errors = findings.filter((finding) => finding.severity === "error").length;
  return errors > 0 || warnings > maxWarnings ? hasFindings : clean;
}
