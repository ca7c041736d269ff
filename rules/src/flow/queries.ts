import type { Evaluation } from "./evaluation.js";
import type { BodyEffect, Delivery, Load, Query, RowAccess, RowUse, Use } from "./query.js";
import { canBothRun, type UseEvent } from "./trace.js";
import type { ListObject, QueryObject } from "./value.js";
import type { Location } from "../location.js";

/** The queries that a trace shows: one for each use of a result in the functions with these frames. */
export function queriesOf(
  evaluation: Evaluation,
  file: string,
  frames: ReadonlySet<number>,
): readonly Query[] {
  if (evaluation.budget <= 0) return [];
  const { uses } = evaluation.trace;
  const rowUses = rowUsesOf(evaluation);
  const queries: Query[] = [];
  for (const event of uses) {
    if (event.list || event.isLook) continue;
    const isHere = frames.has(event.frame) && event.file === file;
    if (isHere && !event.isOfOther) queries.push(queryOf(evaluation, file, event, rowUses));
    else if (event.through && (isHere || frames.has(event.query.frame))) {
      const handedOver: Location = { file, start: event.through.start, end: event.through.end };
      queries.push({ ...queryOf(evaluation, file, event, rowUses), expression: event.through, handedOver });
    }
  }
  return queries;
}

function queryOf(evaluation: Evaluation, file: string, event: UseEvent, rowUses: RowUses): Query {
  const { query } = event;
  const { uses } = evaluation.trace;
  const at = uses.indexOf(event);
  const others = uses.filter(
    (other, index) =>
      other !== event &&
      usesResultOf(query, other) &&
      !other.list &&
      (!other.isLook || index > at) &&
      canBothRun(other.path, event.path),
  );
  const then = event.fills ? usesOfList(evaluation, event.fills) : [];
  const use: Use = completed(evaluation, event, then);
  return {
    orm: evaluation.table.name,
    model: query.model,
    file,
    expression: event.expression,
    steps: query.steps,
    ...(query.calls ? { calls: query.calls } : {}),
    load: loadOf(event, use),
    shape: query.shape,
    use,
    otherUses: others.map((other) => other.use),
    rowUse: rowUses(event),
    ...(others.length > 0 ? { otherRowUse: together(others.map(rowUses)) } : {}),
    depth: event.depth,
    effects: effectsOf(evaluation, [event, ...then]),
    context: event.context,
    ...startedIn(evaluation, event),
    ...waitOf(evaluation, event),
    ...pagingOf(evaluation, event),
  };
}

/** Whether two expressions may stand for one query object. */
function mayBeSame(left: QueryObject, right: QueryObject): boolean {
  if (left.id === right.id) return true;
  if (left.alsoIds?.includes(right.id) || right.alsoIds?.includes(left.id)) return true;
  return left.alsoIds?.some((id) => right.alsoIds?.includes(id)) ?? false;
}

/** The pages that a loop reads, unless the query holds its rows already and the pages are parts of them. */
function pagingOf(evaluation: Evaluation, event: UseEvent): Pick<Query, "paging"> {
  const { paging } = event.query;
  const isHeld = evaluation.trace.uses.some(({ query, use }) => query.id === paging?.of && holdsRows(use));
  if (!paging || isHeld) return {};
  const { rows, at, loop } = paging;
  return { paging: { rows, at, effects: effectsIn(evaluation, event, [loop]) } };
}

/** Whether a use takes rows of a query's result: all of them, or a page, which comes from the rows that are held. */
function usesResultOf(query: QueryObject, other: UseEvent): boolean {
  return mayBeSame(other.query, query) || other.query.paging?.of === query.id;
}

/** Uses that leave the rows in the query's cache. */
function holdsRows({ kind }: Use): boolean {
  return ["looped", "collected", "counted", "tested", "contained", "aggregated"].includes(kind);
}

/** The wait of an endless loop that comes back to the query. */
function waitOf({ trace }: Evaluation, { loops }: UseEvent): Pick<Query, "waitsAt"> {
  const endless = loops.filter((loop) => trace.endless.has(loop));
  const wait = trace.waits.find((one) => one.loops.some((loop) => endless.includes(loop)));
  return wait ? { waitsAt: wait.at } : {};
}

/** An earlier use of the same stream in a transaction that has ended since. */
function startedIn({ trace }: Evaluation, event: UseEvent): Pick<Query, "startedIn"> {
  if (!event.isStreamed) return {};
  const earlier = trace.uses
    .slice(0, trace.uses.indexOf(event))
    .find(
      (other) =>
        other.isStreamed &&
        other.query.id === event.query.id &&
        other.context.transactions.some((one) => !event.context.transactions.includes(one)),
    );
  return earlier ? { startedIn: earlier.use.at } : {};
}

