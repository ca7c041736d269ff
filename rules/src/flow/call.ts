import { setOf } from "../set-of.js";
import { mayEnter } from "./call-record.js";
import type { Model } from "../project/catalog.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { applyStep } from "./apply-step.js";
import { evaluateArguments, giveArguments } from "./arguments.js";
import { callBuilder, startBuilder } from "./builder.js";
import { callCollectionMember } from "./call-collection.js";
import { callHandle } from "./call-handle.js";
import { applyChain, askedFor, awaited, isResult } from "./chain.js";
import { callExternal, newQuery } from "./call-external.js";
import { callFrameworkMember } from "./call-member.js";
import { collect, loopOver } from "./consume.js";
import { definedModel } from "./definition.js";
import { type Evaluation, locate, newRow, recordEffect, rowValue } from "./evaluation.js";
import { isEmptiedInLoop } from "./emptied.js";
import { evaluate } from "./expression.js";
import { alternatives, forEach } from "./alternatives.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { baseQuery, derivedFrom, managerMethod, ofParent } from "./manager.js";
import { withScope } from "./names.js";
import { applyOptions } from "./options.js";
import { concerns, isOfInterest } from "./reach.js";
import { callResultMember, callStreamMember, resultMember } from "./result-member.js";
import { withScopesOf } from "./scopes.js";
import { callRowMethod, escapeRow, identify, noteAccess } from "./row.js";
import { handleRows } from "./save-rows.js";
import { callSerializer } from "./serializer.js";
import { callTemplatePart } from "./template.js";
import { managerOfType } from "./typed-manager.js";
import { type ManagerValue, plain, unknown, type Value } from "./value.js";

/** The value of a call; what the callee does with rows and queries among the arguments is noted. */
export function evaluateCall(evaluation: Evaluation, frame: Frame, node: CallExpression): Value {
  const { callee } = node;
  if (callee.kind === "name" && callee.name === "super" && frame.self && frame.definedIn) {
    return { kind: "super", self: frame.self, behind: frame.definedIn };
  }
  const defined = definedModel(evaluation, frame, node);
  if (defined) return defined;
  return forEach(evaluate(evaluation, frame, callee), (value) => callValue(evaluation, frame, value, node));
}

/** The value of a call of something that is known already. */
export function callValue(evaluation: Evaluation, frame: Frame, callee: Value, node: CallExpression): Value {
  switch (callee.kind) {
    case "bound":
      return callBound(evaluation, frame, callee, node);
    case "function": {
      const given = giveArguments(evaluation, frame, node);
      const { file, definition, self } = callee.callable;
      const isFollowed =
        file === frame.file ||
        concerns(evaluation, file) ||
        self !== undefined ||
        given.some(({ value }) => isOfInterest(value));
      if (!isFollowed || !mayEnter(evaluation, frame, definition)) {
        return callUnknown(
          evaluation,
          frame,
          node,
          given.map((one) => one.value),
        );
      }
      return invoke(evaluation, frame, callee.callable, given, node);
    }
    case "model":
      for (const [index, value] of evaluateArguments(evaluation, frame, node).entries())
        noteIdentity(evaluation, frame, value, node, index);
      return rowValue({ ...newRow(evaluation, callee.model, callee.isHistorical), isNew: true });
    case "class": {
      const { classes, externals } = evaluation.facts.ancestry(callee.symbol);
      const values = evaluateArguments(evaluation, frame, node);
      if (externals.some((path) => evaluation.table.steps.queryClasses.includes(path)))
        return newQuery(evaluation, frame, values, node);
      const manager = managerOfType(evaluation, frame, callee, node);
      if (manager) return manager;
      if (!callSerializer(evaluation, frame, callee.symbol, values, node))
        callUnknown(evaluation, frame, node, values);
      return { kind: "instance", classes, externals, symbol: callee.symbol };
    }
    case "external":
      return callExternal(evaluation, frame, callee.path, node);
    case "template-part":
      return callTemplatePart(evaluation, frame, callee.part, node);
    default:
      return callUnknown(evaluation, frame, node, evaluateArguments(evaluation, frame, node));
  }
}

