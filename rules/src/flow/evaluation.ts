import { type CallRecord, startRecord } from "./call-record.js";
import type { Location } from "../location.js";
import type { OrmTable } from "../orms/orm.js";
import type { Model } from "../project/catalog.js";
import type { Facts } from "../project/facts.js";
import type { Span } from "../syntax/syntax.js";
import type { Frame } from "./frame.js";
import type { BuilderState } from "./builder.js";
import type { KnownCalls } from "./known-calls.js";
import type { BodyEffect, QueryShape, RowAccess } from "./query.js";
import { emptyTrace, type Trace, type UseEvent } from "./trace.js";
import type { QueryObject, RowObject, Value } from "./value.js";

/** One evaluation of one root (a function or a module's top level): what is asked, what was seen, what may still be spent. */
export interface Evaluation {
  readonly facts: Facts;
  readonly table: OrmTable;
  trace: Trace;
  /** Expressions that may still be evaluated; at zero everything is unknown, so that no input takes long. */
  budget: number;
  lastId: number;
  /** Values of module variables and class attributes, so that each is one object. */
  readonly globals: Map<string, Value>;
  /** Functions that some call has evaluated. */
  readonly invoked: Set<object>;
  /** What each cursor has executed last. */
  readonly statements: Map<number, QueryObject>;
  /** What each builder was told. */
  readonly builders: Map<number, BuilderState>;
  /** Functions being evaluated now: a second entry gives unknown. */
  readonly active: Set<object>;
  /** Calls that other evaluations of the file can repeat. */
  readonly calls: KnownCalls;
  /** What the running call has done so far. */
  record: CallRecord;
}

/** How many expressions one root may cost: far above what people write, far below what is felt. */
const budget = 60_000;

/** A fresh evaluation. */
export function startEvaluation(facts: Facts, table: OrmTable, calls: KnownCalls): Evaluation {
  return {
    facts,
    table,
    trace: emptyTrace(),
    budget,
    lastId: 0,
    globals: new Map(),
    invoked: new Set(),
    statements: new Map(),
    builders: new Map(),
    active: new Set(),
    calls,
    record: startRecord(),
  };
}

/** A number that no other object of this evaluation has. */
export function nextId(evaluation: Evaluation): number {
  evaluation.lastId += 1;
  return evaluation.lastId;
}

/** Runs `compute` without leaving events: for values that are made elsewhere than where they are used. */
export function silently<T>(evaluation: Evaluation, compute: () => T): T {
  const trace = evaluation.trace;
  evaluation.trace = emptyTrace();
  const result = compute();
  evaluation.trace = trace;
  return result;
}

/** A place in the file of a frame. */
export function locate(frame: Frame, span: Span): Location {
  return { file: frame.file, start: span.start, end: span.end };
}

/** The event without what the frame knows. */
export type UseRecord = Pick<UseEvent, "query" | "use" | "expression"> &
  Partial<
    Pick<UseEvent, "list" | "fills" | "row" | "loop" | "isStreamed" | "isLook" | "through" | "isOfOther">
  >;

/** Notes a use of a query's result. */
export function recordUse(evaluation: Evaluation, frame: Frame, record: UseRecord): void {
  evaluation.trace.uses.push({
    isStreamed: false,
    ...record,
    loops: frame.loops,
    depth: depthBetween(frame.loops, record.query.loops),
    path: frame.path,
    context: frame.context,
    file: frame.file,
    frame: frame.id,
    ...(frame.through ? { through: frame.through } : {}),
  });
}

/** Notes what is done with a row; rows reached through relations count for the row they were reached from. */
export function recordAccess(
  evaluation: Evaluation,
  frame: Frame,
  row: RowObject,
  access: Pick<RowAccess, "kind" | "name"> & { readonly node: Span },
): void {
  evaluation.trace.accesses.push({
    row,
    access: {
      kind: access.kind,
      name: access.name,
      at: locate(frame, access.node),
      isConditional: row.bound ? isForSome(frame, row.bound) : isConditional(frame),
      isLocal: frame.depth === 0,
    },
  });
}

/** Whether a place is reached for some rows of a loop only: a function that is kept may never run. */
function isForSome({ path, loops }: Frame, { loop, branches }: NonNullable<RowObject["bound"]>): boolean {
  return path.length > branches || !loops.includes(loop);
}

/** How many loops one place stands in that another does not. */
export function depthBetween(loops: readonly number[], outer: readonly number[]): number {
  return loops.filter((loop) => !outer.includes(loop)).length;
}

/** Whether the place is reached for some rows only. */
export function isConditional({ path, conditionBase }: Frame): boolean {
  return path.length > conditionBase;
}

/** Notes what the running code does besides reading rows. */
export function recordEffect(
  evaluation: Evaluation,
  frame: Frame,
  kind: BodyEffect["kind"],
  node: Span,
  detail: string,
  model?: Model,
  columns?: readonly string[],
): void {
  if (frame.loops.length === 0) return;
  const effect: BodyEffect = { kind, at: locate(frame, node), detail, ...(columns ? { columns } : {}) };
  evaluation.trace.effects.push({ loops: frame.loops, effect, ...(model ? { model: model.id } : {}) });
}

const plainShape: QueryShape = {
  isSliced: false,
  distinct: "no",
  order: "none",
  orderBy: [],
  filteredBy: [],
  keysetBy: undefined,
  isCombined: false,
  isLocked: false,
  isRaw: false,
  mayRepeatRows: false,
  prefetch: "none",
  annotations: [],
  isRelatedSet: false,
  prefetchedAt: undefined,
  parentColumn: undefined,
  scope: "expression",
};

/** A query for all rows of a model, made here. */
export function queryOfModel(
  evaluation: Evaluation,
  frame: Frame,
  model: Model,
  change: Partial<QueryObject>,
): QueryObject {
  const ordering = model.ordering ?? [];
  return {
    id: nextId(evaluation),
    model,
    isHistorical: false,
    rows: { level: "all" },
    columns: { kind: "all" },
    joins: [],
    prefetches: [],
    steps: [],
    loops: frame.loops,
    frame: frame.id,
    ...change,
    shape: {
      ...plainShape,
      order: ordering.length > 0 ? "default" : "none",
      orderBy: ordering,
      ...change.shape,
    },
  };
}

/** A row of a model that a query delivered or that was fetched, made or handed in. */
export function newRow(
  evaluation: Evaluation,
  model: Model,
  isHistorical: boolean,
  query?: QueryObject,
): RowObject {
  return { id: nextId(evaluation), model, isHistorical, ...(query ? { query } : {}) };
}

/** A value that is a row. */
export function rowValue(row: RowObject): Value {
  return { kind: "row", row };
}
