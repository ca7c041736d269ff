import { MarkupKind } from "vscode-languageserver";
import type { Span } from "../../../rules/src/syntax/syntax.js";
import type { Query } from "../../../rules/src/flow/query.js";
import { describeQuery } from "../describe-query.js";
import type { Session } from "../session.js";
import { checkDocument, translationOf } from "../session.js";
import { toRange, toSpan } from "../to-lsp.js";

/** Hover on a query: what it loads, through which steps, and why a fix is not offered. */
export function offerHover(session: Session): void {
  session.connection.onHover(async ({ textDocument, position }, token) => {
    const checked = await checkDocument(session, textDocument.uri, token);
    if (checked === undefined) return null;
    const translation = translationOf(session);
    const text = translation.texts(checked.file);
    if (text === undefined) return null;
    const { start: offset } = toSpan({ start: position, end: position }, text.lines);
    const query = queryAt(checked.result.queries, checked.file, offset);
    if (query === undefined) return null;
    const findings = checked.result.findings.filter(({ location }) => overlaps(location, query.expression));
    const range = toRange({ ...spanOf(query), file: checked.file }, translation);
    return {
      contents: { kind: MarkupKind.Markdown, value: describeQuery(query, findings) },
      ...(range === undefined ? {} : { range }),
    };
  });
}

/** The innermost query whose expression, or a step that made it, is under the cursor. */
function queryAt(queries: readonly Query[], file: string, offset: number): Query | undefined {
  const here = queries.filter((query) => query.file === file && holds(query.expression, offset));
  const made = queries.filter((query) => query.steps.some(({ at }) => at.file === file && holds(at, offset)));
  const sorted = [...here].sort((left, right) => lengthOf(left.expression) - lengthOf(right.expression));
  return sorted[0] ?? made[0];
}

function spanOf({ expression: { start, end } }: Query): Span {
  return { start, end };
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
