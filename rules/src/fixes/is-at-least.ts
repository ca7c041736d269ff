/** Whether the project surely runs `since` or later; an unknown version is the oldest. */
export function isAtLeast(version: string | undefined, since: string): boolean {
  if (version === undefined) return false;
  const [left, right] = [numbers(version), numbers(since)];
  for (const [index, wanted] of right.entries()) {
    const given = left[index] ?? 0;
    if (given !== wanted) return given > wanted;
  }
  return true;
}

function numbers(version: string): readonly number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10) || 0);
}
