import type { ResultMember } from "../orms/consumption.js";
import type { CallExpression, Expression, MemberExpression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import { isResult } from "./chain.js";
import { callUnknown, loopInto } from "./call.js";
import { collect, loopOver } from "./consume.js";
import { type Evaluation, locate, newRow, recordUse, rowValue } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import type { Use } from "./query.js";
import { escapeRow } from "./row.js";
import { plain, unknown, type Value } from "./value.js";

/** A result: a query that gives its rows, or a collection of them. */
type Result = Extract<Value, { kind: "query" | "rows" }>;

/** What a member of a result does; `undefined` where results have no such member. */
export function resultMember({ table }: Evaluation, name: string): ResultMember | undefined {
  const { members = {} } = table.consumption;
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** A member that says something when it is read: `rows.length`. */
export function memberOfResult(
  evaluation: Evaluation,
  frame: Frame,
  result: Result,
  node: MemberExpression,
): Value | undefined {
  if (resultMember(evaluation, node.property)?.does !== "count") return undefined;
  if (result.kind === "query" && !isResult(evaluation, result.query)) return undefined;
  note(evaluation, frame, result, node.object, {
    kind: "counted",
    via: node.property,
    node,
    at: locate(frame, node.object),
  });
  return plain;
}

/** A call of a member: `rows.map(…)`. */
export function callResultMember(
  evaluation: Evaluation,
  frame: Frame,
  result: Result,
  member: ResultMember,
  node: CallExpression,
): Value {
  const receiver = node.callee.kind === "member" ? node.callee.object : node.callee;
  const via = node.callee.kind === "member" ? node.callee.property : "";
  const at = locate(frame, receiver);
  const values = evaluateArguments(evaluation, frame, node);
  const [first] = values;
  switch (member.does) {
    case "count":
      return unknown;
    case "each":
      return callEach(evaluation, frame, result, receiver, { ...member, via, node, values });
    case "pick": {
      const place = node.arguments[0]?.value;
      const from = member.from === "argument" ? placeOf(place) : member.from;
      if (!from) return pickAny(evaluation, frame, result, receiver, node, via);
      note(evaluation, frame, result, receiver, { kind: from, via, count: { kind: "one" }, node, at });
      return rowOf(evaluation, result);
    }
    case "slice": {
      const use = sliceUse(node, via, at);
      note(evaluation, frame, result, receiver, use);
      return result.kind === "rows" ? result : unknown;
    }
    case "same":
      return collect(evaluation, frame, result, receiver, node, via);
    case "wrap":
      return { kind: "wrapper", via, inners: [{ value: result, expression: receiver }], items: member.items };
    case "hand-on":
      if (first?.kind !== "function") return result;
      return invoke(evaluation, frame, first.callable, [{ value: result }], node);
  }
}

/** A method of a stream: one that hands each row to a function, or gives the stream itself. */
export function callStreamMember(
  evaluation: Evaluation,
  frame: Frame,
  stream: Extract<Value, { kind: "stream" }>,
  name: string,
  node: CallExpression,
): Value {
  const { streamMembers = {} } = evaluation.table.consumption;
  const member = Object.hasOwn(streamMembers, name) ? streamMembers[name] : undefined;
  const values = evaluateArguments(evaluation, frame, node);
  if (member?.does === "same") return stream;
  if (member?.does !== "each") return callUnknown(evaluation, frame, node, values);
  const receiver = node.callee.kind === "member" ? node.callee.object : node.callee;
  const [callback] = values;
  loopInto(evaluation, frame, stream, receiver, node, name, (item) => {
    if (callback?.kind === "function") invoke(evaluation, frame, callback.callable, [{ value: item }], node);
    else escapeRow(evaluation, frame, item, node.arguments[0]?.value ?? node, "mapped");
  });
  return unknown;
}

interface EachCall extends Extract<ResultMember, { does: "each" }> {
  readonly via: string;
  readonly node: CallExpression;
  readonly values: readonly Value[];
}

/** A callback sees each row. */
function callEach(
  evaluation: Evaluation,
  frame: Frame,
  result: Result,
  receiver: Expression,
  { via, node, values, parameters, gives }: EachCall,
): Value {
  const [callback] = values;
  const given = node.arguments[0]?.value ?? node;
  const run = (item: Value): Value => {
    if (callback?.kind !== "function") {
      escapeRow(evaluation, frame, item, given, "mapped");
      return unknown;
    }
    const last = Math.max(...parameters);
    const handed = Array.from({ length: last + 1 }, (_, index) => ({
      value: parameters.includes(index) ? item : unknown,
    }));
    return invoke(evaluation, frame, callback.callable, handed, node);
  };
  if (gives === "rows") {
    const kept = collect(evaluation, frame, result, receiver, node, via);
    withRow(evaluation, result, run);
    return kept;
  }
  if (gives === "row" || gives === "answer") {
    const at = locate(frame, receiver);
    const use: Use =
      gives === "row"
        ? { kind: "first", via, count: { kind: "one" }, node, at }
        : { kind: "aggregated", via, node, comprehension: undefined, at };
    note(evaluation, frame, result, receiver, use);
    withRow(evaluation, result, run);
    return gives === "row" ? rowOf(evaluation, result) : plain;
  }
  let made: Value = unknown;
  loopOver(evaluation, frame, result, receiver, {
    node,
    via,
    body: [],
    isAsync: false,
    stopsAtFirst: false,
    run: (item) => {
      made = run(item);
    },
  });
  return gives === "computed" ? collected(evaluation, frame, result, made, given) : plain;
}

/** What `map` makes of its callback's values: rows stay rows, objects that hold rows keep them. */
function collected(
  evaluation: Evaluation,
  frame: Frame,
  result: Result,
  made: Value,
  node: Expression,
): Value {
  if (made.kind === "row" && made.row.query?.id === result.query.id && !made.row.base) {
    evaluation.trace.kept.add(made.row.id);
    return { kind: "rows", query: result.query, list: { id: made.row.id, via: "map", loops: frame.loops } };
  }
  if (made.kind === "row" || made.kind === "collection") escapeRow(evaluation, frame, made, node, "kept");
  if (made.kind === "plain" || made.kind === "literal") return plain;
  return { kind: "collection", form: "list", elements: [made], isOpen: true };
}

/** Runs a callback with a row that stands for all, seen as a use of the last event's rows. */
function withRow(evaluation: Evaluation, { query }: Result, run: (item: Value) => Value): void {
  const { uses } = evaluation.trace;
  const index = uses.findLastIndex((event) => event.query.id === query.id);
  const event = uses[index];
  if (!event || query.columns.kind === "grouped") {
    run(plain);
    return;
  }
  const row = newRow(evaluation, query.model, query.isHistorical, query);
  uses[index] = { ...event, row };
  run(rowValue(row));
}

function rowOf(evaluation: Evaluation, { query }: Result): Value {
  return query.columns.kind === "grouped"
    ? plain
    : rowValue(newRow(evaluation, query.model, query.isHistorical));
}

function pickAny(
  evaluation: Evaluation,
  frame: Frame,
  result: Result,
  receiver: Expression,
  node: CallExpression,
  via: string,
): Value {
  note(evaluation, frame, result, receiver, { kind: "sliced", via, node, at: locate(frame, receiver) });
  return rowOf(evaluation, result);
}

function placeOf(place: Expression | undefined): "first" | "last" | undefined {
  if (place?.kind === "literal" && place.value === 0) return "first";
  const isLast = place?.kind === "unary" && place.operator === "-" && place.operand.kind === "literal";
  return isLast ? "last" : undefined;
}

/** Only `slice(0, n)` asks for the first rows; any other part may be any row. */
function sliceUse(node: CallExpression, via: string, at: Use["at"]): Use {
  const [lower, upper] = node.arguments.map(({ value }) => value);
  const isFromStart = lower?.kind === "literal" && lower.value === 0;
  return isFromStart && upper && upper.kind !== "unary"
    ? { kind: "first", via, count: { kind: "many", expression: upper }, node, at }
    : { kind: "sliced", via, node, at };
}

function note(evaluation: Evaluation, frame: Frame, result: Result, expression: Expression, use: Use): void {
  recordUse(evaluation, frame, {
    query: result.query,
    ...(result.kind === "rows" ? { list: result.list } : {}),
    expression,
    use,
  });
}
