import { classDeclarations } from "../orms/declarations.js";
import type { MemberExpression } from "../syntax/syntax.js";
import { assumedModel } from "./assumed-model.js";
import { type Evaluation, locate, newRow, queryOfModel, rowValue } from "./evaluation.js";
import { forEach } from "./alternatives.js";
import type { Frame } from "./frame.js";
import { findMember } from "./lookup.js";
import { derivedFrom } from "./manager.js";
import { valueOfGlobal, valueOfPath, valueOfSymbol } from "./names.js";
import { madeClient, memberOfAssumed, memberOfClient, memberOfFilled } from "./client.js";
import { memberOfObject } from "./object.js";
import { memberOfResult } from "./result-member.js";
import { memberOfRow } from "./row.js";
import { memberOfInstance, memberOfManager, memberOfSuper } from "./self.js";
import { managerOfModel } from "./typed-manager.js";
import { userModelOf } from "./user-model.js";
import { unknown, type Value } from "./value.js";

/** The value of `object.property`. */
export function memberOf(evaluation: Evaluation, frame: Frame, object: Value, node: MemberExpression): Value {
  return forEach(object, (one) => memberOfOne(evaluation, frame, one, node));
}

function memberOfOne(evaluation: Evaluation, frame: Frame, object: Value, node: MemberExpression): Value {
  const name = node.property;
  switch (object.kind) {
    case "row":
      return memberOfRow(evaluation, frame, object.row, node);
    case "model": {
      const { model, isHistorical } = object;
      if (model.managers.has(name) || evaluation.table.steps.managers.includes(name)) {
        return { kind: "manager", model, name, isHistorical, at: locate(frame, node) };
      }
      const found = isHistorical ? undefined : findMember(evaluation.facts, model.classes, name);
      if (found?.kind === "function") {
        return {
          kind: "function",
          callable: {
            file: found.file,
            definition: found.definition,
            self: object,
            definedIn: found.definedIn,
          },
        };
      }
      if (!found && model.isManager === true && Object.hasOwn(evaluation.table.steps.methods, name))
        return { kind: "bound", self: managerOfModel(model, frame, node), name };
      return found || isHistorical || !model.isIncomplete
        ? unknown
        : derivedFrom(queryOfModel(evaluation, frame, model, { steps: [{ name, at: locate(frame, node) }] }));
    }
    case "manager":
      if (name === "model") return { kind: "model", model: object.model, isHistorical: object.isHistorical };
      return memberOfManager(evaluation, frame, object, node) ?? { kind: "bound", self: object, name };
    case "query":
      if (name === "model")
        return { kind: "model", model: object.query.model, isHistorical: object.query.isHistorical };
      return memberOfResult(evaluation, frame, object, node) ?? { kind: "bound", self: object, name };
    case "derived":
      return evaluation.table.steps.tellingMethods.includes(name)
        ? { kind: "bound", self: { kind: "query", query: object.query }, name }
        : unknown;
    case "page":
      return name === evaluation.table.steps.pages.rows ? { kind: "query", query: object.query } : unknown;
    case "stream":
    case "builder":
    case "cursor":
    case "paginator":
    case "bound":
    case "wrapper":
      return { kind: "bound", self: object, name };
    case "rows":
      return memberOfResult(evaluation, frame, object, node) ?? { kind: "bound", self: object, name };
    case "collection":
      if (object.form === "object" && object.fields)
        return memberOfObject(evaluation, frame, object.fields, node);
      return { kind: "bound", self: object, name };
    case "module": {
      const symbol = evaluation.facts.resolveMember(object.symbol, name);
      return symbol ? valueOfSymbol(evaluation, symbol) : unknown;
    }
    case "external":
      return memberOfPath(evaluation, frame, object.path, node);
    case "class":
      return memberOfClass(evaluation, frame, object, node);
    case "instance":
      return memberOfInstance(evaluation, frame, object, node);
    case "super":
      return memberOfSuper(evaluation, frame, object, node);
    case "unknown":
      return memberOfAssumed(evaluation, frame, node);
    default:
      return unknown;
  }
}

function memberOfClass(
  evaluation: Evaluation,
  frame: Frame,
  object: Extract<Value, { kind: "class" }>,
  node: MemberExpression,
): Value {
  const name = node.property;
  const { classes, externals } = evaluation.facts.ancestry(object.symbol);
  const found = findMember(evaluation.facts, classes, name);
  if (found?.kind === "value")
    return valueOfGlobal(evaluation, found.file, `${found.definedIn.name}.${name}`, found.value, "class");
  if (!found) {
    const [own] = classes;
    const harmless = classDeclarations(evaluation.table.declarations)?.harmlessBases;
    const base = externals.find((path) => harmless?.test(path) === false);
    return (own && base ? assumedManager(evaluation, frame, own.name, base, node) : undefined) ?? unknown;
  }
  if (found.kind !== "function") return unknown;
  const { file, definition, definedIn } = found;
  return {
    kind: "function",
    callable: { file, definition, definedIn, ...(found.isClassMethod ? { self: object } : {}) },
  };
}

/** `package.models.Order.objects`: a class outside the project that is a model by its path. */
function managerOfPath(
  evaluation: Evaluation,
  frame: Frame,
  path: string,
  node: MemberExpression,
): Value | undefined {
  return evaluation.table.steps.modelPath.test(path)
    ? assumedManager(evaluation, frame, path, path, node)
    : undefined;
}

/** The manager of a class that is a model for all that can be seen: what is behind it is out of sight, and it has a manager. */
function assumedManager(
  evaluation: Evaluation,
  frame: Frame,
  path: string,
  base: string,
  node: MemberExpression,
): Value | undefined {
  const { managers, foreignBase } = evaluation.table.steps;
  const name = node.property;
  if (!managers.includes(name) || foreignBase.test(base)) return undefined;
  const at = locate(frame, node);
  return { kind: "manager", model: assumedModel(evaluation, path, at), name, isHistorical: false, at };
}

/** A member of something outside the project: a row, a manager, or a longer path. */
function memberOfPath(evaluation: Evaluation, frame: Frame, path: string, node: MemberExpression): Value {
  const known = memberOfClient(evaluation, frame, madeClient(path, undefined, locate(frame, node)), node);
  if (known) return known;
  const whole = `${path}.${node.property}`;
  if (evaluation.table.steps.rowMembers[whole] === undefined)
    return (
      memberOfFilled(evaluation, frame, path, node) ??
      managerOfPath(evaluation, frame, path, node) ??
      valueOfPath(evaluation, whole)
    );
  const model = userModelOf(evaluation, frame);
  return model ? rowValue(newRow(evaluation, model, false)) : unknown;
}
