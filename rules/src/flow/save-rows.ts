import type { Step } from "../orms/steps.js";
import type { Model } from "../project/catalog.js";
import type { CallExpression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import { alternatives } from "./alternatives.js";
import { type Evaluation, newRow, recordEffect, rowValue } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { escapeRow } from "./row.js";
import { unknown, type Value } from "./value.js";

/** `repository.create({ … })` and `repository.save(row)`: rows that go into a method and come back. */
export function handleRows(
  evaluation: Evaluation,
  frame: Frame,
  model: Model,
  { does }: Extract<Step, { does: "make" | "save" }>,
  node: CallExpression,
  skipped: number,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  values.forEach((value, index) => {
    escapeRow(evaluation, frame, value, node.arguments[index]?.value ?? node, does);
  });
  if (does === "make") return rowValue({ ...newRow(evaluation, model, false), isNew: true });
  const given = values.find((value, index) => index >= skipped || value.kind !== "model") ?? unknown;
  recordEffect(evaluation, frame, isLoaded(given) ? "update" : "create", node, "save()", model);
  return given.kind === "row" ? rowValue(newRow(evaluation, given.row.model, false)) : unknown;
}

/** Whether a query gave all of the rows, so that saving them makes no others. */
function isLoaded(value: Value): boolean {
  return alternatives(value).every((one) => {
    if (one.kind === "row") return one.row.isNew !== true;
    if (one.kind === "collection") return one.elements.every(isLoaded);
    return one.kind === "rows" || one.kind === "query";
  });
}
