import type { Estimate } from "../../rules/src/estimate.js";
import { estimate } from "../../rules/src/estimate.js";
import type { Fix } from "../../rules/src/finding.js";
import type { Query } from "../../rules/src/flow/query.js";
import { afterFix, offsetAfter } from "./after-fix.js";
import type { EditableProject } from "./fix-all.js";
import { queriesNear } from "./query-at.js";

/** What a query holds in memory, now or after a fix. */
export interface MemoryLine {
  readonly label: string;
  /** `undefined` where the query is gone or runs in the database. */
  readonly estimate?: Estimate;
}

/**
 * The query as it is and what each fix would bring it to. Each fix costs a check of the file, so `isWanted` is asked before
 * each, and may let others have their turn.
 */
export async function memoryLines(
  editable: EditableProject,
  query: Query,
  fixes: readonly Fix[],
  isWanted: () => Promise<boolean>,
): Promise<readonly MemoryLine[]> {
  const now = estimateOf(editable, query);
  if (now === undefined || !isOpen(query)) return [];
  const lines: MemoryLine[] = [{ label: "now", estimate: now }];
  for (const fix of fixes) {
    if (!(await isWanted())) break;
    const line = lineAfter(editable, query, fix);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

/** The lines as a table in Markdown, with bars of text, and what was counted with. */
export function describeMemory(lines: readonly MemoryLine[], page: string | undefined): string {
  const [now] = lines;
  if (now?.estimate === undefined) return "";
  const { row, engine, assumes } = now.estimate;
  const most = now.estimate.peak(many);
  const rows = lines.map(({ label, estimate: each }) => {
    const peaks =
      each === undefined ? ["no rows", "no rows"] : [few, many].map((count) => bytes(each.peak(count)));
    return `| ${label} | ${peaks.join(" | ")} | ${bar(each?.peak(many) ?? 0, most)} |`;
  });
  const counted = [
    ...(assumes.binary ? ["100 kB for a binary value"] : []),
    ...(assumes.large ? ["2 kB for a long text"] : []),
  ];
  const assumption = counted.length === 0 ? "" : `, counted with ${counted.join(" and ")}`;
  const estimated = page === undefined ? "an estimate" : `[an estimate](${page})`;
  return [
    "| peak memory | 10,000 rows | 1,000,000 rows | |",
    "| :-- | --: | --: | :-- |",
    ...rows,
    "",
    `${bytes(row)} a row with ${engines[engine]}, ${estimated}${assumption}`,
  ].join("\n");
}

const engines: Readonly<Record<Estimate["engine"], string>> = {
  postgresql: "PostgreSQL",
  mysql: "MySQL",
  sqlite: "SQLite",
  oracle: "Oracle",
};

const few = 10_000;
const many = 1_000_000;

/** Only where the number of rows is open does it matter what a million of them weigh. */
function isOpen({ load }: Query): boolean {
  const isBounded = load.rows.level === "constant" || load.rows.level === "one" || load.rows.level === "none";
  return !isBounded && load.delivery !== "lazy";
}

function estimateOf({ project }: EditableProject, query: Query): Estimate | undefined {
  const table = project.tables.find(({ name }) => name === query.orm);
  return table && estimate(query, table, project);
}

function lineAfter(editable: EditableProject, query: Query, fix: Fix): MemoryLine | undefined {
  const { file, model } = query;
  const place = offsetAfter(fix, file, query.expression.start);
  const queries = afterFix(editable, file, fix, () => queriesNear(editable.project, file, place));
  if (queries === undefined) return undefined;
  const [label = ""] = fix.title.split(" — ");
  const start = Math.min(query.expression.start, ...fix.edits.map((edit) => edit.start));
  const end = Math.max(
    offsetAfter(fix, file, query.expression.end),
    ...fix.edits.map((edit) => offsetAfter(fix, file, edit.end)),
  );
  const there = queries.filter(
    (each) => each.file === file && each.model.id === model.id && isWithin(each.use.at, start, end),
  );
  const loading = there.filter(({ load }) => load.delivery !== "lazy");
  const estimates = loading.flatMap((each) => estimateOf(editable, each) ?? []);
  if (estimates.length < loading.length) return undefined;
  const heaviest = estimates.reduce<Estimate | undefined>(
    (most, each) => (most === undefined || each.peak(many) > most.peak(many) ? each : most),
    undefined,
  );
  return heaviest === undefined ? { label } : { label, estimate: heaviest };
}

function isWithin(at: { readonly start: number; readonly end: number }, start: number, end: number): boolean {
  return at.start <= end && at.end >= start;
}

/** Two digits are all that an estimate is worth. */
function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = value >= 9.95 ? 0 : 1;
  return `${value >= 100 ? String(Math.round(value / 10) * 10) : value.toFixed(digits).replace(/\.0$/, "")} ${units[unit] ?? ""}`;
}

const barLength = 10;

/** As long as its share of the most, in tenths; what is there at all shows. */
function bar(part: number, whole: number): string {
  if (part === 0 || whole === 0) return "";
  const eighths = Math.max(1, Math.round((part / whole) * barLength * 8));
  const rest = eighths % 8;
  return "█".repeat(Math.floor(eighths / 8)) + (rest === 0 ? "" : String.fromCodePoint(0x2590 - rest));
}
