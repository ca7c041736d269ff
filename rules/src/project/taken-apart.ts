import type { Expression } from "../syntax/syntax.js";
import type { AssignStatement } from "../syntax/statements.js";

/** An assignment to a pattern as one assignment for each name in it: `{ user } = client` is `user = client.user`. */
export function partsOf(statement: AssignStatement): readonly AssignStatement[] {
  const { value } = statement;
  if (!value || !statement.targets.some((target) => target.kind === "dictionary")) return [statement];
  return statement.targets.flatMap((target) =>
    target.kind === "dictionary" ? partsIn(statement, target, value) : [{ ...statement, targets: [target] }],
  );
}

function partsIn(
  statement: AssignStatement,
  target: Expression,
  value: Expression,
): readonly AssignStatement[] {
  if (target.kind === "name") return [{ ...statement, targets: [target], value }];
  if (target.kind !== "dictionary") return [];
  return target.entries.flatMap((entry) => {
    const { key } = entry;
    if (key?.kind !== "literal" || typeof key.value !== "string") return [];
    const { start, end } = key;
    const member: Expression = {
      kind: "member",
      object: value,
      property: key.value,
      propertySpan: { start, end },
      start,
      end,
    };
    return partsIn(statement, entry.value, member);
  });
}
