import type { Condition } from "../orms/steps.js";
import type { Argument, CallExpression, Expression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { alternatives } from "./alternatives.js";
import type { Frame } from "./frame.js";

/** The conditions of a filter call; `undefined` when a spread or a variable hides some of them. */
export function conditionsOf(
  evaluation: Evaluation,
  frame: Frame,
  node: CallExpression,
): readonly Condition[] | undefined {
  const conditions: Condition[] = [];
  for (const argument of node.arguments) {
    if (argument.form === "named-spread" || argument.form === "spread") return undefined;
    if (argument.name === undefined && isHidden(evaluation, frame, argument.value)) return undefined;
    conditions.push(...conditionsIn(evaluation, frame, argument));
  }
  return conditions;
}

/** A variable that holds conditions made elsewhere. */
function isHidden(evaluation: Evaluation, frame: Frame, value: Expression): boolean {
  return value.kind === "name" && evaluate(evaluation, frame, value).kind === "unknown";
}

function conditionsIn(evaluation: Evaluation, frame: Frame, argument: Argument): readonly Condition[] {
  if (argument.name !== undefined)
    return [{ lookup: argument.name, value: valueOf(evaluation, frame, argument.value) }];
  const { value } = argument;
  if (value.kind === "binary" && value.operator === "&") {
    return [value.left, value.right].flatMap((side) =>
      conditionsIn(evaluation, frame, { ...argument, value: side }),
    );
  }
  if (value.kind !== "call") return [];
  const path = evaluation.facts.pathOf(frame.file, value.callee) ?? "";
  const isCondition = evaluation.table.steps.conditionClasses.includes(path);
  return isCondition ? (conditionsOf(evaluation, frame, value) ?? []) : [];
}

function valueOf(evaluation: Evaluation, frame: Frame, expression: Expression): Condition["value"] {
  if (expression.kind === "literal") {
    if (expression.value === null) return { kind: "nothing" };
    const { value } = expression;
    return typeof value === "boolean" ? { kind: "flag", value } : { kind: "literal" };
  }
  if (expression.kind === "collection") {
    const isComplete = expression.elements.every((element) => element.kind !== "spread");
    return isComplete ? { kind: "literals", count: expression.elements.length } : { kind: "many" };
  }
  if (expression.kind === "comprehension") return { kind: "many" };
  const values = alternatives(evaluate(evaluation, frame, expression));
  if (values.every((value) => value.kind === "rows" && value.query.shape.scope === "parameter"))
    return { kind: "many" };
  const [only] = values;
  if (values.length === 1 && (only?.kind === "query" || only?.kind === "rows"))
    return { kind: "query", rows: only.query.rows };
  if (values.some((value) => value.kind === "query" || value.kind === "manager" || value.kind === "rows"))
    return { kind: "query", rows: { level: "all" } };
  if (values.length === 1 && only?.kind === "collection") {
    return only.elements.length > 0 ? { kind: "literals", count: only.elements.length } : { kind: "many" };
  }
  return { kind: only?.kind === "row" ? "row" : "one" };
}
