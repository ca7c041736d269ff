import { mayEnter } from "./call-record.js";
import type { Location } from "../location.js";
import type { ClassReference, Model } from "../project/catalog.js";
import type { MemberExpression } from "../syntax/syntax.js";
import { type Evaluation, queryOfModel, rowValue, newRow } from "./evaluation.js";
import { valueOfAnnotation } from "./annotation.js";
import { instanceOf } from "./call-member.js";
import { classOf } from "./class-of.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { memberOfClient } from "./client.js";
import { bindParameter } from "./arguments.js";
import { invoke, moduleFrame } from "./invoke.js";
import { givenToBase, injectedManager } from "./injected.js";
import { type ClassMember, findMember } from "./lookup.js";
import { classesBehind, plainQueryOf } from "./manager.js";
import { oncePerEvaluation, valueOfGlobal, withScope } from "./names.js";
import { registeredModel } from "./registered-model.js";
import { assignedInMethods } from "./attributes.js";
import { type Callable, type ManagerValue, unknown, type Value } from "./value.js";

type Instance = Extract<Value, { kind: "instance" }>;

/** The value of `self.name` for a class of the project. */
export function memberOfInstance(
  evaluation: Evaluation,
  frame: Frame,
  self: Instance,
  node: MemberExpression,
): Value {
  const name = node.property;
  const found = findMember(evaluation.facts, self.classes, name);
  if (found) return memberValue(evaluation, frame, self, found, node);
  const model = memberOfClient(evaluation, frame, self, node);
  if (model) return model;
  const assigned = attributeOf(evaluation, self, name);
  if (assigned) return assigned;
  if (name === evaluation.table.steps.classAttribute) return classOf(self);
  const { members, clients } = evaluation.table.steps;
  const step = Object.hasOwn(members, name) ? members[name] : undefined;
  if (step?.does === "give")
    return clients?.types.test(step.path) === true
      ? instanceOf(step.path)
      : { kind: "external", path: step.path };
  return step?.does === "view-query" && !name.startsWith("get_")
    ? viewQuery(evaluation, frame, self)
    : { kind: "bound", self, name };
}

/** A member that is no method of a manager's own class: a field, a getter, another object of the framework. */
export function memberOfManager(
  evaluation: Evaluation,
  frame: Frame,
  self: ManagerValue,
  node: MemberExpression,
): Value | undefined {
  const name = node.property;
  const given = self.extension?.findLast((field) => field.name === name)?.value;
  if (given)
    return given.kind === "function" ? { kind: "function", callable: { ...given.callable, self } } : given;
  const found = findMember(evaluation.facts, self.classes ?? [], name);
  if (found && (found.kind !== "function" || found.isProperty))
    return memberValue(evaluation, frame, self, found, node);
  const { members } = evaluation.table.steps;
  const step = Object.hasOwn(members, name) ? members[name] : undefined;
  return !found && step?.does === "give" ? instanceOf(step.path) : undefined;
}

function memberValue(
  evaluation: Evaluation,
  frame: Frame,
  self: Value,
  found: ClassMember,
  node: MemberExpression,
): Value {
  if (found.kind === "annotation") {
    const inner = moduleFrame(evaluation, found.file);
    const promised = valueOfAnnotation(evaluation, inner, found.annotation);
    if (promised.kind !== "unknown") return promised;
    return (
      injectedManager(evaluation, inner, found.decorators) ??
      givenToBase(evaluation, classesOf(self), found.definedIn, node.property) ??
      promised
    );
  }
  if (found.kind === "value")
    return valueOfGlobal(
      evaluation,
      found.file,
      `${found.definedIn.name}.${node.property}`,
      found.value,
      "class",
    );
  const callable: Callable = {
    file: found.file,
    definition: found.definition,
    definedIn: found.definedIn,
    ...(found.isStatic ? {} : { self }),
  };
  if (!found.isProperty) return { kind: "function", callable };
  return mayEnter(evaluation, frame)
    ? withScope(invoke(evaluation, frame, callable, [], node), found.isKept ? "attribute" : "expression")
    : unknown;
}

