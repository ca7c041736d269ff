import { evaluateFile } from "../../../rules/src/flow/evaluate-file.js";
import type { Query } from "../../../rules/src/flow/query.js";
import { django } from "../../../rules/src/orms/django/django.js";
import type { Model } from "../../../rules/src/project/catalog.js";
import type { Program } from "../program.js";
import { hasMembers, readLines } from "../read-lines.js";
import { type Bench, databaseFor } from "./prove.js";
import { runPython } from "./run-programs.js";
import { pathOf, projectOf } from "./shop.js";

/** What a function of the table programs did. */
export interface Asked {
  readonly id: string;
  readonly statements: readonly string[];
  /** Rows that came. */
  readonly rows: number;
  /** Whether the queryset that it returns holds its rows; `null` where it returns something else. */
  readonly kept: boolean | null;
  /** What it raised. */
  readonly problem: string | null;
}

const rows = 30;

/** Runs the functions. */
export async function askDjango(bench: Bench, programs: readonly Program[]): Promise<readonly Asked[]> {
  const jobs = programs.map((program) => ({ ...program, id: nameOf(program) }));
  const job = { rows, programs: jobs };
  return readLines(
    await runPython(bench.installation, databaseFor(bench, "entries"), "run_table.py", job),
    isAsked,
  );
}

/** What the analysis says of the same functions that is not so. */
export function wrongClaims(
  { installation, server }: Bench,
  programs: readonly Program[],
  asked: readonly Asked[],
): readonly string[] {
  const project = projectOf(programs, { version: installation.version, engine: server.engine });
  const files = [...new Set(programs.map(({ file }) => file))];
  const queries = files.flatMap((file) => evaluateFile(project, django, pathOf(file)));
  return programs.flatMap((program) => {
    const found = asked.find(({ id }) => id === nameOf(program));
    if (found?.problem !== null) return [];
    const own = queries.filter(
      ({ file, expression }) =>
        file === pathOf(program.file) && program.start <= expression.start && expression.start < program.end,
    );
    return problemsOf(own, found).map((problem) => `${nameOf(program)}: ${problem}`);
  });
}

/** `steps.py filter`. */
function nameOf({ file, function: name }: Program): string {
  return `${file} ${name}`;
}

function problemsOf(queries: readonly Query[], asked: Asked): readonly string[] {
  const used = queries.filter(({ load }) => load.delivery !== "lazy");
  if (used.length === 0) {
    const isSmall =
      asked.rows <= 1 ||
      asked.statements.every((statement) => statement.startsWith("EXPLAIN")) ||
      asked.statements.some((statement) => / LIMIT \d+/.test(statement));
    return isSmall ? [] : [`${asked.rows} rows come and the analysis sees no query that brings them`];
  }
  return used.flatMap((query) => [
    ...rowProblems(query, asked),
    ...columnProblems(query, asked),
    ...keptProblems(query, asked),
  ]);
}

/** An offset needs a limit on some engines; then one is sent that bounds nothing: -1, or 20 digits. */
function rowProblems({ load }: Query, { statements, rows: came }: Asked): readonly string[] {
  const limit = statements.flatMap((statement) => / LIMIT (\d{1,9})\b/.exec(statement)?.[1] ?? [])[0];
  const said = `the analysis says ${load.rows.level}`;
  switch (load.rows.level) {
    case "none":
      return statements.length === 0 ? [] : [`${said} and a statement is sent`];
    case "one":
      return came <= 1 ? [] : [`${said} and ${came} rows come`];
    case "constant":
      return came <= load.rows.count ? [] : [`${said}(${load.rows.count}) and ${came} rows come`];
    case "unknown":
      return [];
    case "all":
    case "narrowed":
    case "parent":
    case "external":
      return limit === undefined ? [] : [`${said} and LIMIT ${limit} is sent`];
  }
}

function columnProblems({ load, model }: Query, { statements }: Asked): readonly string[] {
  const wanted = columnsOf(load.columns, model);
  const select = statements.find(
    (statement) => statement.startsWith("SELECT") && statement.includes(" FROM "),
  );
  if (!wanted || select === undefined || select.startsWith("SELECT *")) return [];
  const list = /^SELECT (?:DISTINCT )?(.*?) FROM /.exec(select)?.[1] ?? "";
  const table = `${model.label?.split(".")[0] ?? ""}_${model.name}`.toLowerCase();
  const sent = [...list.matchAll(/[`"](\w+)[`"]\.[`"](\w+)[`"]/g)].flatMap(([, from, name]) =>
    from === table && name !== undefined ? [name] : [],
  );
  const [left, right] = [[...new Set(sent)].sort().join(), [...wanted].sort().join()];
  return left === right ? [] : [`the analysis says columns ${right}, and ${left} are selected`];
}

/** Attributes of the columns that a load brings; `undefined` where it does not tell. */
function columnsOf(columns: Query["load"]["columns"], model: Model): readonly string[] | undefined {
  const attributes = (keep: (...names: readonly string[]) => boolean): readonly string[] =>
    model.columns
      .filter(({ name, attribute }) =>
        keep(name, attribute, ...(model.primaryKey.includes(name) ? ["pk"] : [])),
      )
      .map(({ attribute }) => attribute);
  switch (columns.kind) {
    case "all":
      return attributes(() => true);
    case "only":
      return attributes(
        (...names) => names.includes("pk") || names.some((name) => columns.names.includes(name)),
      );
    case "except":
      return attributes((...names) => !names.some((name) => columns.names.includes(name)));
    case "values":
      return attributes((...names) => names.some((name) => columns.names.includes(name)));
    case "grouped":
    case "unknown":
      return undefined;
  }
}

function keptProblems({ load, use }: Query, { kept }: Asked): readonly string[] {
  if (kept === null) return [];
  const isHeld = load.delivery === "buffered" || load.delivery === "fake-streamed";
  return isHeld === kept || use.kind === "returned"
    ? []
    : [`the analysis says ${load.delivery}, and the queryset ${kept ? "keeps its rows" : "keeps nothing"}`];
}

function isAsked(value: unknown): value is Asked {
  return hasMembers(value, ["id", "statements", "rows", "kept", "problem"]);
}
