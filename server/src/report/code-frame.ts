import type { Location } from "../../../rules/src/location.js";
import { positionAt } from "../line-index.js";
import type { IndexedText } from "../texts.js";
import { printable, widthOf } from "./printable.js";

/** A source line with its number and the part of it that is meant. */
export interface CodeFrame {
  readonly line: number;
  readonly source: string;
  /** Spaces and carets that stand below `source`. */
  readonly carets: string;
}

/** Longer lines (generated code, data) are cut around the span. */
const maximumLength = 160;

/** The first line of a span, with carets below it. */
export function codeFrame({ text, lines }: IndexedText, span: Pick<Location, "start" | "end">): CodeFrame {
  const { line, column } = positionAt(lines, span.start);
  const lineStart = lines.starts[line] ?? 0;
  const full = text.slice(lineStart, lines.starts[line + 1] ?? text.length).replace(/[\r\n]+$/, "");
  const end = Math.min(Math.max(span.end - lineStart, column + 1), Math.max(full.length, column + 1));
  const from =
    full.length <= maximumLength ? 0 : Math.max(0, Math.min(column - 40, full.length - maximumLength));
  const before = (from > 0 ? "…" : "") + printable(full.slice(from, column));
  const inside = printable(full.slice(column, Math.min(end, from + maximumLength)));
  const after =
    printable(full.slice(end, from + maximumLength)) + (from + maximumLength < full.length ? "…" : "");
  return {
    line: line + 1,
    source: before + inside + after,
    carets: " ".repeat(widthOf(before)) + "^".repeat(Math.max(widthOf(inside), 1)),
  };
}