/** An attribute that some method of the class assigns once. */
function attributeOf(evaluation: Evaluation, self: Instance, name: string): Value | undefined {
  for (const one of self.classes) evaluation.record.searched.add(one);
  const assignment = assignedInMethods(evaluation.facts, self.classes, name);
  if (!assignment) return undefined;
  const key = `${assignment.file}:self.${name}:${assignment.value.start}`;
  return oncePerEvaluation(evaluation, key, () => {
    const frame = moduleFrame(evaluation, assignment.file);
    const inner: Frame = { ...frame, self, definedIn: assignment.definedIn };
    assignment.method.parameters.forEach((parameter, index) => {
      const given = parameter.annotation
        ? valueOfAnnotation(evaluation, inner, parameter.annotation)
        : unknown;
      bindParameter(evaluation, inner, parameter, index === 0 ? self : given);
    });
    return withScope(evaluate(evaluation, inner, assignment.value), "attribute");
  });
}

/** `super().name`: the next class that defines it, else what the framework does. */
export function memberOfSuper(
  evaluation: Evaluation,
  frame: Frame,
  value: Extract<Value, { kind: "super" }>,
  node: MemberExpression,
): Value {
  const { self, behind } = value;
  const classes = classesOf(self);
  const index = classes.findIndex((one) => one.file === behind.file && one.name === behind.name);
  const found = index < 0 ? undefined : findMember(evaluation.facts, classes.slice(index + 1), node.property);
  if (found && mayEnter(evaluation, frame)) return memberValue(evaluation, frame, self, found, node);
  if (self.kind === "manager") {
    if (node.property === "get_queryset")
      return {
        kind: "bound",
        self: { kind: "query", query: plainQueryOf(evaluation, frame, self) },
        name: "all",
      };
    return { kind: "bound", self, name: node.property };
  }
  if (self.kind === "query" || self.kind === "row") return { kind: "bound", self, name: node.property };
  return self.kind === "instance" ? { kind: "bound", self, name: node.property } : unknown;
}

function classesOf(self: Value): readonly ClassReference[] {
  if (self.kind === "instance") return self.classes;
  if (self.kind === "row") return self.row.model.classes;
  return self.kind === "manager" || self.kind === "query" ? classesBehind(self) : [];
}

/** The query of a class that says `queryset = …` or `model = …`. */
export function viewQuery(evaluation: Evaluation, frame: Frame, self: Instance): Value {
  const queryset = findMember(evaluation.facts, self.classes, "queryset");
  if (queryset?.kind === "value") {
    const value = valueOfGlobal(
      evaluation,
      queryset.file,
      `${queryset.definedIn.name}.queryset`,
      queryset.value,
      "class",
    );
    if (value.kind === "query")
      return {
        kind: "query",
        query: {
          ...value.query,
          loops: frame.loops,
          frame: frame.id,
          shape: { ...value.query.shape, scope: "expression" },
        },
      };
  }
  const model = viewModel(evaluation, self);
  if (!model) return unknown;
  return {
    kind: "query",
    query: queryOfModel(evaluation, frame, model.model, {
      steps: [{ name: "get_queryset", at: model.at }],
    }),
  };
}

/** The row that `self.get_object()` gives. */
export function viewRow(evaluation: Evaluation, self: Instance): Value {
  const model = viewModel(evaluation, self);
  return model ? rowValue(newRow(evaluation, model.model, false)) : unknown;
}

interface ViewModel {
  readonly model: Model;
  readonly at: Location;
}

function registered(evaluation: Evaluation, { symbol }: Instance): ViewModel | undefined {
  if (symbol.kind !== "class") return undefined;
  const { file, statement } = symbol;
  const model = registeredModel(evaluation, file, statement.name);
  return model && { model, at: { file, start: statement.nameSpan.start, end: statement.nameSpan.end } };
}

function viewModel(evaluation: Evaluation, self: Instance): ViewModel | undefined {
  const found = findMember(evaluation.facts, self.classes, "model");
  if (!found) return registered(evaluation, self);
  if (found.kind !== "value") return undefined;
  const value = valueOfGlobal(evaluation, found.file, `${found.definedIn.name}.model`, found.value, "class");
  if (value.kind !== "model") return undefined;
  return { model: value.model, at: { file: found.file, start: found.value.start, end: found.value.end } };
}
