import type { Line } from "../diff-lines.js";
import { diffLines } from "../diff-lines.js";

/** A unified diff of two texts with `context` unchanged lines around each change; empty when they are equal. */
export function lineDiff(file: string, before: string, after: string, context = 3): string {
  const changes = diffLines(before, after);
  const hunks = hunksOf(changes, context).map(hunkText);
  return hunks.length === 0 ? "" : `--- ${file}\n+++ ${file}\n${hunks.join("")}`;
}

function hunksOf(lines: readonly Line[], context: number): readonly (readonly Line[])[] {
  const hunks: Line[][] = [];
  let last = -Infinity;
  lines.forEach((line, index) => {
    if (line.sign === " ") return;
    const from = Math.max(index - context, 0);
    const current = hunks.at(-1);
    if (current === undefined || from > last) hunks.push(lines.slice(from, index + 1 + context));
    else current.push(...lines.slice(last, index + 1 + context));
    last = Math.min(index + 1 + context, lines.length);
  });
  return hunks;
}

function hunkText(lines: readonly Line[]): string {
  const [first] = lines;
  const old = lines.filter(({ sign }) => sign !== "+").length;
  const fresh = lines.filter(({ sign }) => sign !== "-").length;
  const head = `@@ -${(first?.before ?? 0) + 1},${old} +${(first?.after ?? 0) + 1},${fresh} @@\n`;
  const body = lines.map(({ sign, text }) =>
    text.endsWith("\n") ? sign + text : `${sign}${text}\n\\ No newline at end of file\n`,
  );
  return head + body.join("");
}
