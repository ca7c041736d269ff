import type { CallExpression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import { callQueryMethod, callUnknown } from "./call.js";
import { runStatement } from "./cursor.js";
import { contextOf } from "./dictionary.js";
import type { Evaluation } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { viewQuery, viewRow } from "./self.js";
import { managerOfModel, managerOfType, modelOfValue } from "./typed-manager.js";
import { unknown, type Value } from "./value.js";
import { renderContext } from "./view-class.js";

/** A method that the framework gives to an object of its own, or to one of a class below it. */
export function callFrameworkMember(
  evaluation: Evaluation,
  frame: Frame,
  self: Extract<Value, { kind: "instance" }>,
  name: string,
  node: CallExpression,
): Value {
  const step = Object.hasOwn(evaluation.table.steps.members, name)
    ? evaluation.table.steps.members[name]
    : undefined;
  if (step?.does === "for-model") return callForModel(evaluation, frame, name, node);
  if (step?.does === "raw-rows") return runStatement(evaluation, frame, name, node);
  const values = evaluateArguments(evaluation, frame, node);
  switch (step?.does) {
    case "view-query":
      return viewQuery(evaluation, frame, self);
    case "view-row":
      return viewRow(evaluation, self);
    case "context":
      return contextOf(frame, node, values);
    case "render-context":
      renderContext(evaluation, frame, self, values[0] ?? unknown, node.arguments[0]?.value ?? node);
      return unknown;
    case "pass-query":
      return values[0] ?? unknown;
    case "same":
      return self;
    case "extend":
      if (values[0]?.kind === "function") handSelf(evaluation, frame, self, values[0], node);
      return { ...self, client: { ...self.client, isExtended: true } };
    case "hand-self":
      return handSelf(evaluation, frame, self, values[0], node);
    case "make":
      return instanceOf(step.path);
    case "hand": {
      const { context } = frame;
      frame.context = { ...context, isAtomic: true, transactions: [...context.transactions, node.start] };
      const made = handSelf(evaluation, frame, instanceOf(step.path), values.at(-1), node);
      frame.context = context;
      return made;
    }
    case "manager-of":
      return managerAsked(evaluation, frame, values[0], node);
    default:
      return callUnknown(evaluation, frame, node, values);
  }
}

/** `client.$transaction(async (tx) => …)`; a list of queries runs as it is. */
function handSelf(
  evaluation: Evaluation,
  frame: Frame,
  self: Value,
  given: Value | undefined,
  node: CallExpression,
): Value {
  if (given?.kind === "function") return invoke(evaluation, frame, given.callable, [{ value: self }], node);
  return given ?? unknown;
}

/** `manager.find(User, …)`: the first argument tells the model. */
function callForModel(evaluation: Evaluation, frame: Frame, name: string, node: CallExpression): Value {
  const [first] = node.arguments;
  const named =
    first && first.value.kind !== "dictionary" ? evaluate(evaluation, frame, first.value) : unknown;
  const model = modelOfValue(evaluation, frame, named);
  return model
    ? callQueryMethod(evaluation, frame, managerOfModel(model, frame, node.callee), name, node, 1)
    : callUnknown(evaluation, frame, node, evaluateArguments(evaluation, frame, node));
}

/** An object of the ORM's own. */
export function instanceOf(path: string): Extract<Value, { kind: "instance" }> {
  return { kind: "instance", classes: [], externals: [path], symbol: { kind: "external", path } };
}

/** `getRepository(User)`, `getCustomRepository(Users)`. */
export function managerAsked(
  evaluation: Evaluation,
  frame: Frame,
  value: Value | undefined,
  node: CallExpression,
): Value {
  if (!value || value.kind === "manager") return value ?? unknown;
  const model = modelOfValue(evaluation, frame, value);
  return model
    ? managerOfModel(model, frame, node)
    : (managerOfType(evaluation, frame, value, node) ?? unknown);
}
