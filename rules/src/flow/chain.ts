import type { Step } from "../orms/steps.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { alternatives, forEach } from "./alternatives.js";
import { extend, fetchRow } from "./apply-step.js";
import { evaluateArguments } from "./arguments.js";
import { type Evaluation, locate, nextId, recordEffect } from "./evaluation.js";
import { type Frame, lookUp } from "./frame.js";
import { optionValue } from "./option-value.js";
import { surroundingsOf } from "./options.js";
import { pagingOf } from "./pages.js";
import { escapeRow } from "./row.js";
import { plain, type QueryObject, type Value } from "./value.js";

/** One more call of a chain that runs when it is awaited. */
export function applyChain(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  name: string,
  step: Extract<Step, { does: "chain" }>,
  node: CallExpression,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  const at = locate(frame, node);
  values.forEach((value, index) => {
    escapeRow(evaluation, frame, value, node.arguments[index]?.value ?? node, name);
  });
  const given = values.map((value, index) =>
    optionValue(value, locate(frame, node.arguments[index]?.value ?? node)),
  );
  const isOpen = node.arguments.some(({ form }) => form !== "positional");
  const read =
    evaluation.table.steps.readCall?.(
      { name, at, arguments: given, isOpen },
      query,
      query.model,
      surroundingsOf(evaluation, name),
    ) ?? {};
  const loose = [...(query.shape.looseBounds ?? []), ...(read.looseBounds ?? [])];
  const made = extend(evaluation, frame, query, name, node, {
    ...(read.rows ? { rows: read.rows } : {}),
    ...(read.columns ? { columns: read.columns } : {}),
    ...(read.joins ? { joins: [...query.joins, ...read.joins] } : {}),
    ...(step.gives ? { gives: step.gives } : {}),
    shape: { ...query.shape, ...read.shape, ...(loose.length > 0 ? { looseBounds: loose } : {}) },
    ...(read.shape?.isSliced === true ? pagingOf(frame, query, node.arguments[0]?.value, node) : {}),
  });
  if (step.effect) recordEffect(evaluation, frame, step.effect, node, `${name}()`, query.model);
  const value: Value = { kind: "query", query: made };
  rebind(frame, node, query, value);
  return value;
}

/** A chain changes the query that it is called on, so that who holds it under a name holds it as it is now. */
function rebind(frame: Frame, node: CallExpression, before: QueryObject, value: Value): void {
  const name = rootOf(node);
  const held = name === undefined ? undefined : lookUp(frame, name);
  if (name === undefined || !held) return;
  const isIt = (one: Value): boolean => one.kind === "query" && one.query.id === before.id;
  if (alternatives(held).some(isIt))
    frame.variables.own.set(
      name,
      forEach(held, (one) => (isIt(one) ? value : one)),
    );
}

function rootOf(expression: Expression): string | undefined {
  if (expression.kind === "call") return rootOf(expression.callee);
  if (expression.kind === "member") return rootOf(expression.object);
  return expression.kind === "name" ? expression.name : undefined;
}

/** What an awaited value gives: a chain runs, and so do those of a list that is awaited together. */
export function awaited(evaluation: Evaluation, frame: Frame, value: Value): Value {
  if (!evaluation.table.steps.readCall) return value;
  return forEach(value, (one) => {
    if (one.kind === "query") return run(evaluation, frame, one.query);
    const holdsChain =
      one.kind === "collection" && one.elements.some((element) => isChain(evaluation, element));
    return holdsChain
      ? { ...one, elements: one.elements.map((element) => awaited(evaluation, frame, element)) }
      : one;
  });
}

function isChain(evaluation: Evaluation, value: Value): boolean {
  return alternatives(value).some((one) => one.kind === "query" && !isResult(evaluation, one.query));
}

function run(evaluation: Evaluation, frame: Frame, query: QueryObject): Value {
  if (query.gives === "value") return plain;
  if (query.gives === "row") return fetchRow(evaluation, query);
  if (query.isRun === true) return { kind: "query", query };
  const { loops, id: frameId } = frame;
  return { kind: "query", query: { ...query, isRun: true, id: nextId(evaluation), loops, frame: frameId } };
}

/** Whether a query stands for its rows already; a chain does once it is awaited. */
export function isResult({ table }: Evaluation, { isRun }: QueryObject): boolean {
  return isRun === true || table.steps.readCall === undefined;
}

/** `chain.then(…)` runs the chain and is asked of its result. */
export function askedFor(evaluation: Evaluation, frame: Frame, self: Value, name: string): Value {
  const { members = {} } = evaluation.table.consumption;
  const member = Object.hasOwn(members, name) ? members[name] : undefined;
  const isPromised = member?.does === "hand-on" || name === "catch" || name === "finally";
  return isPromised && self.kind === "query" ? awaited(evaluation, frame, self) : self;
}
