/** The lowest version that a constraint allows, `undefined` when it sets no lower bound. */
export function lowestAllowed(constraint: string): string | undefined {
  const alternatives = constraint.split("||").map(lowestOf);
  return alternatives.some((version) => version === undefined)
    ? undefined
    : alternatives.filter((version) => version !== undefined).sort(compareVersions)[0];
}

/** The version that a constraint pins, `5.2.1` of `==5.2.1`. */
export function pinnedVersion(constraint: string): string | undefined {
  return /^\s*={2,3}\s*v?(\d+(?:\.\d+)*)\s*$/.exec(constraint)?.[1];
}

/** The highest of the lower bounds: all parts of a constraint hold at once. */
function lowestOf(constraint: string): string | undefined {
  const parts = constraint.replace(/([<>=~!^])\s+/g, "$1").split(/[,\s]+/);
  const bounds = parts.flatMap((part) => /^(?:===?|>=|~=|>|\^|~|=)?v?(\d+(?:\.\d+)*)/.exec(part)?.[1] ?? []);
  return bounds.sort(compareVersions).at(-1);
}

/** Negative when `left` is the older version. */
export function compareVersions(left: string, right: string): number {
  const [ours, theirs] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < Math.max(ours?.length ?? 0, theirs?.length ?? 0); index += 1) {
    const difference = (ours?.[index] ?? 0) - (theirs?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
