import type { Query } from "../flow/query.js";
import type { Span, Syntax } from "../syntax/syntax.js";
import { surroundingsOf } from "./surroundings.js";

/** Whether a loop around the use comes back to a query that was made before the loop. */
export function isRepeated(query: Query, syntax: Syntax): boolean {
  if (query.use.kind === "looped") return query.use.depth > 0;
  if (query.depth !== undefined) return query.depth > 0;
  const { expression, steps, file } = query;
  if (expression.kind === "call") return false;
  const made = steps.at(-1)?.at;
  return surroundingsOf(syntax, expression).some((around) => {
    const isLoop = around.kind === "while" || (around.kind === "loop" && !holds(around.iterable, expression));
    return isLoop && !(made?.file === file && holds(around, made));
  });
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
