import type { TSESLint } from "@typescript-eslint/utils";
import type { Finding, Fix } from "../finding.js";
import type { Position } from "./line-table.js";

/** The messages of every rule: the analysis words them. */
export type MessageId = "finding" | "fix" | "failure";

/**
 * A finding as ESLint reports it. The first safe fix is what `--fix` applies, all others are suggestions. ESLint edits
 * one file at a time, so fixes that also change another file are left to the other hosts.
 */
export function toReport(
  { location, message, fixes }: Finding,
  positionAt: (offset: number) => Position,
): TSESLint.ReportDescriptor<MessageId> {
  const local = fixes.filter(({ edits }) => edits.every(({ file }) => file === location.file));
  const safe = local.find(({ safety }) => safety === "safe");
  return {
    loc: { start: positionAt(location.start), end: positionAt(location.end) },
    messageId: "finding",
    data: { message },
    fix: safe === undefined ? null : toFix(safe),
    suggest: local
      .filter((fix) => fix !== safe)
      .map((fix) => ({ messageId: "fix", data: { title: fix.title }, fix: toFix(fix) })),
  };
}

function toFix({ edits }: Fix): TSESLint.ReportFixFunction {
  return (fixer) => edits.map(({ start, end, text }) => fixer.replaceTextRange([start, end], text));
}
