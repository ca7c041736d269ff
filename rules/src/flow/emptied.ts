import type { Expression } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import { blocksOf, childrenOf, expressionsOf } from "../syntax/walk.js";
import type { Frame } from "./frame.js";

/** Whether the collection that a method is called on starts anew in the loop: then it holds one batch, not all rows. */
export function isEmptiedInLoop({ bodies }: Frame, callee: Expression): boolean {
  if (callee.kind !== "member") return false;
  const { object } = callee;
  return bodies.some((body) => body.some((statement) => empties(statement, object)));
}

function empties(statement: Statement, collection: Expression): boolean {
  if (statement.kind === "assign" && statement.targets.some((target) => isSame(target, collection)))
    return true;
  if (statement.kind === "delete" && statement.targets.some((target) => isPartOf(target, collection)))
    return true;
  if (expressionsOf(statement).some((expression) => clears(expression, collection))) return true;
  return blocksOf(statement).some((block) => block.some((inner) => empties(inner, collection)));
}

/** `batch.clear()` */
function clears(expression: Expression, collection: Expression): boolean {
  const isClear =
    expression.kind === "call" &&
    expression.callee.kind === "member" &&
    expression.callee.property === "clear" &&
    isSame(expression.callee.object, collection);
  return isClear || childrenOf(expression).some((inner) => clears(inner, collection));
}

/** `del batch[:]` */
function isPartOf(target: Expression, collection: Expression): boolean {
  return (target.kind === "slice" || target.kind === "index") && isSame(target.object, collection);
}

/** The same name or chain of members. */
function isSame(left: Expression, right: Expression): boolean {
  if (left.kind === "name") return right.kind === "name" && left.name === right.name;
  return (
    left.kind === "member" &&
    right.kind === "member" &&
    left.property === right.property &&
    isSame(left.object, right.object)
  );
}
