/** A line that stands in both texts, or in one of them only. */
export interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
  /** Zero-based numbers that the line has, or would have, before and after. */
  readonly before: number;
  readonly after: number;
}

/** The longest common subsequence of what is left between the common ends. */
export function diffLines(before: string, after: string): readonly Line[] {
  return diffEnds(linesOf(before), linesOf(after));
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function diffEnds(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const middle = diffMiddle(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
    head,
  );
  const same = (line: string, index: number, shift: number): Line => ({
    sign: " ",
    text: line,
    before: index,
    after: index + shift,
  });
  const tailStart = before.length - tail;
  return [
    ...before.slice(0, head).map((line, index) => same(line, index, 0)),
    ...middle,
    ...before
      .slice(tailStart)
      .map((line, index) => same(line, tailStart + index, after.length - before.length)),
  ];
}

function diffMiddle(before: readonly string[], after: readonly string[], start: number): readonly Line[] {
  const lengths = commonLengths(before, after);
  const lengthAt = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const [old, fresh] = [before[row], after[column]];
    const place = { before: start + row, after: start + column };
    if (old !== undefined && old === fresh) {
      lines.push({ sign: " ", text: old, ...place });
      row += 1;
      column += 1;
    } else if (
      old !== undefined &&
      (fresh === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      lines.push({ sign: "-", text: old, ...place });
      row += 1;
    } else {
      lines.push({ sign: "+", text: fresh ?? "", ...place });
      column += 1;
    }
  }
  return lines;
}

/** Beyond this many pairs of lines a precise diff costs more than it tells: everything counts as replaced. */
const maximumPairs = 4_000_000;

function commonLengths(before: readonly string[], after: readonly string[]): readonly Uint32Array[] {
  if (before.length * after.length > maximumPairs) return [];
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let row = before.length - 1; row >= 0; row -= 1) {
    const [current, below] = [lengths[row], lengths[row + 1]];
    if (current === undefined || below === undefined) continue;
    for (let column = after.length - 1; column >= 0; column -= 1) {
      current[column] =
        before[row] === after[column]
          ? (below[column + 1] ?? 0) + 1
          : Math.max(below[column] ?? 0, current[column + 1] ?? 0);
    }
  }
  return lengths;
}
