import { planQuestion } from "./ask.js";
import type { FixInput, Outcome } from "./fix-form.js";

/** `if orders.exists():` in place of `if orders:`. */
export function planExists(input: FixInput): Outcome {
  const { query, rewrites } = input;
  const form = rewrites.exists;
  if (!form || query.use.kind !== "tested") return undefined;
  const { node } = query.use;
  return planQuestion(input, {
    form: "exists",
    title: "Ask the database with exists()",
    node,
    write: (text) => text + form.call,
    isHarmless: true,
    conditions: [],
  });
}
