import type { ClassReference, Model } from "../project/catalog.js";
import type { Expression } from "../syntax/syntax.js";
import { valueOfAnnotation } from "./annotation.js";
import { type Evaluation, locate } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { moduleFrame } from "./invoke.js";
import type { ManagerValue, Value } from "./value.js";

/** The manager of a model as a class or type of the ORM that is told the model: `Repository<User>`. */
export function managerOfType(
  evaluation: Evaluation,
  frame: Frame,
  type: Value,
  node: Expression,
  argument?: Expression,
): ManagerValue | undefined {
  const { managerTypes } = evaluation.table.steps;
  if (!managerTypes) return undefined;
  if (type.kind === "external") {
    const isManager = argument !== undefined && managerTypes.test(type.path);
    const model = isManager ? modelNamedBy(evaluation, frame, argument) : undefined;
    return model && managerOfModel(model, frame, node);
  }
  if (type.kind !== "class") return undefined;
  const { classes, externals } = evaluation.facts.ancestry(type.symbol);
  if (!externals.some((path) => managerTypes.test(path))) return undefined;
  const given = argument && modelNamedBy(evaluation, frame, argument);
  const model = given ?? modelOfBases(evaluation, classes);
  return model && { ...managerOfModel(model, frame, node), classes };
}

/** A manager that is asked for by its model. */
export function managerOfModel(model: Model, frame: Frame, node: Expression): ManagerValue {
  return { kind: "manager", model, name: model.name, isHistorical: false, at: locate(frame, node) };
}

/** The model that a class, a name for a type or a text stands for. */
export function modelOfValue(evaluation: Evaluation, frame: Frame, value: Value): Model | undefined {
  if (value.kind === "model") return value.model;
  if (value.kind === "row") return value.row.model;
  if (value.kind !== "literal" || typeof value.value !== "string") return undefined;
  const { table, facts } = evaluation;
  return facts.modelByLabel(`${table.name}.${value.value}`, frame.file);
}

function modelNamedBy(evaluation: Evaluation, frame: Frame, argument: Expression): Model | undefined {
  const value = evaluate(evaluation, frame, argument);
  const known = value.kind === "model" ? value : valueOfAnnotation(evaluation, frame, argument);
  return modelOfValue(evaluation, frame, known);
}

/** `class Users extends Repository<User>`: the nearest class that is given a model says which. */
function modelOfBases(evaluation: Evaluation, classes: readonly ClassReference[]): Model | undefined {
  for (const reference of classes) {
    const frame = moduleFrame(evaluation, reference.file);
    for (const base of evaluation.facts.classBases(reference)) {
      const index = base.kind === "index" ? base.index : undefined;
      const first = index?.kind === "collection" ? index.elements[0] : index;
      const model = first && modelNamedBy(evaluation, frame, first);
      if (model) return model;
    }
  }
  return undefined;
}
