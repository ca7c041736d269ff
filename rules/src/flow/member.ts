import type { MemberExpression } from "../syntax/syntax.js";
import { type Evaluation, locate, newRow, rowValue } from "./evaluation.js";
import { alternatives, either, type Frame } from "./frame.js";
import { findMember } from "./lookup.js";
import { valueOfGlobal, valueOfPath, valueOfSymbol } from "./names.js";
import { memberOfAssumed } from "./client.js";
import { memberOfObject } from "./object.js";
import { memberOfResult } from "./result-member.js";
import { memberOfRow } from "./row.js";
import { memberOfInstance, memberOfSuper } from "./self.js";
import { unknown, type Value } from "./value.js";

/** The value of `object.property`. */
export function memberOf(evaluation: Evaluation, frame: Frame, object: Value, node: MemberExpression): Value {
  return alternatives(object)
    .map((one) => memberOfOne(evaluation, frame, one, node))
    .reduce(either);
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
      return unknown;
    }
    case "manager":
      if (name === "model") return { kind: "model", model: object.model, isHistorical: object.isHistorical };
      return { kind: "bound", self: object, name };
    case "query":
      if (name === "model")
        return { kind: "model", model: object.query.model, isHistorical: object.query.isHistorical };
      return memberOfResult(evaluation, frame, object, node) ?? { kind: "bound", self: object, name };
    case "stream":
    case "bound":
    case "wrapper":
      return { kind: "bound", self: object, name };
    case "rows":
      return memberOfResult(evaluation, frame, object, node) ?? { kind: "bound", self: object, name };
    case "collection":
      if (object.form === "object" && object.fields) return memberOfObject(object.fields, name);
      return { kind: "bound", self: object, name };
    case "module": {
      const symbol = evaluation.facts.resolveMember(object.symbol, name);
      return symbol ? valueOfSymbol(evaluation, symbol) : unknown;
    }
    case "external":
      return object.path === "request"
        ? memberOfRequest(evaluation, frame, name)
        : valueOfPath(evaluation, `${object.path}.${name}`);
    case "class":
      return memberOfClass(evaluation, object, name);
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
  object: Extract<Value, { kind: "class" }>,
  name: string,
): Value {
  const { classes } = evaluation.facts.ancestry(object.symbol);
  const found = findMember(evaluation.facts, classes, name);
  if (found?.kind === "value")
    return valueOfGlobal(evaluation, found.file, `${found.definedIn.name}.${name}`, found.value, "class");
  if (found?.kind !== "function") return unknown;
  const { file, definition, definedIn } = found;
  return {
    kind: "function",
    callable: { file, definition, definedIn, ...(found.isClassMethod ? { self: object } : {}) },
  };
}

/** `request.user` is a row; everything else of a request holds none. */
function memberOfRequest(evaluation: Evaluation, frame: Frame, name: string): Value {
  if (evaluation.table.steps.requestMembers[name] !== "user")
    return { kind: "external", path: "request.member" };
  const model = evaluation.facts.modelByLabel("AUTH_USER_MODEL", frame.file);
  return model ? rowValue(newRow(evaluation, model, false)) : unknown;
}
