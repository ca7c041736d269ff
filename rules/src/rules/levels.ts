import type { Severity } from "../finding.js";
import type { Place } from "../flow/context.js";
import type { Query, Rows } from "../flow/query.js";
import type { TableSize } from "../flow/table-size.js";
import type { Settings } from "../settings.js";
import { isNamed, sizeOfTable } from "./size-of-table.js";

/**
 * What a finding is about: `iteration` all rows held at once, `columns` heavy columns that nobody reads, `first` the
 * whole table for its first rows, `answer` the whole table for a number or a yes, `partial` a query for each row.
 */
export type Concern = "iteration" | "columns" | "first" | "answer" | "partial";

/** What the rows weigh, as far as the grade depends on it. */
export type Burden = "plain" | "heavy";

type Grade = Severity | "silent";
type Grades = Readonly<Record<Rows["level"], Readonly<Record<Burden, Grade>>>>;

const silent = { plain: "silent", heavy: "silent" } as const;
const warning = { plain: "warning", heavy: "warning" } as const;
const never = { none: silent, one: silent, unknown: silent } as const;

/** How much each kind of rows matters. A third of naive candidates grow with the data: hence the many silences. */
const grades: Readonly<Record<Concern, Grades>> = {
  iteration: {
    ...never,
    constant: silent,
    external: silent,
    parent: { plain: "silent", heavy: "info" },
    narrowed: { plain: "info", heavy: "warning" },
    all: warning,
  },
  columns: {
    ...never,
    constant: { plain: "silent", heavy: "info" },
    external: { plain: "silent", heavy: "info" },
    parent: { plain: "silent", heavy: "info" },
    narrowed: { plain: "silent", heavy: "warning" },
    all: { plain: "silent", heavy: "warning" },
  },
  first: {
    ...never,
    constant: silent,
    external: silent,
    parent: { plain: "silent", heavy: "info" },
    narrowed: warning,
    all: warning,
  },
  partial: {
    ...never,
    constant: { plain: "info", heavy: "info" },
    external: { plain: "info", heavy: "info" },
    parent: { plain: "info", heavy: "info" },
    narrowed: warning,
    all: warning,
  },
  answer: {
    ...never,
    constant: silent,
    external: silent,
    parent: { plain: "info", heavy: "info" },
    narrowed: warning,
    all: warning,
  },
};

/** A migration runs once: rows of one parent are not worth a word there, and what it narrows is no warning. */
const inMigrations: Partial<Record<Rows["level"], Readonly<Record<Burden, Grade>>>> = {
  parent: silent,
  narrowed: { plain: "info", heavy: "info" },
};

type Sized = Readonly<Record<Exclude<TableSize["kind"], "fixed">, Readonly<Record<Grade, Grade>>>>;

const unchanged = { silent: "silent", info: "info", warning: "warning", error: "error" } as const;
const silenced = { ...unchanged, info: "silent", warning: "silent" } as const;

/** The rows of a small table weigh a step less, and tenants are few; what is asked or read in vain stays so. */
const inSizedTable: Sized = {
  open: unchanged,
  tenants: { ...unchanged, warning: "info" },
  small: { ...unchanged, info: "silent", warning: "info" },
};

/** Few rows that are not heavy are not worth a word in code that runs once. */
const onceInSizedTable: Sized = { open: unchanged, tenants: silenced, small: silenced };

/** Growth, for the setting `minimum`. */
const growth: readonly Rows["level"][] = ["none", "one", "constant", "external", "parent", "narrowed", "all"];

/** How bad a finding is here; `undefined` where it is not worth saying. */
export function severityOf(
  rule: string,
  concern: Concern,
  burden: Burden,
  query: Query,
  settings: Settings,
): Severity | undefined {
  const level = settings.rules[rule];
  if (level === "off" || isOutOfScope(query.context.place, settings)) return undefined;
  if (isNamed(query.model, settings.smallModels)) return undefined;
  const grade = gradeOf(concern, burden, query, settings);
  return grade === "silent" ? undefined : (level ?? grade);
}

/** The severity of what is wrong however many rows there are; `undefined` where it is not worth saying. */
export function severityOfFault(
  rule: string,
  severity: Severity,
  query: Query,
  settings: Settings,
): Severity | undefined {
  const level = settings.rules[rule];
  return level === "off" || isOutOfScope(query.context.place, settings) ? undefined : (level ?? severity);
}

/** For findings that rest on what could not be followed, or that weigh little. */
export function atMostInfo(severity: Severity | undefined): Severity | undefined {
  return severity && "info";
}

function gradeOf(concern: Concern, burden: Burden, query: Query, settings: Settings): Grade {
  const { minimum } = settings;
  const { level } = query.load.rows;
  const inPlace = query.context.place === "migration" ? inMigrations[level] : undefined;
  const size = sizeOfTable(query.model, settings).kind;
  const unsized = (inPlace ?? grades[concern][level])[burden];
  if (size === "fixed") return concern === "columns" && unsized !== "silent" ? "info" : "silent";
  const isOnce = query.context.place === "migration" && burden === "plain";
  const sized = (isOnce ? onceInSizedTable : inSizedTable)[size][unsized];
  const grade = concern === "iteration" || concern === "columns" ? sized : unsized;
  if (minimum === undefined) return grade;
  if (growth.indexOf(level) < growth.indexOf(minimum)) return "silent";
  const isWorthless = concern === "columns" && burden === "plain";
  return grade === "silent" && !isWorthless ? "info" : grade;
}

function isOutOfScope(place: Place, settings: Settings): boolean {
  return place === "test" && !settings.tests;
}
