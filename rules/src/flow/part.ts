import type { Expression, IndexExpression, SliceExpression } from "../syntax/syntax.js";
import { holdsRows } from "./consume.js";
import { type Evaluation, locate, newRow, nextId, recordUse, rowValue } from "./evaluation.js";
import type { Frame } from "./frame.js";
import type { FirstCount } from "./query.js";
import { plain, unknown, type Value } from "./value.js";

/** An index or slice of something that holds all rows: a list of them, or a raw query. */
export function partOf(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  node: IndexExpression | SliceExpression,
): Value {
  if (value.kind !== "rows" && value.kind !== "query") return unknown;
  const at = locate(frame, node);
  const wanted = wantedPart(node);
  const fill =
    value.kind === "rows" && node.object.kind === "call" ? filledBy(evaluation, value.list.id) : undefined;
  const list =
    value.kind === "rows" ? value.list : { id: nextId(evaluation), via: "raw", loops: frame.loops };
  if (fill && wanted) {
    evaluation.trace.uses[fill.index] = {
      ...fill.event,
      use: { kind: wanted.kind, via: list.via, count: wanted.count, node, at },
    };
  } else {
    recordUse(evaluation, frame, {
      query: value.query,
      ...(value.kind === "rows" ? { list } : { fills: list }),
      expression: node.object,
      use: wanted
        ? { kind: wanted.kind, via: list.via, count: wanted.count, node, at }
        : { kind: "sliced", via: list.via, node, at },
    });
  }
  if (node.kind === "slice") return { kind: "rows", query: value.query, list };
  return holdsRows(value.query)
    ? rowValue(newRow(evaluation, value.query.model, value.query.isHistorical))
    : plain;
}

function filledBy(
  evaluation: Evaluation,
  list: number,
): { readonly index: number; readonly event: Evaluation["trace"]["uses"][number] } | undefined {
  const index = evaluation.trace.uses.findLastIndex((event) => event.fills?.id === list);
  const event = evaluation.trace.uses[index];
  return event ? { index, event } : undefined;
}

interface WantedPart {
  readonly kind: "first" | "last";
  readonly count: FirstCount;
}

function wantedPart(node: IndexExpression | SliceExpression): WantedPart | undefined {
  if (node.kind === "index") {
    if (node.index.kind === "literal" && node.index.value === 0)
      return { kind: "first", count: { kind: "one" } };
    return isMinusOne(node.index) ? { kind: "last", count: { kind: "one" } } : undefined;
  }
  if (node.step) return undefined;
  if (node.upper && !node.lower && !isNegative(node.upper))
    return { kind: "first", count: { kind: "many", expression: node.upper } };
  if (node.lower && !node.upper && node.lower.kind === "unary" && node.lower.operator === "-") {
    return { kind: "last", count: { kind: "many", expression: node.lower.operand } };
  }
  return undefined;
}

function isNegative(expression: Expression): boolean {
  return expression.kind === "unary" && expression.operator === "-";
}

function isMinusOne(expression: Expression): boolean {
  return (
    expression.kind === "unary" &&
    expression.operator === "-" &&
    expression.operand.kind === "literal" &&
    expression.operand.value === 1
  );
}