function callBound(
  evaluation: Evaluation,
  frame: Frame,
  callee: Extract<Value, { kind: "bound" }>,
  node: CallExpression,
): Value {
  const { name } = callee;
  const self = askedFor(evaluation, frame, callee.self, name);
  const member = self.kind === "query" || self.kind === "rows" ? resultMember(evaluation, name) : undefined;
  if (member && (self.kind === "rows" || (self.kind === "query" && isResult(evaluation, self.query))))
    return callResultMember(evaluation, frame, self, member, node);
  switch (self.kind) {
    case "collection":
      return callCollectionMember(evaluation, frame, self, name, node);
    case "manager":
    case "query":
      return callQueryMethod(evaluation, frame, self, name, node);
    case "row":
      for (const [index, value] of evaluateArguments(evaluation, frame, node).entries())
        escapeRow(evaluation, frame, value, argumentAt(node, index), name);
      return callRowMethod(evaluation, frame, self.row, name, node);
    case "instance":
      return callFrameworkMember(evaluation, frame, self, name, node);
    case "builder":
      return callBuilder(evaluation, frame, self, name, node);
    case "cursor":
    case "paginator":
      return callHandle(evaluation, frame, self, name, node);
    case "stream":
      return callStreamMember(evaluation, frame, self, name, node);
    default:
      return callUnknown(evaluation, frame, node, evaluateArguments(evaluation, frame, node));
  }
}

/** A method of a manager or a query; `skipped` arguments tell the model and are none of the method's own. */
export function callQueryMethod(
  evaluation: Evaluation,
  frame: Frame,
  self: Extract<Value, { kind: "manager" | "query" }>,
  name: string,
  node: CallExpression,
  skipped = 0,
): Value {
  const own = managerMethod(evaluation, self, name);
  if (own?.kind === "function" && name !== "get_queryset" && mayEnter(evaluation, frame)) {
    const callable = { file: own.file, definition: own.definition, self, definedIn: own.definedIn };
    const given = giveArguments(evaluation, frame, node);
    const result = invoke(evaluation, frame, callable, given, node);
    // Each call makes a query, as those of the framework's own methods do.
    return result.kind === "unknown" ? derivedBy(evaluation, frame, self) : withScope(result, "expression");
  }
  const step = Object.hasOwn(evaluation.table.steps.methods, name)
    ? evaluation.table.steps.methods[name]
    : undefined;
  if (!step) {
    const values = evaluateArguments(evaluation, frame, node);
    callUnknown(evaluation, frame, node, values);
    const derived = derivedBy(evaluation, frame, self);
    return values.some(({ kind }) => kind === "row") ? ofParent(derived) : derived;
  }
  if (step.does === "extend") return extended(self, evaluateArguments(evaluation, frame, node)[0]);
  if (step.does === "build") return startBuilder(evaluation, frame, modelIn(self), node, skipped);
  if (step.does === "make" || step.does === "save")
    return handleRows(evaluation, frame, modelIn(self), step, node, skipped);
  if (step.does === "scope") return withScopesOf(evaluation, frame, self, node);
  const query = self.kind === "query" ? self : baseQuery(evaluation, frame, self);
  if (query.kind !== "query") return unknown;
  if (step.does === "read" || step.does === "write")
    return applyOptions(
      evaluation,
      frame,
      { query: query.query, client: clientOf(self), skipped },
      name,
      step,
      node,
    );
  if (step.does === "chain") return applyChain(evaluation, frame, query.query, name, step, node);
  if (step.does === "run") return awaited(evaluation, frame, query);
  if (step.does !== "prefetch")
    for (const [index, value] of evaluateArguments(evaluation, frame, node).entries()) {
      if (index === 0 && (step.does === "create-many" || step.does === "update-many"))
        takeRows(evaluation, frame, value, node, name);
      else noteIdentity(evaluation, frame, value, node, index);
    }
  return applyStep(evaluation, frame, query.query, name, step, node);
}

