import type { Intent } from "../../rules/src/orms/rewrites.js";
import type { Observation } from "./observation.js";

/** How the statements after a fix relate to those before it. */
type Shape = (before: Observation, after: Observation) => string | undefined;

/** What each fix promises of the SQL; what is left to differences stands in `observation.ts`. */
const shapes: Readonly<Record<Intent, Shape>> = {
  stream: sameStatements,
  "answer-and-stream": sameRead,
  resize: sameStatements,
  batch: sameStatements,
  project: fewerColumns,
  "return-key": fewerColumns,
  "project-and-stream": fewerColumns,
  only: fewerColumns,
  omit: fewerColumns,
  "omit-and-stream": fewerColumns,
  "omit-prefetch": fewerColumns,
  remove: fewerColumns,
  "add-columns": fewerReads,
  paginate: bounded,
  separate: fewerColumns,
  "separate-and-stream": fewerColumns,
  keyset: inChunks,
  limit: bounded,
  "keep-bound": bounded,
  count: answered,
  exists: answered,
  contains: answered,
  aggregate: answered,
  reverse: orderTurned,
};

/** Why the statements of a run are not what the fix promises; nothing to say of runs that raised or met no rows. */
export function shapeProblem(intent: Intent, before: Observation, after: Observation): string | undefined {
  const raised = before.outcome.kind === "raised" || after.outcome.kind === "raised";
  return raised || before.rows === 0 ? undefined : shapes[intent](before, after);
}

/** A stream sends the same statements; what is prefetched and what the loop itself asks may be sent more often. */
function sameStatements(before: Observation, after: Observation): string | undefined {
  const sent = new Set(before.statements.map(withoutValues));
  const other = after.statements.find((statement) => !sent.has(withoutValues(statement)));
  return other === undefined ? undefined : `sends another statement: ${other.slice(0, 200)}`;
}

/** The rows are read by the same statement, beside others that answer. */
function sameRead(before: Observation, after: Observation): string | undefined {
  const [read] = before.statements;
  return read === undefined || after.statements.includes(read)
    ? undefined
    : "reads the rows by another statement";
}

function fewerColumns(before: Observation, after: Observation): string | undefined {
  const widest = (statements: readonly string[]): number => Math.max(0, ...statements.map(columnsIn));
  const [first, then] = [before.statements, after.statements].map((statements) => {
    const selects = statements.filter((statement) => statement.startsWith("SELECT"));
    return { total: selects.reduce((sum, one) => sum + columnsIn(one), 0), widest: widest(selects) };
  });
  if (!first || !then || first.total === 0) return undefined;
  return then.total < first.total || then.widest < first.widest
    ? undefined
    : "selects no fewer columns than before";
}

/** What each row asked for by itself comes with the rows. */
function fewerReads(before: Observation, after: Observation): string | undefined {
  return after.statements.length < before.statements.length ? undefined : "sends no fewer statements";
}

function inChunks(_: Observation, after: Observation): string | undefined {
  const read = after.statements.filter((statement) => /^SELECT .* ORDER BY .* LIMIT \d+$/.test(statement));
  return read.length > 0 ? undefined : "reads no chunk by key";
}

function bounded(_: Observation, after: Observation): string | undefined {
  return after.statements.some((statement) => / LIMIT \d+/.test(statement)) ? undefined : "sends no LIMIT";
}

function answered(_: Observation, after: Observation): string | undefined {
  // Where there are more statements, the others may bring rows.
  const isAlone = after.statements.length === 1;
  return isAlone && after.rows > 1 ? `${after.rows} rows come for one answer` : undefined;
}

function orderTurned(before: Observation, after: Observation): string | undefined {
  const directions = ({ statements }: Observation): string =>
    [...(statements[0] ?? "").matchAll(/ (ASC|DESC)\b/g)].map(([, direction]) => direction).join(" ");
  const turned = directions(before).replaceAll(/ASC|DESC/g, (one) => (one === "ASC" ? "DESC" : "ASC"));
  return directions(after) === turned ? undefined : "does not turn the order around";
}

function columnsIn(select: string): number {
  return (/^SELECT (.*?) FROM /.exec(select)?.[1] ?? "").split(", ").length;
}

/** Keys, and how many of them there are, come and go with the size of a chunk. */
function withoutValues(statement: string): string {
  return statement.replaceAll(/ IN \([^()]*\)/g, " IN (…)");
}
