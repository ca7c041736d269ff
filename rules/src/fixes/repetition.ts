import type { Query } from "../flow/query.js";
import type { Span, Syntax } from "../syntax/syntax.js";
import { type Surrounding, surroundingsOf } from "./surroundings.js";

/** Whether a loop or an inner function comes back to a query that was made outside of it. */
export function isRepeated(query: Query, syntax: Syntax): boolean {
  const { expression, steps, file, depth } = query;
  if (depth > 0) return true;
  if (expression.kind === "call") return false;
  const made = steps.at(-1)?.at;
  const isMadeIn = (around: Surrounding): boolean => made?.file === file && holds(around, made);
  const around = surroundingsOf(syntax, expression);
  const functions = around.filter((one) => one.kind === "function" || one.kind === "lambda");
  const inner = functions.at(-1);
  return inner !== undefined && !isMadeIn(inner) && functions.some(isMadeIn);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
