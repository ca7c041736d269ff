/** The starts of a text's lines, to turn UTF-16 offsets into lines and back. */
export interface LineIndex {
  readonly starts: readonly number[];
  readonly length: number;
}

/** Zero-based, as in the language server protocol; people see it plus one. */
export interface LinePosition {
  readonly line: number;
  readonly column: number;
}

/** Reads line ends as the language server protocol does: `\n`, `\r\n` and `\r`. */
export function lineIndex(text: string): LineIndex {
  const starts = [0];
  for (const end of text.matchAll(/\r\n|\n|\r/g)) starts.push(end.index + end[0].length);
  return { starts, length: text.length };
}

/** Offsets outside the text fall on its nearest end. */
export function positionAt({ starts, length }: LineIndex, offset: number): LinePosition {
  const inside = Math.min(Math.max(offset, 0), length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= inside) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: inside - (starts[low] ?? 0) };
}

/** Positions outside the text fall on its nearest end. */
export function offsetAt({ starts, length }: LineIndex, { line, column }: LinePosition): number {
  if (line < 0) return 0;
  const start = starts[line];
  if (start === undefined) return length;
  return Math.min(start + Math.max(column, 0), starts[line + 1] ?? length);
}
