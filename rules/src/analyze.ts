import type { Finding } from "./finding.js";
import { type EvaluatedRoot, evaluateFile, evaluateRoots, queriesIn } from "./flow/evaluate-file.js";
import { placeOfModule } from "./flow/place.js";
import { placeIn } from "./flow/roots.js";
import type { Query } from "./flow/query.js";
import { listen, type Silence } from "./flow/silence.js";
import { plan } from "./fixes/plan.js";
import type { OrmTable } from "./orms/orm.js";
import { askOnce, type OwnFile } from "./project/ask-once.js";
import type { Project } from "./project/project.js";
import { checkQuery } from "./rules/check-query.js";
import type { Syntax } from "./syntax/syntax.js";
import { suppressed } from "./suppressions.js";

/** What checking one file gave. */
export interface FileCheck {
  readonly file: string;
  /** In the order of their places, suppressed ones left out. */
  readonly findings: readonly Finding[];
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
  return project.derive("check", file, () =>
    checkFile(project, file, ({ name }, listenTo) =>
      project.develop(`silence ${name}`, file, (before: Heard | undefined) => listenTo(before?.silence)),
    ),
  );
}

/** The same for a host that will not ask again: neither the result nor what it depends on is kept. */
export function checkOnce(project: Project, file: string): FileCheck {
  return project.unremembered(() => checkFile(project, file, (_, listenTo) => listenTo(undefined)));
}

/** The queries of a file, whether or not a rule complains of them. */
export function queriesOf(project: Project, file: string): readonly Query[] {
  const { tables } = readSource(project, file);
  return tables.flatMap((table) => evaluateFile(project, table, file));
}

/** The queries in the function that holds a place, or at the top level. */
export function queriesAround(project: Project, file: string, offset: number): readonly Query[] {
  return project.unremembered(() => {
    const { tables } = readSource(project, file);
    const syntax = tables.length > 0 ? project.syntax(file) : undefined;
    if (!syntax) return [];
    const place = placeIn(syntax, offset);
    const facts = askOnce(project);
    return tables.flatMap((table) =>
      queriesIn(evaluateRoots(facts, table, file, (index) => index !== place)),
    );
  });
}

/** The findings of one table in a file, and which of its roots had none. */
interface Heard {
  readonly found: readonly Finding[];
  readonly silence: Silence;
}

/** Runs a part of a check, with what is known of silent roots from before. */
type Listen = (table: OrmTable, listenTo: (before: Silence | undefined) => Heard) => Heard;

function checkFile(project: Project, file: string, hear: Listen): FileCheck {
  const { tables, problems } = readSource(project, file);
  const syntax = tables.length > 0 ? project.syntax(file) : undefined;
  if (!syntax) return { file, findings: [], problems };
  const found = tables.flatMap(
    (table) => hear(table, (before) => listenTo(project, table, { file, syntax }, before)).found,
  );
  const silenced = suppressed(found, syntax.comments, syntax.text);
  const findings = found
    .filter((finding) => !silenced.has(finding))
    .sort((left, right) => left.location.start - right.location.start || compare(left.rule, right.rule));
  // Places in other files move with their texts.
  for (const { evidence, withheld } of findings)
    for (const { location } of [...evidence, ...withheld])
      if (location.file !== file) project.read(location.file);
  return {
    file,
    findings,
    problems: syntax.errors.map(({ message, start }) => ({ file, message, start })),
  };
}

/** The tables that may have queries in a file. */
function readSource(
  project: Project,
  file: string,
): { readonly tables: readonly OrmTable[]; readonly problems: readonly FileProblem[] } {
  const active = project.tablesFor(file);
  if (active.length === 0) return { tables: [], problems: [] };
  const content = project.read(file);
  if (content.kind !== "text") return { tables: [], problems: [{ file, message: content.reason }] };
  const tables = active.filter(
    (table) => mayHoldQueries(table, content.text) && isWanted(project, table, file),
  );
  return { tables, problems: [] };
}

function listenTo(project: Project, table: OrmTable, own: OwnFile, before: Silence | undefined): Heard {
  const { silent, after } = listen(own.file, own.syntax, before);
  const roots = evaluateRoots(askOnce(project, own), table, own.file, (index) => silent.has(index));
  const found = new Map(
    queriesIn(roots).flatMap((query) => {
      const findings = findingsOf(project, table, query, own.syntax);
      return findings.length > 0 ? [[query, findings] as const] : [];
    }),
  );
  const hasShown = ({ queries }: EvaluatedRoot): boolean => queries.some((query) => found.has(query));
  return { found: [...found.values()].flat(), silence: after(roots, hasShown) };
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
