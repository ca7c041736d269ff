import type { Intent } from "../../../rules/src/orms/rewrites.js";
import { textTable } from "../proof-table.js";
import { readLines, hasMembers } from "../read-lines.js";
import { inTurns } from "./find-truth.js";
import { versions } from "./installations.js";
import { type Bench, databaseFor } from "./prove.js";
import { runPython } from "./run-programs.js";
import { offersFor, readPrograms } from "./shop.js";

/** How far a program goes above an idle process, before and after a fix. */
export interface Measurement {
  readonly intent: Intent;
  /** As `PostgreSQL 15.18`. */
  readonly database: string;
  /** Mebibytes. */
  readonly before: number;
  readonly after: number;
  /** What the fix says of itself. */
  readonly title: string;
}

/** Rows of the measured table, and bytes in the binary column of each: 28 MiB in all. */
const table = { rows: 1200, bytes: 24576 };

/** Measures one program for each rewriting, on the newest Django. */
export async function measureMemory(benches: readonly Bench[]): Promise<readonly Measurement[]> {
  const newest = benches.filter(({ installation }) => installation.version === versions.at(-1));
  return (await inTurns(newest, 1, measure)).flat();
}

/** The measurements as a table of text: mebibytes before and after, by database. */
export function memoryTable(measurements: readonly Measurement[]): string {
  const databases = [...new Set(measurements.map(({ database }) => database))];
  const intents = [...new Set(measurements.map(({ intent }) => intent))];
  const rows = intents.map((intent) => [
    intent,
    ...databases.map((database) => {
      const found = measurements.find((one) => one.intent === intent && one.database === database);
      return found ? `${found.before.toFixed(1)} -> ${found.after.toFixed(1)} MiB` : "-";
    }),
  ]);
  return textTable([["", ...databases], ...rows]);
}

async function measure(bench: Bench): Promise<readonly Measurement[]> {
  const { installation, server } = bench;
  const { version } = installation;
  const programs = readPrograms("memory");
  const offers = offersFor(programs, { version, engine: server.engine }).filter(
    ({ intent, program }) => intent === program.function.replaceAll("_", "-"),
  );
  const jobs = offers.flatMap(({ intent, program, text }) => [
    { id: `${intent} before`, function: program.function, text: program.text },
    { id: `${intent} after`, function: program.function, text },
  ]);
  const database = databaseFor(bench, "memory");
  const output = await runPython(installation, database, "measure_memory.py", { ...table, programs: jobs });
  const peaks = new Map(readLines(output, isPeak).map(({ id, peak }) => [id, peak]));
  return offers.map(({ intent, title }) => ({
    intent,
    title,
    database: server.label,
    before: peaks.get(`${intent} before`) ?? Number.NaN,
    after: peaks.get(`${intent} after`) ?? Number.NaN,
  }));
}

interface Peak {
  readonly id: string;
  readonly peak: number;
}

function isPeak(value: unknown): value is Peak {
  return hasMembers(value, ["id", "peak"]);
}
