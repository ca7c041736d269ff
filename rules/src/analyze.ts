import type { Finding } from "./finding.js";
import { evaluateFile } from "./flow/evaluate-file.js";
import { placeOfModule } from "./flow/place.js";
import type { Query } from "./flow/query.js";
import { plan } from "./fixes/plan.js";
import type { OrmTable } from "./orms/orm.js";
import type { Project } from "./project/project.js";
import { checkQuery } from "./rules/check-query.js";
import type { Syntax } from "./syntax/syntax.js";
import { suppressed } from "./suppressions.js";

/** What checking one file gave. */
export interface FileCheck {
  readonly file: string;
  /** In the order of their places, suppressed ones left out. */
  readonly findings: readonly Finding[];
  readonly queries: readonly Query[];
  /** What could not be read. */
  readonly problems: readonly FileProblem[];
}

/** A file, or a place in one, that could not be read. */
export interface FileProblem {
  readonly file: string;
  readonly message: string;
  readonly start?: number;
}

/** Checks one file: evaluates its queries, asks every rule about each, and plans the fixes. */
export function check(project: Project, file: string): FileCheck {
  return project.derive("check", file, () => checkFile(project, file));
}

/** The same for a host that will not ask again: neither the result nor what it depends on is kept. */
export function checkOnce(project: Project, file: string): FileCheck {
  return project.unremembered(() => checkFile(project, file));
}

function checkFile(project: Project, file: string): FileCheck {
  const nothing = { file, findings: [], queries: [], problems: [] };
  const active = project.tablesFor(file);
  if (active.length === 0) return nothing;
  const content = project.read(file);
  if (content.kind !== "text") return { ...nothing, problems: [{ file, message: content.reason }] };
  const tables = active.filter(
    (table) => mayHoldQueries(table, content.text) && isWanted(project, table, file),
  );
  if (tables.length === 0) return nothing;
  const syntax = project.syntax(file);
  if (!syntax) return nothing;
  const queries = tables.flatMap((table) => evaluateFile(project, table, file));
  const found = tables.flatMap((table) =>
    queries.flatMap((query) => (query.orm === table.name ? findingsOf(project, table, query, syntax) : [])),
  );
  const silenced = suppressed(found, syntax.comments, content.text);
  const findings = found
    .filter((finding) => !silenced.has(finding))
    .sort((left, right) => left.location.start - right.location.start || compare(left.rule, right.rule));
  return {
    file,
    findings,
    queries,
    problems: syntax.errors.map(({ message, start }) => ({ file, message, start })),
  };
}

/** The cheap test that spares most files the parser: a text without any of these holds no query of the ORM. */
function mayHoldQueries(table: OrmTable, text: string): boolean {
  const { tokens, commonTokens } = table;
  const holds = (token: string): boolean => text.includes(token);
  if (tokens.some(holds)) return true;
  return commonTokens !== undefined && holds(commonTokens.beside) && commonTokens.tokens.some(holds);
}

/** Test code is most of many projects; unless it is asked for, it is not even evaluated. */
function isWanted(project: Project, table: OrmTable, file: string): boolean {
  return project.settings.tests || placeOfModule(project, table, file).place !== "test";
}

function findingsOf(project: Project, table: OrmTable, query: Query, syntax: Syntax): readonly Finding[] {
  if (query.context.place === "test" && !project.settings.tests) return [];
  const { settings, catalog, environment } = project;
  const { rewrites } = table;
  return checkQuery(query, { settings, catalog, environment, rewrites }).map((draft) => ({
    rule: draft.rule,
    severity: draft.severity,
    location: draft.location,
    message: draft.message,
    orm: query.orm,
    model: query.model.name,
    load: query.load,
    evidence: draft.evidence,
    ...plan({ query, syntax, catalog, environment, rewrites }, draft.intents),
  }));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
