/** The Python of a notebook's cell. */
export interface CellPython {
  /** Characters before it: the line of a magic that runs the rest of the cell as Python. */
  readonly start: number;
  /** As long as what stands in the cell, whose other lines that only IPython reads are comments here. */
  readonly text: string;
}

/** `undefined` for a cell in another language. Source: IPython's documentation of its syntax. */
export function pythonOf(cell: string): CellPython | undefined {
  const magic = /^\s*%%(\w*).*(?:\r\n?|\n|$)/.exec(cell);
  if (magic === null) return { start: 0, text: withoutMagics(cell) };
  const [line, name = ""] = magic;
  if (!pythonMagics.has(name)) return undefined;
  return { start: line.length, text: withoutMagics(cell.slice(line.length)) };
}

/** Magics of whole cells that run the rest as Python. */
const pythonMagics: ReadonlySet<string> = new Set([
  "capture",
  "debug",
  "prun",
  "pypy",
  "python",
  "python3",
  "time",
  "timeit",
]);

/** `%magic`, `!command`, `?name` and `name?`, which stand alone in a line. */
function withoutMagics(python: string): string {
  return python
    .replaceAll(/^([ \t]*)[%!?](?=[\w%!?(])/gm, "$1#")
    .replaceAll(/^([ \t]*)[A-Za-z_%]([\w.%]*\?{1,2}[ \t]*)$/gm, "$1#$2");
}
