import type { Rows } from "../../flow/query.js";

const growth: readonly Rows["level"][] = ["none", "one", "constant", "external", "parent", "narrowed", "all"];

/** The fewer of two; a bound holds whatever else is unknown. */
export function fewer(left: Rows, right: Rows): Rows {
  if (left.level === "unknown") return right.level === "one" || right.level === "constant" ? right : left;
  if (right.level === "unknown") return left.level === "one" || left.level === "constant" ? left : right;
  if (left.level === "constant" && right.level === "constant")
    return left.count <= right.count ? left : right;
  return growth.indexOf(left.level) <= growth.indexOf(right.level) ? left : right;
}
