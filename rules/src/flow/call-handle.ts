import type { CallExpression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import { callCursor } from "./cursor.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { pageOf } from "./pages.js";
import { unknown, type Value } from "./value.js";

/** A method of what hands out the rows of a query or statement: a paginator, a cursor. */
export function callHandle(
  evaluation: Evaluation,
  frame: Frame,
  self: Extract<Value, { kind: "cursor" | "paginator" }>,
  name: string,
  node: CallExpression,
): Value {
  if (self.kind === "cursor") return callCursor(evaluation, frame, self.id, name, node);
  evaluateArguments(evaluation, frame, node);
  const isPage = evaluation.table.steps.pages.methods.includes(name);
  return isPage ? pageOf(evaluation, frame, self.query, node) : unknown;
}
