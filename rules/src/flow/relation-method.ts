import type { MemberExpression } from "../syntax/syntax.js";
import { type Evaluation, locate } from "./evaluation.js";
import type { Frame } from "./frame.js";
import type { RowObject, Value } from "./value.js";

/** `user.getPosts`: the method of the other model, for the rows that belong to this one. */
export function relationMethod(
  { table, facts }: Evaluation,
  frame: Frame,
  row: RowObject,
  node: MemberExpression,
): Value | undefined {
  for (const { prefix, one, many } of table.steps.relationMethods ?? []) {
    if (!node.property.startsWith(prefix)) continue;
    const rest = node.property.slice(prefix.length);
    for (const relation of row.model.relations.values()) {
      const { name, target, arity } = relation;
      if (name.charAt(0).toUpperCase() + name.slice(1) !== rest) continue;
      const model = target === undefined ? undefined : facts.catalog.models.get(target);
      if (!model) return undefined;
      const at = locate(frame, node);
      return {
        kind: "bound",
        self: { kind: "manager", model, name, isHistorical: row.isHistorical, at, parent: row },
        name: arity === "one" ? one : many,
      };
    }
  }
  return undefined;
}
