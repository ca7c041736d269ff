import { queriesAround } from "../../rules/src/analyze.js";
import type { Finding } from "../../rules/src/finding.js";
import type { Query } from "../../rules/src/flow/query.js";
import type { Project } from "../../rules/src/project/project.js";
import type { Span } from "../../rules/src/syntax/syntax.js";

/** The innermost query of the function around the cursor whose expression, or a step that made it, is under the cursor. */
export function queryAt(project: Project, file: string, offset: number): Query | undefined {
  const queries = queriesNear(project, file, offset);
  const here = queries.filter((query) => query.file === file && holds(query.expression, offset));
  const made = queries.filter((query) => query.steps.some(({ at }) => at.file === file && holds(at, offset)));
  const sorted = [...here].sort((left, right) => lengthOf(left.expression) - lengthOf(right.expression));
  return sorted[0] ?? made[0];
}

/** The query that a finding is about. */
export function queryOf(project: Project, { location, model }: Finding): Query | undefined {
  return queriesNear(project, location.file, location.start).find(
    (query) =>
      query.file === location.file &&
      query.model.name === model &&
      query.expression.start < location.end &&
      location.start < query.expression.end,
  );
}

/** The queries of the function around a place. */
export function queriesNear(project: Project, file: string, offset: number): readonly Query[] {
  return safely(() => queriesAround(project, file, offset));
}

/** A defect of ours is told by the check of the file, as its problem. */
function safely(queries: () => readonly Query[]): readonly Query[] {
  try {
    return queries();
  } catch {
    return [];
  }
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
