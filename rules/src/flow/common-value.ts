import type { Model } from "../project/catalog.js";
import type { Value } from "./value.js";

/** Whether a value is the same wherever it is made: it holds no object of this evaluation. */
export function isCommon(value: Value): boolean {
  switch (value.kind) {
    case "unknown":
    case "literal":
    case "plain":
    case "class":
    case "instance":
    case "module":
    case "external":
      return true;
    case "model":
      return isDeclared(value.model);
    case "manager":
      return value.parent === undefined && value.extension === undefined && isDeclared(value.model);
    case "function": {
      const { outer, self } = value.callable;
      return outer === undefined && (self === undefined || isCommon(self));
    }
    case "bound":
    case "super":
      return isCommon(value.self);
    case "collection":
      // Objects tell where their members were given, which differs from call to call.
      return value.fields === undefined && value.elements.every(isCommon);
    case "either":
      return value.values.every(isCommon);
    case "operator":
      return value.given.every(isCommon);
    case "builder":
    case "query":
    case "derived":
    case "stream":
    case "rows":
    case "cursor":
    case "paginator":
    case "page":
    case "wrapper":
    case "row":
    case "template-part":
      return false;
  }
}

/** Models that are only assumed are told apart by the place where they were. */
function isDeclared({ isIncomplete, classes }: Model): boolean {
  return !isIncomplete || classes.length > 0;
}

/** A common value without what only the frame that made it can use. */
export function withoutFrame(value: Value): Value {
  if (value.kind === "collection") {
    const { form, elements, isOpen } = value;
    const open = isOpen === undefined ? {} : { isOpen };
    return { kind: "collection", form, elements: elements.map(withoutFrame), ...open };
  }
  return value.kind === "either" ? { kind: "either", values: value.values.map(withoutFrame) } : value;
}

/** Whether two values are the same for everybody; of those that hold objects of the evaluation this is not asked. */
export function isSameValue(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return left !== undefined && isCommon(left);
  if (left === undefined || right === undefined) return false;
  switch (left.kind) {
    case "unknown":
    case "plain":
      return right.kind === left.kind;
    case "literal":
      return right.kind === "literal" && Object.is(right.value, left.value);
    case "model":
      return right.kind === "model" && right.model === left.model && right.isHistorical === left.isHistorical;
    case "class":
    case "module":
      return right.kind === left.kind && right.symbol === left.symbol;
    case "instance":
      return (
        right.kind === "instance" &&
        right.symbol === left.symbol &&
        right.client?.isExtended === left.client?.isExtended &&
        right.client?.options?.at.start === left.client?.options?.at.start
      );
    case "external":
      return right.kind === "external" && right.path === left.path;
    case "manager":
      return (
        right.kind === "manager" &&
        right.model === left.model &&
        right.name === left.name &&
        right.at.start === left.at.start &&
        right.at.file === left.at.file &&
        right.classes === left.classes &&
        right.extension === left.extension
      );
    case "bound":
      return right.kind === "bound" && right.name === left.name && isSameValue(left.self, right.self);
    case "collection":
      return (
        right.kind === "collection" &&
        right.form === left.form &&
        right.fields === left.fields &&
        right.isOpen === left.isOpen &&
        areSameValues(left.elements, right.elements)
      );
    case "either":
      return right.kind === "either" && areSameValues(left.values, right.values);
    default:
      return false;
  }
}

function areSameValues(left: readonly Value[], right: readonly Value[]): boolean {
  return left.length === right.length && left.every((value, index) => isSameValue(value, right[index]));
}
