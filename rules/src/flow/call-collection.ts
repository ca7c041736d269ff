import type { CallExpression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import { callUnknown } from "./call.js";
import { callDictionary } from "./dictionary.js";
import { type Evaluation, nextId } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { resultMember } from "./result-member.js";
import { plain, unknown, type Value } from "./value.js";

/** The rows that are related to a row, and what `map` made of rows, are lists with one element that stands for all. */
export function callCollectionMember(
  evaluation: Evaluation,
  frame: Frame,
  self: Extract<Value, { kind: "collection" }>,
  name: string,
  node: CallExpression,
): Value {
  const member = resultMember(evaluation, name);
  const values = evaluateArguments(evaluation, frame, node);
  const [callback] = values;
  const [element = unknown] = self.elements;
  if (self.form === "dictionary") return callDictionary(evaluation, frame, self, name, node, values);
  if (!member || self.form !== "list") return callUnknown(evaluation, frame, node, values);
  if (member.does === "each") {
    if (callback?.kind !== "function") return callUnknown(evaluation, frame, node, [element, ...values]);
    const handed = Array.from({ length: Math.max(...member.parameters) + 1 }, (_, index) => ({
      value: member.parameters.includes(index) ? element : unknown,
    }));
    const outer = frame.loops;
    frame.loops = [...outer, nextId(evaluation)];
    const made = invoke(evaluation, frame, callback.callable, handed, node);
    frame.loops = outer;
    if (member.gives === "rows") return self;
    if (member.gives === "row") return element;
    return member.gives === "computed"
      ? { kind: "collection", form: "list", elements: [made], isOpen: true }
      : plain;
  }
  if (member.does === "pick") return element;
  return member.does === "slice" || member.does === "same" ? self : unknown;
}
