/**
 * The title of a fix in a menu, which cuts off what is long: what it does, the first thing that may differ, and how many
 * more there are. The explanation of the finding has them all.
 */
export function menuTitle(title: string): string {
  const [what = "", differences] = title.split(" — ");
  const [first, ...more] = differences?.split("; ") ?? [];
  if (first === undefined) return what;
  return `${what} — ${first}${more.length === 0 ? "" : ` (and ${more.length} more)`}`;
}
