import type { CallExpression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";
import type { Value } from "./value.js";

/** The model that a call defines: `sequelize.define("User", {…})`, whatever `sequelize` is here. */
export function definedModel(
  { facts, table }: Evaluation,
  { file }: Frame,
  { callee, arguments: [first] }: CallExpression,
): Value | undefined {
  const { definitions } = table.steps;
  if (!definitions || callee.kind !== "member" || callee.property !== definitions.method) return undefined;
  if (first?.value.kind !== "literal" || typeof first.value.value !== "string") return undefined;
  return modelNamed({ facts, table }, file, definitions.nameOf(first.value.value));
}

/** The model that a file knows under a name, also one of a function's own. */
export function modelNamed(
  { facts, table }: Pick<Evaluation, "facts" | "table">,
  file: string,
  name: string,
): Value | undefined {
  const model = facts.modelNamed({ file, name });
  return model?.orm === table.name ? { kind: "model", model, isHistorical: false } : undefined;
}
