import { planQuestion } from "./ask.js";
import type { FixInput, Outcome } from "./fix-form.js";

/** `orders.count()` in place of `len(orders)`. */
export function planCount(input: FixInput): Outcome {
  const { query, rewrites } = input;
  const form = rewrites.count;
  if (!form || query.use.kind !== "counted") return undefined;
  const { node } = query.use;
  return planQuestion(input, {
    form: "count",
    title: "Count in the database with count()",
    node,
    write: (text) => text + form.call,
    isHarmless: true,
    conditions: [],
  });
}
