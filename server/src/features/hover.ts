import { MarkupKind } from "vscode-languageserver";
import type { FileCheck } from "../../../rules/src/analyze.js";
import type { Finding, Fix } from "../../../rules/src/finding.js";
import type { Query } from "../../../rules/src/flow/query.js";
import type { Project } from "../../../rules/src/project/project.js";
import { rewriteQuery } from "../../../rules/src/rewrite-query.js";
import type { Settings } from "../../../rules/src/settings.js";
import type { Span } from "../../../rules/src/syntax/syntax.js";
import { describeMemory, memoryLines } from "../describe-memory.js";
import type { Link } from "../describe-query.js";
import { describeColumns, describeLoad, describeSize, describeWithheld } from "../describe-query.js";
import type { EditableProject } from "../fix-all.js";
import { linkIn } from "../link-in.js";
import { queryAt, queryOf } from "../query-at.js";
import type { Session } from "../session.js";
import { checkDocument, stillWanted, translationOf } from "../session.js";

/** Hover on a query: what it loads, what that weighs, and what a rewriting would bring it to. */
export function offerHover(session: Session): void {
  session.connection.onHover(async ({ textDocument, position }, token) => {
    const checked = await checkDocument(session, textDocument.uri, token);
    if (checked === undefined) return null;
    const { editable, file, result } = checked;
    const translation = translationOf(session);
    const span = translation.spanOf(textDocument.uri, file, { start: position, end: position });
    if (span === undefined) return null;
    const query = queryUnder(editable.project, result, span.start);
    if (query === undefined) return null;
    const findings = result.findings.filter(({ location }) => overlaps(location, query.expression));
    const { start, end } = query.expression;
    // The cursor may be at a step that made the query elsewhere.
    const isHere = query.file === file && start <= span.start && span.start <= end;
    const place = isHere ? translation.placeOf({ file, start, end }) : undefined;
    const fixes = fixesFor(editable, query, findings);
    const memory = await memoryLines(editable, query, fixes, stillWanted(session, token));
    if (token.isCancellationRequested) return null;
    const table = describeMemory(memory, translation.pageOf("estimate"));
    const value = describe({
      query,
      findings,
      memory: table,
      settings: editable.project.settings,
      link: linkIn(translation),
    });
    return {
      contents: { kind: MarkupKind.Markdown, value },
      ...(place === undefined ? {} : { range: place.range }),
    };
  });
}

/** Reasons beyond these are told by the explanation of the finding. */
const mostWithheld = 2;

interface Described {
  readonly query: Query;
  readonly findings: readonly Finding[];
  readonly memory: string;
  readonly settings: Settings;
  readonly link: Link;
}

function describe({ query, findings, memory, settings, link }: Described): string {
  const lines = [
    ...describeSize(query, settings, link),
    ...describeColumns(query, link),
    ...describeWithheld(findings, link).slice(0, mostWithheld),
  ];
  return [describeLoad(query), memory, lines.join("  \n")].filter((part) => part !== "").join("\n\n");
}

/** The query under the cursor, or the one whose finding is: `len` of `len(orders)` is marked too. */
function queryUnder(project: Project, { file, findings }: FileCheck, offset: number): Query | undefined {
  const finding = findings.find(({ location: { start, end } }) => start <= offset && offset <= end);
  return queryAt(project, file, offset) ?? (finding && queryOf(project, finding));
}

/** Longer lists are for the menu. */
const mostFixes = 4;

/** What the findings offer; of a query without findings, what may be asked for. */
function fixesFor({ project }: EditableProject, query: Query, findings: readonly Finding[]): readonly Fix[] {
  const offered = findings.flatMap(({ fixes }) => fixes);
  const fixes = offered.length > 0 ? offered : rewriteQuery(project, query).fixes;
  const titles = fixes.map(({ title }) => title);
  return fixes.filter(({ title }, index) => titles.indexOf(title) === index).slice(0, mostFixes);
}

function overlaps(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end;
}
