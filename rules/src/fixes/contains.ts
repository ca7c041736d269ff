import { isAtLeast } from "../orms/rewrites.js";
import { planQuestion } from "./ask.js";
import { type FixInput, here, type Outcome, textOf } from "./fix-form.js";

/** `orders.contains(order)` in place of `order in orders`. */
export function planContains(input: FixInput): Outcome {
  const { query, rewrites, environment } = input;
  const form = rewrites.contains;
  if (!form || query.use.kind !== "contained") return undefined;
  const { node, element, isNegated } = query.use;
  const isNew = isAtLeast(environment.versions[rewrites.package], form.since);
  const write = isNew ? form.write : form.writeBefore;
  return planQuestion(input, {
    form: "contains",
    title: "Ask the database for this row — a row that was never saved raises or compares differently",
    node,
    write: (text) => `${isNegated ? "not " : ""}${text}${write(textOf(input, element))}`,
    isHarmless: false,
    conditions: [
      here(query, "the comparison is part of a chain", node.rights.length === 1),
      here(query, "the element is not a name", element.kind === "name"),
      here(
        query,
        "plain values are no rows",
        query.load.columns.kind !== "values" && query.load.columns.kind !== "grouped",
      ),
    ],
  });
}
