import type { Rows } from "./query.js";

const order = ["none", "one", "constant", "external", "parent", "narrowed", "all"] as const;

/** The fewer of two: a further condition can only take rows away. */
export function fewer(left: Rows, right: Rows): Rows {
  if (left.level === "unknown") return right.level === "narrowed" ? left : right;
  if (right.level === "unknown") return right;
  if (left.level === "constant" && right.level === "constant")
    return left.count <= right.count ? left : right;
  return order.indexOf(left.level) <= order.indexOf(right.level) ? left : right;
}

/** The more of two: either may be the case. */
export function more(left: Rows, right: Rows): Rows {
  if (left.level === "unknown" || right.level === "unknown") return { level: "unknown" };
  if (left.level === "constant" && right.level === "constant")
    return left.count >= right.count ? left : right;
  return order.indexOf(left.level) >= order.indexOf(right.level) ? left : right;
}
