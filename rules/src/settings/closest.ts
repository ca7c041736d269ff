/** The known name that `name` was probably meant to be; `undefined` if none is near. */
export function closest(name: string, known: readonly string[]): string | undefined {
  const plain = simplify(name);
  const limit = Math.max(1, Math.floor(plain.length / 3));
  const ranked = known
    .map((each) => ({ each, distance: isStart(plain, simplify(each)) ? 1 : distance(plain, simplify(each)) }))
    .filter((candidate) => candidate.distance <= limit)
    .sort((left, right) => left.distance - right.distance);
  return ranked[0]?.each;
}

/** `small-models` and `SmallModels` are `smallModels` in another spelling. */
function simplify(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}

/** `warn` for `warning` lacks many letters and is still no riddle. */
function isStart(short: string, long: string): boolean {
  return short.length >= 3 && long.startsWith(short);
}

/** How many letters must be inserted, removed or replaced. */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1];
    for (const [column, other] of [...right].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
