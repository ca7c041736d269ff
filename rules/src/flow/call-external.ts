import { setOf } from "../set-of.js";
import type { Consumer } from "../orms/consumption.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { assumedModel } from "./assumed-model.js";
import { fetchRow } from "./apply-step.js";
import { evaluateArguments } from "./arguments.js";
import { callUnknown, loopInto } from "./call.js";
import { managerAsked } from "./call-member.js";
import { giveClient, madeClient } from "./client.js";
import { collect, test } from "./consume.js";
import { type Evaluation, locate, newRow, queryOfModel, recordUse, rowValue } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { alternatives } from "./alternatives.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { joined } from "./join.js";
import { escapeRow, identify, memberOfRow, noteAccess, readText } from "./row.js";
import { plain, unknown, type Value } from "./value.js";
import { callFramework } from "./call-framework.js";

/** A call of something outside the project, by its dotted path. */
export function callExternal(
  evaluation: Evaluation,
  frame: Frame,
  path: string,
  node: CallExpression,
): Value {
  const { steps, consumption } = evaluation.table;
  if (steps.clients?.types.test(path) === true) {
    const [given] = evaluateArguments(evaluation, frame, node);
    return madeClient(path, given, locate(frame, node.arguments[0]?.value ?? node));
  }
  if (steps.managerTypes?.test(path) === true)
    return managerAsked(evaluation, frame, evaluateArguments(evaluation, frame, node)[0], node);
  if (steps.clients?.givers?.functions.test(path) === true)
    return giveClient(evaluation, frame, steps.clients.givers.give, node);
  const step = Object.hasOwn(steps.functions, path) ? steps.functions[path] : undefined;
  if (step) return callFramework(evaluation, frame, step, path, node);
  const consumer = Object.hasOwn(consumption.functions, path) ? consumption.functions[path] : undefined;
  if (consumer) return callConsumer(evaluation, frame, consumer, path.slice(path.lastIndexOf(".") + 1), node);
  if (consumption.waits.includes(path)) {
    evaluation.trace.waits.push({ loops: frame.loops, at: locate(frame, node) });
    // A repeated call would not wait again.
    evaluation.record.isSingular = true;
  }
  const values = evaluateArguments(evaluation, frame, node);
  if (steps.operators?.test(path) === true) return { kind: "operator", path, given: values };
  if (steps.queryClasses.includes(path)) return newQuery(evaluation, frame, values, node);
  const [, chosen] = steps.modelFunction.exec(path) ?? [];
  if (chosen !== undefined)
    return {
      kind: "model",
      model: assumedModel(evaluation, chosen, locate(frame, node)),
      isHistorical: false,
    };
  if (!isBelow(path, setOf(consumption.harmless))) return callUnknown(evaluation, frame, node, values);
  values.forEach((value, index) => {
    escapeRow(evaluation, frame, value, argument(node, index), path);
  });
  return plain;
}

/** Whether a dotted path or one of its beginnings is among `paths`. */
function isBelow(path: string, paths: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf(".", end - 1))
    if (paths.has(path.slice(0, end))) return true;
  return false;
}

/** `QuerySet(Model)`: all rows. */
export function newQuery(
  evaluation: Evaluation,
  frame: Frame,
  values: readonly Value[],
  node: CallExpression,
): Value {
  const model = values.find((value) => value.kind === "model");
  if (!model) return unknown;
  const steps = [{ name: "QuerySet", at: locate(frame, node), call: node }];
  return {
    kind: "query",
    query: queryOfModel(evaluation, frame, model.model, { isHistorical: model.isHistorical, steps }),
  };
}

function argument(node: CallExpression, index: number): Expression {
  return node.arguments[index]?.value ?? node;
}

