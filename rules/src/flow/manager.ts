import { mayEnter } from "./call-record.js";
import type { ClassReference, Manager } from "../project/catalog.js";
import { type Evaluation, queryOfModel, silently } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { findMember } from "./lookup.js";
import type { Join } from "./query.js";
import { fewer } from "./rows.js";
import type { ManagerValue, QueryObject, Value } from "./value.js";

/** The manager that an attribute names, the default one for relations and the framework's own names. */
function managerOf(value: ManagerValue): Manager | undefined {
  if (value.isHistorical) return undefined;
  const named = value.model.managers.get(value.name);
  if (named) return named;
  if (value.name === "_base_manager") return undefined;
  const [first] = value.model.managers.values();
  return first;
}

/** The query that a manager starts from: all rows, or the rows of one parent, through its own `get_queryset`. */
export function baseQuery(evaluation: Evaluation, frame: Frame, value: ManagerValue): Value {
  const manager = managerOf(value);
  const plainQuery = plainQueryOf(evaluation, frame, value, manager);
  const found = manager ? findMember(evaluation.facts, manager.classes, "get_queryset") : undefined;
  if (found?.kind !== "function" || !mayEnter(evaluation, frame)) return { kind: "query", query: plainQuery };
  const callable = {
    file: found.file,
    definition: found.definition,
    self: value,
    definedIn: found.definedIn,
  };
  const result = silently(evaluation, () => invoke(evaluation, frame, callable, []));
  if (result.kind !== "query" || result.query.model.id !== value.model.id) {
    return {
      kind: "query",
      query: {
        ...plainQuery,
        rows: fewer(plainQuery.rows, { level: "narrowed" }),
        shape: { ...plainQuery.shape, prefetch: "unknown" },
      },
    };
  }
  const rows = fewer(plainQuery.rows, result.query.rows);
  const isRelatedSet = plainQuery.shape.isRelatedSet;
  const steps = [...plainQuery.steps, ...result.query.steps.filter((step) => step.name !== value.name)];
  return {
    kind: "query",
    query: {
      ...result.query,
      rows,
      steps,
      loops: frame.loops,
      frame: frame.id,
      shape: { ...result.query.shape, isRelatedSet, scope: "expression" },
    },
  };
}

/** The query of a manager without its own `get_queryset`. */
export function plainQueryOf(
  evaluation: Evaluation,
  frame: Frame,
  value: ManagerValue,
  manager = managerOf(value),
): ReturnType<typeof queryOfModel> {
  const base = queryOfModel(evaluation, frame, value.model, {
    isHistorical: value.isHistorical,
    rows: { level: value.parent ? "parent" : "all" },
    steps: [{ name: value.name, at: value.at }],
    ...(value.scopes ? { scopes: value.scopes } : {}),
  });
  const prefetch = manager?.isIncomplete ? "unknown" : "none";
  const isAssumed = value.isAssumed === true ? { isAssumed: true } : {};
  const isExtended = value.client?.isExtended === true ? { isExtended: true } : {};
  const { parent, name } = value;
  const shape = {
    ...base.shape,
    ...isAssumed,
    ...isExtended,
    isRelatedSet: parent !== undefined,
    prefetch,
    prefetchedAt: prefetchOf(value)?.at,
    parentColumn: parent?.model.relations.get(name)?.remoteColumn,
  } as const;
  return { ...base, shape };
}

/** What the query of the parent prefetches for its relation. */
function prefetchOf({ name, parent }: ManagerValue): Join | undefined {
  return parent?.query?.prefetches.find(
    ({ path, attribute }) => attribute === undefined && (path === name || path.startsWith(`${name}__`)),
  );
}

/** A method that the project's manager or queryset classes define. */
export function managerMethod(
  evaluation: Evaluation,
  value: ManagerValue | Extract<Value, { kind: "query" }>,
  name: string,
): ReturnType<typeof findMember> {
  const model = value.kind === "manager" ? value.model : value.query.model;
  const isHistorical = value.kind === "manager" ? value.isHistorical : value.query.isHistorical;
  if (isHistorical) return undefined;
  const besides = value.kind === "manager" && value.classes ? value.classes : [];
  const own = findMember(evaluation.facts, besides, name);
  if (own) return own;
  const managers = value.kind === "manager" ? [managerOf(value)] : managersBehind(value);
  for (const manager of managers) {
    const found = manager ? findMember(evaluation.facts, manager.classes, name) : undefined;
    if (found) return found;
  }
  return value.kind === "manager" || managers.length > 0
    ? undefined
    : findMember(
        evaluation.facts,
        [...model.managers.values()].flatMap((manager) => manager.classes),
        name,
      );
}

/** The project's classes behind a manager or a query, nearest first. */
export function classesBehind(
  value: ManagerValue | Extract<Value, { kind: "query" }>,
): readonly ClassReference[] {
  const managers = value.kind === "manager" ? [managerOf(value)] : managersBehind(value);
  const besides = value.kind === "manager" ? (value.classes ?? []) : [];
  return [...besides, ...managers.flatMap((manager) => manager?.classes ?? [])];
}

/** A query does not name its queryset class; it came from the manager that its first step names. */
function managersBehind(value: Extract<Value, { kind: "query" }>): readonly Manager[] {
  const { model, steps } = value.query;
  const [source] = steps;
  const named = source ? model.managers.get(source.name) : undefined;
  if (named) return [named];
  const [first] = model.managers.values();
  return first ? [first] : [];
}

/** What an unknown method makes of a query: matching rows at the most, and the method may have prefetched what it likes. */
export function derivedFrom(query: QueryObject): Value {
  return {
    kind: "derived",
    query: {
      ...query,
      rows: fewer(query.rows, { level: "narrowed" }),
      shape: { ...query.shape, prefetch: "unknown" },
    },
  };
}

/** `get_for_object(order)`: what a method makes of a query for a row belongs to that row. */
export function ofParent(value: Value): Value {
  return value.kind === "derived"
    ? { kind: "derived", query: { ...value.query, rows: fewer(value.query.rows, { level: "parent" }) } }
    : value;
}
