import type { Range } from "vscode-languageserver";
import type { Span } from "../../rules/src/syntax/syntax.js";
import type { LineIndex } from "./line-index.js";
import { lineIndex } from "./line-index.js";
import { pythonOf } from "./magics.js";
import type { Place } from "./to-lsp.js";
import { toRange, toSpan } from "./to-lsp.js";

/** A cell of a notebook, as the editor has it. */
export interface Cell {
  readonly uri: string;
  /** One-based, as people count. */
  readonly number: number;
  readonly text: string;
}

/** The Python cells of a notebook, one after the other, as one text. */
export interface Notebook {
  readonly text: string;
  readonly cells: readonly JoinedCell[];
}

interface JoinedCell {
  readonly uri: string;
  readonly number: number;
  /** Where its Python lies in the text. */
  readonly span: Span;
  /** Characters of the cell before its Python. */
  readonly skipped: number;
  readonly lines: LineIndex;
}

/** Joins cells; those in another language are left out. */
export function joinCells(cells: readonly Cell[]): Notebook {
  const joined: JoinedCell[] = [];
  let text = "";
  for (const { uri, number, text: cell } of cells) {
    const python = pythonOf(cell);
    if (python === undefined) continue;
    const start = text.length;
    text += python.text;
    const span = { start, end: text.length };
    joined.push({ uri, number, span, skipped: python.start, lines: lineIndex(cell) });
    text += "\n";
  }
  return { text, cells: joined };
}

/** Where a span of the text is shown; `undefined` if it reaches over cells, as in code that is half typed. */
export function placeInCells({ cells }: Notebook, { start, end }: Span): Place | undefined {
  const cell = cells.find(({ span }) => span.start <= start && end <= span.end);
  if (cell === undefined) return undefined;
  const shift = cell.skipped - cell.span.start;
  return { uri: cell.uri, cell: cell.number, range: toRange(cell.lines, start + shift, end + shift) };
}

/** The offsets of a range in a cell; `undefined` if the cell is not Python. */
export function spanInCells({ cells }: Notebook, uri: string, range: Range): Span | undefined {
  const cell = cells.find((each) => each.uri === uri);
  if (cell === undefined) return undefined;
  const { start, end } = toSpan(range, cell.lines);
  const inText = (offset: number): number => Math.max(offset - cell.skipped, 0) + cell.span.start;
  return { start: inText(start), end: inText(end) };
}
