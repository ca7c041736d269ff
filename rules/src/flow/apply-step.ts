import type { Step } from "../orms/steps.js";
import type { CallExpression, Expression, SliceExpression } from "../syntax/syntax.js";
import { columnsAfter } from "./columns.js";
import { conditionsOf } from "./conditions.js";
import { type Evaluation, locate, newRow, nextId, recordEffect, recordUse, rowValue } from "./evaluation.js";
import { filteredBy } from "./filtered-by.js";
import type { Frame } from "./frame.js";
import { joinsAfter, prefetchesAfter } from "./joins.js";
import type { QueryShape, Rows } from "./query.js";
import { pagingOf } from "./pages.js";
import { fewer } from "./rows.js";
import { boundIn } from "./turns.js";
import { plain, type QueryObject, unknown, type Value } from "./value.js";

/** A query after one more step. */
export function extend(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  name: string,
  node: Expression,
  change: Partial<QueryObject>,
): QueryObject {
  const step = { name, at: locate(frame, node), ...(node.kind === "call" ? { call: node } : {}) };
  const shape: QueryShape = { ...query.shape, scope: "expression", ...change.shape };
  return {
    ...query,
    id: nextId(evaluation),
    loops: frame.loops,
    frame: frame.id,
    ...change,
    shape,
    steps: [...query.steps, step],
  };
}

