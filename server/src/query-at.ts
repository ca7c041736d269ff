import type { Finding } from "../../rules/src/finding.js";
import type { Query } from "../../rules/src/flow/query.js";
import type { Span } from "../../rules/src/syntax/syntax.js";

/** The innermost query whose expression, or a step that made it, is under the cursor. */
export function queryAt(queries: readonly Query[], file: string, offset: number): Query | undefined {
  const here = queries.filter((query) => query.file === file && holds(query.expression, offset));
  const made = queries.filter((query) => query.steps.some(({ at }) => at.file === file && holds(at, offset)));
  const sorted = [...here].sort((left, right) => lengthOf(left.expression) - lengthOf(right.expression));
  return sorted[0] ?? made[0];
}

/** The query that a finding is about. */
export function queryOf({ location, model }: Finding, queries: readonly Query[]): Query | undefined {
  return queries.find(
    (query) =>
      query.file === location.file &&
      query.model.name === model &&
      query.expression.start < location.end &&
      location.start < query.expression.end,
  );
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
