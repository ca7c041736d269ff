import type { Edit, Finding } from "../../rules/src/finding.js";
import { checkSafely } from "./check-safely.js";
import type { EditableProject } from "./fix-all.js";
import { applyEdits } from "./apply-edits.js";
import { lineIndex, positionAt } from "./line-index.js";

/** How far a comment silences. */
export type IgnoreScope = "line" | "file";

/** The comment that silences a finding. It was tried out, because not every line can take one. */
export function ignoreComment(
  editable: EditableProject,
  finding: Finding,
  scope: IgnoreScope,
): Edit | undefined {
  const content = editable.files.read(finding.location.file);
  if (content.kind !== "text") return undefined;
  const comments =
    scope === "line" ? lineComments(finding, content.text) : [fileComment(finding, content.text)];
  return comments.find((edit) => silences(editable, finding, applyEdits(content.text, [edit])));
}

/** Whether the file stays readable and has one finding of that rule less, or none of it. */
function silences({ project, overlay }: EditableProject, finding: Finding, text: string): boolean {
  const { file } = finding.location;
  const before = checkSafely(project, file);
  try {
    return overlay.meanwhile(() => {
      overlay.cover(file, text);
      project.changed([file]);
      const after = checkSafely(project, file);
      return (
        after.problems.length <= before.problems.length && after.findings.length < before.findings.length
      );
    });
  } finally {
    project.changed([file]);
  }
}

/** Above the line, which keeps it short; behind it where a statement spans lines that take no comment between. */
function lineComments({ rule, location }: Finding, text: string): readonly Edit[] {
  const { file } = location;
  const lines = lineIndex(text);
  const { line } = positionAt(lines, location.start);
  const start = lines.starts[line] ?? 0;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? "";
  const mark = commentMark(file);
  const above = `${indent}${mark} leanrows: ignore[${rule}]${lineEndOf(text)}`;
  const last = positionAt(lines, location.end).line;
  const end = endOfLine(text, lines.starts[last] ?? 0);
  // A line that continues another one stands in the middle of it.
  const isContinued = /\\\r?\n?$/.test(text.slice(0, start));
  return [
    ...(isContinued ? [] : [{ file, start, end: start, text: above }]),
    { file, start: end, end, text: `${mark === "#" ? "  " : " "}${mark} leanrows: ignore[${rule}]` },
  ];
}

/** At the top, below lines that only count there: `#!` and an encoding. */
function fileComment({ rule, location }: Finding, text: string): Edit {
  const { file } = location;
  const mark = commentMark(file);
  const head = /^(?:#!.*(?:\r\n?|\n))?(?:[ \t]*#.*coding[:=].*(?:\r\n?|\n))?/.exec(text)?.[0] ?? "";
  return {
    file,
    start: head.length,
    end: head.length,
    text: `${mark} leanrows: ignore-file[${rule}]${lineEndOf(text)}`,
  };
}

function commentMark(file: string): string {
  return /\.pyi?$/.test(file) ? "#" : "//";
}

function lineEndOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? "\n";
}

function endOfLine(text: string, start: number): number {
  const rest = /[\r\n]/.exec(text.slice(start));
  return rest === null ? text.length : start + rest.index;
}
