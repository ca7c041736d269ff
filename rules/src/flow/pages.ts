import type { CallExpression, Expression } from "../syntax/syntax.js";
import { type Evaluation, locate, nextId } from "./evaluation.js";
import type { Frame } from "./frame.js";
import type { Turn } from "./turns.js";
import { changesIn, countsDown, dependsOn } from "./turns.js";
import { type QueryObject, unknown, type Value } from "./value.js";

/** What a loop makes of a query when it reads it page by page; counted from the end, no row moves to a page that is left. */
export function pagingOf(
  frame: Frame,
  query: QueryObject,
  position: Expression | undefined,
  node: Expression,
): Pick<QueryObject, "paging"> {
  const turn = position && changesIn(frame, position);
  if (!turn || countsDown(turn) || isAnother(query, turn)) return {};
  return { paging: { of: query.id, loop: turn.loop, rows: query.rows, at: locate(frame, node) } };
}

/** Whether each turn asks another query. */
function isAnother({ steps }: QueryObject, turn: Turn): boolean {
  return steps.some(({ call }) => call?.arguments.some(({ value }) => dependsOn(turn, value)));
}

/** `paginator.page(number)` in a loop over the numbers; any other page is bounded and of no concern. */
export function pageOf(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  node: CallExpression,
): Value {
  const { paging } = pagingOf(frame, query, node.arguments[0]?.value, node);
  return paging ? pageValue(evaluation, query, paging) : unknown;
}

/** One of the pages that a loop over a paginator gets. */
export function nextPage(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  node: Expression,
  loop: number,
): Value {
  return pageValue(evaluation, query, { of: query.id, loop, rows: query.rows, at: locate(frame, node) });
}

function pageValue(
  evaluation: Evaluation,
  query: QueryObject,
  paging: NonNullable<QueryObject["paging"]>,
): Value {
  const page: QueryObject = {
    ...query,
    id: nextId(evaluation),
    rows: query.rows.level === "unknown" ? query.rows : { level: "external" },
    shape: { ...query.shape, isSliced: true },
    paging,
  };
  return { kind: "page", query: page };
}
