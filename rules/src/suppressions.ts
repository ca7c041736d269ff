import type { Finding } from "./finding.js";
import type { Span } from "./syntax/syntax.js";

/**
 * The findings that a comment of the file silences:
 * `leanrows: ignore[rule, other-rule] -- reason` on a line of the finding or on comment lines directly above it,
 * `leanrows: ignore-file[rule]` anywhere in the file. Without brackets, every rule is meant.
 */
export function suppressed(
  findings: readonly Finding[],
  comments: readonly Span[],
  text: string,
): ReadonlySet<Finding> {
  if (findings.length === 0) return new Set();
  const suppressions = comments.flatMap((comment) => suppressionOf(comment, text));
  if (suppressions.length === 0) return new Set();
  const reach = { suppressions, commentLines: linesOfCommentsOnly(comments, text), text };
  return new Set(
    findings.filter((finding) => suppressions.some((suppression) => silences(suppression, finding, reach))),
  );
}

interface Suppression {
  readonly scope: "line" | "file";
  /** Empty: every rule. */
  readonly rules: readonly string[];
  /** Start of the line that the comment ends on. */
  readonly line: number;
}

interface Reach {
  /** Starts of the lines that hold nothing but comments. */
  readonly commentLines: ReadonlySet<number>;
  readonly text: string;
}

const pattern = /(?:^|[\s#/*])leanrows:\s*ignore(-file)?(?:\s*\[([^\]]*)\])?(?![\w-])/;

function suppressionOf(comment: Span, text: string): readonly Suppression[] {
  const match = pattern.exec(text.slice(comment.start, comment.end));
  if (match === null) return [];
  const rules = (match[2] ?? "")
    .split(",")
    .map(plainName)
    .filter((rule) => rule !== "");
  // `ignore[]` names no rule, so it means none; only a missing list means all.
  if (match[2] !== undefined && rules.length === 0) return [];
  return [{ scope: match[1] === undefined ? "line" : "file", rules, line: lineStart(text, comment.end) }];
}

/** ESLint users write the plugin's name in front. */
function plainName(rule: string): string {
  return rule.trim().replace(/^leanrows\//, "");
}

function silences(suppression: Suppression, finding: Finding, reach: Reach): boolean {
  if (suppression.rules.length > 0 && !suppression.rules.includes(finding.rule)) return false;
  if (suppression.scope === "file") return true;
  const first = lineStart(reach.text, finding.location.start);
  const last = lineStart(reach.text, finding.location.end);
  if (suppression.line >= first && suppression.line <= last) return true;
  return suppression.line < first && isDirectlyAbove(suppression.line, first, reach);
}

/** Several comments may be stacked above one line. */
function isDirectlyAbove(line: number, below: number, { commentLines, text }: Reach): boolean {
  for (let above = previousLine(text, below); above >= line; above = previousLine(text, above)) {
    if (!commentLines.has(above)) return false;
    if (above === line || above === 0) return above === line;
  }
  return false;
}

function linesOfCommentsOnly(comments: readonly Span[], text: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const comment of comments) {
    const start = lineStart(text, comment.start);
    if (text.slice(start, comment.start).trim() !== "") continue;
    if (text.slice(comment.end, lineEnd(text, comment.end)).trim() !== "") continue;
    for (let line = lineStart(text, comment.end); line >= start; line = previousLine(text, line)) {
      lines.add(line);
      if (line === 0) break;
    }
  }
  return lines;
}

function lineStart(text: string, offset: number): number {
  return offset === 0
    ? 0
    : Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const rest = /[\r\n]/.exec(text.slice(offset));
  return rest === null ? text.length : offset + rest.index;
}

/** Start of the line above the line that starts at `start`; 0 for the first. */
function previousLine(text: string, start: number): number {
  if (start === 0) return 0;
  const isPair = text[start - 1] === "\n" && text[start - 2] === "\r";
  return lineStart(text, start - (isPair ? 2 : 1));
}