function callConsumer(
  evaluation: Evaluation,
  frame: Frame,
  consumer: Consumer,
  via: string,
  node: CallExpression,
): Value {
  const [first] = node.arguments;
  const generator =
    first?.value.kind === "comprehension" && consumer.does === "aggregate" ? first.value : undefined;
  const values = evaluateArguments(evaluation, frame, node);
  const [value] = values;
  if (!first || !value) return unknown;
  const at = locate(frame, first.value);
  switch (consumer.does) {
    case "pass":
      return value;
    case "run":
      if (value.kind === "function") invoke(evaluation, frame, value.callable, [], node);
      return unknown;
    case "collect": {
      const list = collect(evaluation, frame, value, first.value, node, via);
      callKey(evaluation, frame, node, list);
      return list;
    }
    case "count":
      noteAll(evaluation, frame, value, first.value, "counted", via, node);
      return plain;
    case "test":
      test(evaluation, frame, value, first.value, node);
      return plain;
    case "aggregate": {
      const index = evaluation.trace.uses.findLastIndex(
        (one) => one.use.kind === "looped" && one.use.node === generator,
      );
      const event = evaluation.trace.uses[index];
      if (generator && event) {
        evaluation.trace.uses[index] = {
          ...event,
          use: { kind: "aggregated", via, node, comprehension: generator, at },
        };
      } else noteAll(evaluation, frame, value, first.value, "aggregated", via, node);
      return plain;
    }
    case "wrap": {
      if (consumer.argument === "second") {
        const source = node.arguments[1];
        if (source && values[1])
          loopInto(evaluation, frame, values[1], source.value, node, via, (item) => {
            applyFunction(evaluation, frame, value, item, node);
            // What comes out of `filter(…)` are the rows themselves, and where they go is not followed.
            if (consumer.items === "row") escapeRow(evaluation, frame, item, node, via);
          });
        return unknown;
      }
      const pulled = node.arguments.flatMap((one, index) => {
        const inner = values[index];
        return inner && one.form === "positional" ? [{ value: inner, expression: one.value }] : [];
      });
      return {
        kind: "wrapper",
        via,
        inners: consumer.argument === "all" ? pulled : pulled.slice(0, 1),
        items: consumer.items,
      };
    }
    case "loop":
      values.forEach((one, index) => {
        loopInto(evaluation, frame, one, argument(node, index), node, via);
      });
      return plain;
    case "first": {
      const end = consumer.count === "argument" ? endOfSlice(node) : undefined;
      if (end?.kind === "literal" && end.value === null)
        return { kind: "wrapper", via, inners: [{ value, expression: first.value }], items: "row" };
      return takeFirst(evaluation, frame, end, value, first.value, via, node);
    }
    case "keep":
      values.forEach((one, index) => {
        const given = argument(node, index);
        if (one.kind === "query") collect(evaluation, frame, one, given, node, via);
        else escapeRow(evaluation, frame, one, given, via);
      });
      return unknown;
    case "nothing":
      for (const [index, one] of values.entries()) identify(evaluation, frame, one, argument(node, index));
      return plain;
    case "text":
      for (const [index, one] of values.entries()) readText(evaluation, frame, one, argument(node, index));
      return plain;
    case "dynamic":
      return readDynamically(evaluation, frame, value, node);
  }
}

/** `sorted(rows, key=…)`: the key function sees each row. */
function callKey(evaluation: Evaluation, frame: Frame, node: CallExpression, list: Value): void {
  const key = node.arguments.find((one) => one.name === "key");
  if (key?.value.kind !== "lambda" || list.kind !== "rows") return;
  const loop = evaluation.trace.uses.findLastIndex((event) => event.fills?.id === list.list.id);
  const event = evaluation.trace.uses[loop];
  if (!event) return;
  const row = newRow(evaluation, list.query.model, list.query.isHistorical, list.query);
  evaluation.trace.uses[loop] = { ...event, row };
  applyFunction(evaluation, frame, evaluate(evaluation, frame, key.value), rowValue(row), node);
}

function applyFunction(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  item: Value,
  node: CallExpression,
): void {
  if (value.kind === "function")
    escapeRow(
      evaluation,
      frame,
      invoke(evaluation, frame, value.callable, [{ value: item }], node),
      node,
      "mapped",
    );
  else if (value.kind !== "literal") escapeRow(evaluation, frame, item, node, "mapped");
}

function noteAll(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  kind: "counted" | "aggregated",
  via: string,
  node: CallExpression,
): void {
  const one = joined(value);
  if (one.kind !== "query" && one.kind !== "rows" && one.kind !== "stream") return;
  const at = locate(frame, expression);
  recordUse(evaluation, frame, {
    query: one.query,
    isStreamed: one.kind === "stream",
    ...(one.kind === "rows" ? { list: one.list } : {}),
    expression,
    use: kind === "counted" ? { kind, via, node, at } : { kind, via, node, comprehension: undefined, at },
  });
}

function takeFirst(
  evaluation: Evaluation,
  frame: Frame,
  count: Expression | undefined,
  value: Value,
  expression: Expression,
  via: string,
  node: CallExpression,
): Value {
  const [inner] = value.kind === "wrapper" ? value.inners : [];
  const source = inner ?? { value, expression };
  const one = joined(source.value);
  if (one.kind !== "query" && one.kind !== "rows" && one.kind !== "stream") return unknown;
  recordUse(evaluation, frame, {
    query: one.query,
    isStreamed: one.kind === "stream",
    ...(one.kind === "rows" ? { list: one.list } : {}),
    expression: source.expression,
    use: {
      kind: "first",
      via,
      count: count ? { kind: "many", expression: count } : { kind: "one" },
      node,
      at: locate(frame, source.expression),
    },
  });
  return count ? unknown : fetchRow(evaluation, one.query);
}

/** `islice(rows, stop)`, or `islice(rows, start, stop)`: so many rows are wanted. */
function endOfSlice({ arguments: [, first, second] }: CallExpression): Expression | undefined {
  return (second ?? first)?.value;
}

function readDynamically(evaluation: Evaluation, frame: Frame, value: Value, node: CallExpression): Value {
  const name = node.arguments[1]?.value;
  for (const one of alternatives(value)) {
    if (one.kind !== "row") continue;
    if (name?.kind === "literal" && typeof name.value === "string") {
      return memberOfRow(evaluation, frame, one.row, {
        kind: "member",
        object: node,
        property: name.value,
        propertySpan: name,
        start: node.start,
        end: node.end,
      });
    }
    noteAccess(evaluation, frame, one.row, "dynamic", "", node);
  }
  return unknown;
}
