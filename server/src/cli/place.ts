/** A place as people write it, `shop/reports.py:12` or `shop/reports.py:12:5`; one-based. */
export interface Place {
  readonly kind: "place";
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/** Reads the value of `--at`. The path may hold colons itself, as on Windows. */
export function placeOf(text: string): Place | { readonly kind: "wrong"; readonly message: string } {
  const match = /^(.+?):(\d+)(?::(\d+))?$/.exec(text);
  const [, path, line, column] = match ?? [];
  if (path === undefined || line === undefined) {
    return { kind: "wrong", message: `--at needs FILE:LINE or FILE:LINE:COLUMN, not '${text}'` };
  }
  return {
    kind: "place",
    path,
    line: Number(line),
    ...(column === undefined ? {} : { column: Number(column) }),
  };
}