/** What calling the method `name` on a query gives; the arguments are evaluated by the caller. */
export function applyStep(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  name: string,
  step: Exclude<
    Step,
    { does: "read" | "write" | "build" | "extend" | "make" | "save" | "scope" | "chain" | "run" }
  >,
  node: CallExpression,
): Value {
  // Any other step asks the database anew, whatever the parent holds.
  const isSameSet = step.does === "keep" || step.does === "base";
  const prefetchedAt = isSameSet ? query.shape.prefetchedAt : undefined;
  const next = (change: Partial<QueryObject> = {}): Value => {
    const made = extend(evaluation, frame, query, name, node, change);
    return { kind: "query", query: { ...made, shape: { ...made.shape, prefetchedAt } } };
  };
  const shaped = (shape: Partial<QueryShape>, change: Partial<QueryObject> = {}): Value =>
    next({ ...change, shape: { ...query.shape, ...shape } });
  const { catalog } = evaluation.facts;
  switch (step.does) {
    case "keep":
    case "base":
      return next();
    case "lock":
      return shaped({ isLocked: true });
    case "combine":
      return shaped({ isCombined: true }, { rows: { level: "unknown" } });
    case "annotate":
      return annotated(query, node, next, shaped);
    case "reverse":
      return shaped({
        orderBy: query.shape.orderBy.map((by) => (by.startsWith("-") ? by.slice(1) : `-${by}`)),
      });
    case "group-values":
      return next({ columns: { kind: "grouped" } });
    case "narrow": {
      const conditions = conditionsOf(evaluation, frame, node);
      if (conditions === undefined) return next({ rows: { level: "unknown" } });
      if (node.arguments.length === 0) return next();
      const find = (id: string): ReturnType<typeof catalog.models.get> => catalog.models.get(id);
      const narrowed: Rows =
        step.by === "exclusion"
          ? { level: "narrowed" }
          : evaluation.table.steps.rowsOf(conditions, query.model, find);
      const repeats = evaluation.table.steps.mayRepeat(conditions, query.model, find);
      const rows = fewer(query.rows, narrowed.level === "all" ? { level: "narrowed" } : narrowed);
      const names = [...query.shape.filteredBy, ...filteredBy(evaluation, frame, node)];
      const mayRepeatRows = query.shape.mayRepeatRows || repeats;
      return shaped(
        { mayRepeatRows, filteredBy: names, keysetBy: keysetColumn(frame, query, node) },
        { rows },
      );
    }
    case "fetch-mode":
      return next(isPartial(query.columns) ? { columns: { kind: "unknown" } } : {});
    case "empty":
      return next({ rows: { level: "none" } });
    case "order":
      return shaped(orderAfter(query, node));
    case "distinct":
      return shaped({ distinct: node.arguments.length > 0 ? "columns" : "rows" });
    case "join":
      return next({ joins: joinsAfter(evaluation, frame, query, node) });
    case "prefetch": {
      const prefetches = prefetchesAfter(evaluation, frame, query, node);
      const isKnown = prefetches.every((prefetch) => prefetch.path !== "");
      return shaped(
        { prefetch: prefetches.length === 0 ? "none" : isKnown ? "known" : "unknown" },
        { prefetches },
      );
    }
    case "columns":
      return next(columnsAfter(query, step.form, node));
    case "fetch-one":
      return query.columns.kind === "values" ? plain : fetchRow(evaluation, query);
    case "create":
      recordEffect(evaluation, frame, "create", node, `${name}()`, query.model);
      return name.endsWith("create") && name !== "create" && name !== "acreate"
        ? unknown
        : rowValue(newRow(evaluation, query.model, query.isHistorical));
    case "create-many":
      recordEffect(evaluation, frame, "create", node, `${name}()`, query.model);
      return unknown;
    case "update-many":
    case "update":
      recordEffect(evaluation, frame, "update", node, `${name}()`, query.model, columnsWritten(step, node));
      return plain;
    case "relate":
      recordEffect(evaluation, frame, "update", node, `${name}()`, query.model);
      return plain;
    case "scalar":
      recordEffect(evaluation, frame, "query", node, `${name}()`, query.model);
      return plain;
    case "delete":
      recordEffect(evaluation, frame, "delete", node, `${name}()`, query.model);
      recordUse(evaluation, frame, {
        query,
        expression: receiver(node),
        use: { kind: "deleted", via: name, node, at: locate(frame, node) },
      });
      return plain;
    case "stream": {
      const chunkSize = chunkSizeIn(node, step.sizeParameter);
      const streamed = extend(evaluation, frame, query, name, node, {
        shape: { ...query.shape, chunkSize },
      });
      return { kind: "stream", query: streamed, at: locate(frame, node) };
    }
    case "collect-by-key": {
      if (node.arguments.length > 0) return unknown;
      const list = { id: nextId(evaluation), via: name, loops: frame.loops };
      recordUse(evaluation, frame, {
        query,
        fills: list,
        expression: receiver(node),
        use: { kind: "collected", via: name, node, at: locate(frame, node), then: [], isLookup: true },
      });
      return { kind: "rows", query, list };
    }
    case "raw":
      return shaped({ isRaw: true }, { rows: rawRows(node) });
    case "inspect":
      return unknown;
  }
}

/** The size that a stream is given, as an argument or in an object of options. */
function chunkSizeIn(
  { arguments: [first] }: CallExpression,
  parameter: string,
): NonNullable<QueryShape["chunkSize"]> {
  if (!first) return "default";
  const { value } = first;
  if (value.kind !== "dictionary" || value.form !== "object") return numberIn(value);
  const size = value.entries.find(({ key }) => key?.kind === "literal" && key.value === parameter);
  if (size) return numberIn(size.value);
  return value.entries.every(({ key }) => key !== undefined) ? "default" : "unknown";
}

function numberIn(value: Expression): number | "unknown" {
  return value.kind === "literal" && typeof value.value === "number" ? value.value : "unknown";
}

function isPartial({ kind }: QueryObject["columns"]): boolean {
  return kind === "only" || kind === "except";
}

/** One row of a query, fetched with a bound. */
export function fetchRow(evaluation: Evaluation, query: QueryObject): Value {
  if (query.columns.kind === "values" || query.columns.kind === "grouped") return plain;
  return rowValue({
    ...newRow(evaluation, query.model, query.isHistorical),
    query: { ...query, rows: { level: "one" } },
  });
}

