import type { CallExpression, Expression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";

/** First names of all lookups in a filter call, those behind `|` and `~` included. */
export function filteredBy(evaluation: Evaluation, frame: Frame, node: CallExpression): readonly string[] {
  return node.arguments.flatMap(({ name, value }) =>
    name === undefined ? lookupsIn(evaluation, frame, value) : [name.split("__")[0] ?? name],
  );
}

function lookupsIn(evaluation: Evaluation, frame: Frame, expression: Expression): readonly string[] {
  if (expression.kind === "binary")
    return [expression.left, expression.right].flatMap((side) => lookupsIn(evaluation, frame, side));
  if (expression.kind === "unary") return lookupsIn(evaluation, frame, expression.operand);
  if (expression.kind !== "call") return [];
  const path = evaluation.facts.pathOf(frame.file, expression.callee) ?? "";
  return evaluation.table.steps.conditionClasses.includes(path)
    ? filteredBy(evaluation, frame, expression)
    : [];
}