function usesOfList(evaluation: Evaluation, list: ListObject): readonly UseEvent[] {
  return evaluation.trace.uses.filter((event) => event.list?.id === list.id);
}

function completed(evaluation: Evaluation, event: UseEvent, then: readonly UseEvent[]): Use {
  const { use } = event;
  if (use.kind === "looped")
    return { ...use, keepsRows: event.row !== undefined && evaluation.trace.kept.has(event.row.id) };
  if (use.kind === "rendered" && use.then)
    return { ...use, then: then.map((one) => completed(evaluation, one, [])) };
  if (use.kind === "collected")
    return {
      ...use,
      then: then.map((one) => completed(evaluation, one, one.fills ? usesOfList(evaluation, one.fills) : [])),
    };
  return use;
}

function loadOf(event: UseEvent, use: Use): Load {
  const { query } = event;
  return {
    rows: query.rows,
    columns: query.columns,
    delivery: deliveryOf(event, use),
    joins: query.joins,
    prefetches: query.prefetches,
  };
}

function deliveryOf(event: UseEvent, use: Use): Delivery {
  // Rows that are all there already gain nothing from being awaited one by one.
  if (event.query.isRun === true && use.kind === "looped" && use.isAsync && use.node.kind === "loop")
    return "fake-streamed";
  if (event.query.isRun === true) return "buffered";
  if (!event.isStreamed)
    return use.kind === "returned" || use.kind === "passed" || use.kind === "stored" || use.kind === "yielded"
      ? "lazy"
      : "buffered";
  const isHeld =
    use.kind === "collected" || use.kind === "rendered" || (use.kind === "looped" && use.keepsRows);
  return isHeld ? "fake-streamed" : "streamed";
}

/** Uses that leave the rest of the row's story untold. */
const opaque: readonly RowAccess["kind"][] = ["escape", "dynamic", "unknown-method", "text"];

type RowUses = (event: UseEvent) => RowUse;

/** The row use of each event: asked for again by the other uses of the same result, and told once. */
function rowUsesOf(evaluation: Evaluation): RowUses {
  const known = new Map<UseEvent, RowUse>();
  return (event) => {
    const found =
      known.get(event) ?? rowUseOf(evaluation, event, event.fills ? usesOfList(evaluation, event.fills) : []);
    known.set(event, found);
    return found;
  };
}

function together(rowUses: readonly RowUse[]): RowUse {
  return {
    isComplete: rowUses.every(({ isComplete }) => isComplete),
    uses: rowUses.flatMap(({ uses }) => uses),
  };
}

function rowUseOf(evaluation: Evaluation, event: UseEvent, then: readonly UseEvent[]): RowUse {
  const rows = [event, ...then].flatMap((one) => (one.row ? [one.row.id] : []));
  const uses = evaluation.trace.accesses.flatMap(({ row, access }) =>
    rows.includes(row.id) ? [access] : [],
  );
  const isHidden = [event, ...then].some((one) => hidesRows(one.use, one === event && then.length > 0));
  return { isComplete: !isHidden && !uses.some((access) => opaque.includes(access.kind)), uses };
}

/** Whether rows go where they cannot be followed. A collection is followed through its own uses. */
function hidesRows(use: Use, isFollowed: boolean): boolean {
  if (use.kind === "collected") return !isFollowed;
  if (use.kind === "rendered") return use.then === undefined;
  return ["returned", "stored", "passed", "sliced", "yielded", "first", "last"].includes(use.kind);
}

function effectsOf(evaluation: Evaluation, events: readonly UseEvent[]): readonly BodyEffect[] {
  const loops = events.flatMap((event) => (event.loop === undefined ? [] : [event.loop]));
  const [first] = events;
  return first ? effectsIn(evaluation, first, loops) : [];
}

function effectsIn(evaluation: Evaluation, event: UseEvent, loops: readonly number[]): readonly BodyEffect[] {
  return evaluation.trace.effects.flatMap(({ loops: within, effect, model }) => {
    if (!loops.some((loop) => within.includes(loop))) return [];
    const isSame = model === undefined || isSameTable(event, model);
    const isWrite = effect.kind === "update" || effect.kind === "delete" || effect.kind === "create";
    return [isWrite && !isSame ? { ...effect, kind: "write-other" as const } : effect];
  });
}

function isSameTable(event: UseEvent, id: string): boolean {
  const { model } = event.query;
  return model.id === id || model.proxyOf === id || model.parents.includes(id);
}
