/** The neutral words for comparisons; `in` asks for a member's name and not for an element. */
export const comparisons: ReadonlyMap<string, string> = new Map([
  ["==", "=="],
  ["===", "=="],
  ["!=", "!="],
  ["!==", "!="],
  ["<", "<"],
  ["<=", "<="],
  [">", ">"],
  [">=", ">="],
  ["in", "has"],
  ["instanceof", "is"],
]);

/** The neutral words for what joins conditions. */
export const logicals: ReadonlyMap<string, "and" | "or" | "??"> = new Map([
  ["&&", "and"],
  ["||", "or"],
  ["??", "??"],
]);

/** Assignments that leave the old value in some cases. */
export const logicalAssignments: ReadonlyMap<string, "and" | "or" | "??"> = new Map([
  ["&&=", "and"],
  ["||=", "or"],
  ["??=", "??"],
]);
