import type { CallExpression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { type ManagerValue, unknown, type Value } from "./value.js";

/** `User.scope("active", "recent")`: the model with these scopes instead of its default one. */
export function withScopesOf(
  evaluation: Evaluation,
  frame: Frame,
  self: ManagerValue | Extract<Value, { kind: "query" }>,
  node: CallExpression,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  if (self.kind !== "manager") return unknown;
  const names = values.flatMap(namesIn);
  return { ...self, scopes: names.map((name) => name ?? unnamed) };
}

/** A scope that only the running program knows. */
const unnamed = "?";

/** `"active"`, `["active"]`, `{ method: ["of", user] }`; `null` stands for none. */
function namesIn(value: Value): readonly (string | undefined)[] {
  if (value.kind === "literal")
    return value.value === null ? [] : [typeof value.value === "string" ? value.value : undefined];
  if (value.kind !== "collection") return [undefined];
  if (value.form !== "object") return value.elements.flatMap(namesIn);
  const method = value.fields?.find(({ name }) => name === "method")?.value;
  const [first] = method?.kind === "collection" ? method.elements : [];
  return first ? namesIn(first) : [undefined];
}
