import type { Expression } from "../syntax/syntax.js";
import type { Statement, WhileStatement } from "../syntax/statements.js";
import { blocksOf } from "../syntax/walk.js";

/** Whether a loop goes on forever: nothing is tested, and nothing leaves it. */
export function isEndless({ test, body }: WhileStatement): boolean {
  return isAlwaysTrue(test) && !body.some(leaves);
}

function isAlwaysTrue(test: Expression): boolean {
  return test.kind === "literal" && (test.value === true || test.value === 1);
}

function leaves(statement: Statement): boolean {
  if (statement.kind === "return") return true;
  if (statement.kind === "jump") return statement.form === "break";
  if (statement.kind === "function" || statement.kind === "class") return false;
  const inner = blocksOf(statement).flat();
  const isLoop = statement.kind === "loop" || statement.kind === "while";
  return inner.some(isLoop ? returns : leaves);
}

/** A `break` inside of another loop belongs to that one. */
function returns(statement: Statement): boolean {
  if (statement.kind === "return") return true;
  if (statement.kind === "function" || statement.kind === "class") return false;
  return blocksOf(statement).flat().some(returns);
}