/** `qs[a:b]`: still a query, with a bound if it has an end. */
export function sliceQuery(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  node: SliceExpression,
): Value {
  const upper = node.upper;
  const isNone = upper?.kind === "literal" && upper.value === null;
  const bound: Rows | undefined =
    upper === undefined || isNone
      ? undefined
      : upper.kind === "literal" && typeof upper.value === "number"
        ? { level: "constant", count: upper.value }
        : { level: "external" };
  const rows = bound && query.rows.level !== "unknown" ? fewer(query.rows, bound) : (bound ?? query.rows);
  return {
    kind: "query",
    query: extend(evaluation, frame, query, "[]", node, {
      rows,
      shape: { ...query.shape, isSliced: true },
      ...pagingOf(frame, query, node.lower, node),
    }),
  };
}

/** The column of `filter(created__gt=last)`, where the loop binds `last` anew each turn. */
function keysetColumn(frame: Frame, { shape }: QueryObject, node: CallExpression): string | undefined {
  for (const { name, value } of node.arguments) {
    const [, column] = /^([a-z0-9]+(?:_[a-z0-9]+)*)__[gl]t$/i.exec(name ?? "") ?? [];
    if (column !== undefined && boundIn(frame, value)) return column;
  }
  return shape.keysetBy;
}

/** Columns that `update(total=0)` and `bulk_update(orders, ["total"])` name. */
function columnsWritten(step: Step, { arguments: given }: CallExpression): readonly string[] | undefined {
  if (step.does === "update") {
    const names = given.flatMap(({ name }) => (name === undefined ? [] : [name]));
    return names.length === given.length ? names : undefined;
  }
  const list = (given.find(({ name }) => name === "fields") ?? given[1])?.value;
  if (list?.kind !== "collection") return undefined;
  const names = list.elements.flatMap((one) =>
    one.kind === "literal" && typeof one.value === "string" ? [one.value] : [],
  );
  return names.length === list.elements.length ? names : undefined;
}

function annotated(
  query: QueryObject,
  node: CallExpression,
  next: (change: Partial<QueryObject>) => Value,
  shaped: (shape: Partial<QueryShape>) => Value,
): Value {
  const names = node.arguments.flatMap((argument) => (argument.name === undefined ? [] : [argument.name]));
  if (query.columns.kind === "values") return next({ columns: { kind: "grouped" } });
  return shaped({ annotations: [...query.shape.annotations, ...names] });
}

function orderAfter(query: QueryObject, node: CallExpression): Partial<QueryShape> {
  const names = node.arguments.map(({ value }) =>
    value.kind === "literal" && typeof value.value === "string" ? value.value : undefined,
  );
  if (names.length === 0) return { order: "none", orderBy: [] };
  if (names.includes("?")) return { order: "random", orderBy: [] };
  const orderBy = names.filter((name) => name !== undefined);
  if (orderBy.length !== names.length) return { order: "explicit", orderBy: [] };
  const columns = orderBy.map((name) => name.replace(/^[-+]/, ""));
  const keys = [["pk"], query.model.primaryKey, ...query.model.unique];
  const isNullable = (name: string): boolean =>
    query.model.columns.some((column) => column.name === name && column.isNullable);
  // Any number of rows may lack a value in a unique column.
  const isTotal = keys.some(
    (key) => key.length > 0 && key.every((column) => columns.includes(column) && !isNullable(column)),
  );
  return { order: isTotal ? "total" : "explicit", orderBy };
}

function rawRows(node: CallExpression): Rows {
  const sql = node.arguments[0]?.value;
  const text = sql?.kind === "literal" && typeof sql.value === "string" ? sql.value : undefined;
  if (text === undefined) return { level: "unknown" };
  if (/\blimit\b|\bfetch\s+first\b/i.test(text)) return { level: "external" };
  return { level: /\bwhere\b|\bjoin\b/i.test(text) ? "narrowed" : "all" };
}

/** What a method is called on. */
function receiver(node: CallExpression): Expression {
  return node.callee.kind === "member" ? node.callee.object : node.callee;
}