/** `repository.extend({ … })`. */
function extended(self: Extract<Value, { kind: "manager" | "query" }>, given: Value | undefined): Value {
  const fields = given?.kind === "collection" ? (given.fields ?? []) : [];
  return self.kind === "manager" ? { ...self, extension: [...(self.extension ?? []), ...fields] } : self;
}

function modelIn(self: Extract<Value, { kind: "manager" | "query" }>): Model {
  return self.kind === "manager" ? self.model : self.query.model;
}

function clientOf(self: Extract<Value, { kind: "manager" | "query" }>): ManagerValue["client"] {
  return self.kind === "manager" ? self.client : undefined;
}

/** Rows that are written together are all needed at once. */
function takeRows(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  node: CallExpression,
  name: string,
): void {
  const rows = argumentAt(node, 0);
  if (value.kind === "query" || value.kind === "stream") collect(evaluation, frame, value, rows, node, name);
  else escapeRow(evaluation, frame, value, rows, "passed");
}

/** What a method that cannot be followed gives. */
function derivedBy(
  evaluation: Evaluation,
  frame: Frame,
  self: Extract<Value, { kind: "manager" | "query" }>,
): Value {
  const base = self.kind === "query" ? self : baseQuery(evaluation, frame, self);
  return base.kind === "query" ? derivedFrom(base.query) : unknown;
}

/** A row given to a query or a constructor is read by its key only; a list of rows is needed as a list. */
function noteIdentity(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  node: CallExpression,
  index: number,
): void {
  const argument = argumentAt(node, index);
  if (value.kind === "rows") escapeRow(evaluation, frame, value, argument, "passed");
  else identify(evaluation, frame, value, argument);
}

function argumentAt(node: CallExpression, index: number): Expression {
  return node.arguments[index]?.value ?? node;
}

/** A callee that cannot be followed: rows given to it escape, and it may do anything unless it is known to be harmless. */
export function callUnknown(
  evaluation: Evaluation,
  frame: Frame,
  node: CallExpression,
  values: readonly Value[],
): Value {
  const { consumption } = evaluation.table;
  const name = node.callee.kind === "member" ? node.callee.property : undefined;
  const consumer =
    name !== undefined && Object.hasOwn(consumption.methods, name) ? consumption.methods[name] : undefined;
  const keeps =
    name !== undefined && setOf(consumption.keepingMethods).has(name) && !isEmptiedInLoop(frame, node.callee);
  values.forEach((value, index) => {
    const argument = argumentAt(node, index);
    if (consumer?.does === "collect") collect(evaluation, frame, value, argument, node, name ?? "");
    else if (consumer) loopInto(evaluation, frame, value, argument, node, name ?? "");
    else escapeRow(evaluation, frame, value, argument, keeps ? "kept" : (name ?? "call"));
  });
  const called = node.callee.kind === "name" ? node.callee.name : name;
  if (called !== undefined && consumption.waitNames?.test(called) === true)
    evaluation.trace.waits.push({ loops: frame.loops, at: locate(frame, node) });
  const isHarmless =
    name !== undefined && (setOf(consumption.harmlessMethods).has(name) || consumer !== undefined);
  if (!isHarmless) recordEffect(evaluation, frame, "unknown-call", node.callee, name ?? "call");
  return isHarmless ? plain : unknown;
}

/** A callee that takes each row in turn. */
export function loopInto(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  node: CallExpression,
  via: string,
  run?: (item: Value) => void,
): void {
  const isQuery = alternatives(value).some((one) =>
    ["query", "stream", "rows", "wrapper"].includes(one.kind),
  );
  if (!isQuery) return;
  loopOver(evaluation, frame, value, expression, {
    node,
    via,
    body: [],
    isAsync: false,
    stopsAtFirst: false,
    run: (item) => {
      if (run) run(item);
      else if (item.kind === "row") noteAccess(evaluation, frame, item.row, "escape", via, expression);
    },
  });
}
