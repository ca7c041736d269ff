import type { CallExpression, DictionaryExpression, Expression, IndexExpression } from "../syntax/syntax.js";
import { type Evaluation, locate } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { type Frame, lookUp } from "./frame.js";
import { isOfInterest } from "./reach.js";
import { callUnknown } from "./call.js";
import { escapeRow, identify } from "./row.js";
import { type ObjectField, unknown, type Value } from "./value.js";

type Collection = Extract<Value, { kind: "collection" }>;

/** The value of a dictionary: what it holds, and under which names where queries or rows are among it. */
export function dictionaryValue(evaluation: Evaluation, frame: Frame, node: DictionaryExpression): Value {
  const fields: ObjectField[] = [];
  const elements: Value[] = [];
  for (const { key, value: expression } of node.entries) {
    if (key) identify(evaluation, frame, evaluate(evaluation, frame, key), key);
    const value = evaluate(evaluation, frame, expression);
    elements.push(value);
    if (!key && value.kind === "collection" && value.fields) fields.push(...value.fields);
    else fields.push(fieldOf(frame, key, value, expression));
  }
  const made = { frame: frame.id, expressions: node.entries.map(({ value }) => value) };
  const isNamed = fields.some(({ value }) => isOfInterest(value));
  return { kind: "collection", form: "dictionary", elements, made, ...(isNamed ? { fields } : {}) };
}

function fieldOf(
  frame: Frame,
  key: Expression | undefined,
  value: Value,
  expression: Expression,
): ObjectField {
  const name = key?.kind === "literal" && typeof key.value === "string" ? { name: key.value } : {};
  return { ...name, value, at: locate(frame, expression), made: { frame: frame.id, expression } };
}

/** `context["orders"] = orders`: the dictionary that the name stands for holds one more. */
export function assignEntry(
  frame: Frame,
  target: IndexExpression,
  value: Value,
  expression: Expression,
): void {
  const { object, index } = target;
  if (index.kind !== "literal" || typeof index.value !== "string" || !isOfInterest(value)) return;
  const name = index.value;
  addFields(frame, object, [
    {
      name,
      value,
      at: locate(frame, expression),
      made: { frame: frame.id, expression },
      stored: locate(frame, target),
    },
  ]);
}

/** `context.update({"orders": orders})` and `context.update(orders=orders)`. */
function updateEntries(frame: Frame, node: CallExpression, values: readonly Value[]): void {
  if (node.callee.kind !== "member") return;
  const fields = node.arguments.flatMap((argument, index): readonly ObjectField[] => {
    const value = values[index];
    const expression = argument.value;
    const stored = locate(frame, expression);
    if (!value) return [];
    if (argument.name !== undefined)
      return [{ name: argument.name, value, at: stored, made: { frame: frame.id, expression }, stored }];
    return value.kind === "collection"
      ? (value.fields ?? []).map((field) => ({ ...field, stored: field.at }))
      : [];
  });
  addFields(frame, node.callee.object, fields);
}

/** `super().get_context_data(orders=orders)`: a dictionary with what it is given by name. */
export function contextOf(frame: Frame, node: CallExpression, values: readonly Value[]): Value {
  const fields = node.arguments.flatMap(({ name, value: expression }, index): readonly ObjectField[] => {
    const value = values[index];
    const at = { file: frame.file, start: expression.start, end: expression.end };
    return name === undefined || !value ? [] : [{ name, value, at, made: { frame: frame.id, expression } }];
  });
  return { kind: "collection", form: "dictionary", elements: fields.map(({ value }) => value), fields };
}

/** `context["order"]`: what a dictionary holds under a key; where that cannot be told, any of it may be meant. */
export function entryOf(
  evaluation: Evaluation,
  frame: Frame,
  dictionary: Collection,
  key: Value | undefined,
  node: Expression,
): Value {
  const name = key?.kind === "literal" ? key.value : undefined;
  const field = dictionary.fields?.findLast((one) => one.name !== undefined && one.name === name);
  if (field) return field.value;
  if (typeof name !== "string" || dictionary.fields?.some((one) => one.name === undefined))
    escapeRow(evaluation, frame, dictionary, node, "entry");
  return unknown;
}

/** A method of a dictionary: `get` gives what is under a key, `update` adds to it, others may hand out all of it. */
export function callDictionary(
  evaluation: Evaluation,
  frame: Frame,
  dictionary: Collection,
  name: string,
  node: CallExpression,
  values: readonly Value[],
): Value {
  const given = callUnknown(evaluation, frame, node, values);
  if (name === "update") updateEntries(frame, node, values);
  else if (name === "get" || name === "pop" || name === "setdefault")
    return entryOf(evaluation, frame, dictionary, values[0], node);
  else if (name !== "keys" && dictionary.fields) escapeRow(evaluation, frame, dictionary, node, "entries");
  return given;
}

function addFields(frame: Frame, object: Expression, fields: readonly ObjectField[]): void {
  const held = object.kind === "name" ? lookUp(frame, object.name) : undefined;
  if (object.kind !== "name" || held?.kind !== "collection" || held.form !== "dictionary") return;
  const added: Collection = { ...held, fields: [...(held.fields ?? []), ...fields] };
  frame.variables.own.set(object.name, added);
}

/** What was put into a dictionary later was noted then; where a template has told more of it, it is noted again. */
export function exposeFields(
  evaluation: Evaluation,
  frame: Frame,
  fields: readonly ObjectField[],
  node: Expression,
  how: string,
): void {
  for (const { stored, value } of fields) {
    if (!stored) continue;
    if (evaluation.trace.forgotten.has(stored)) escapeRow(evaluation, frame, value, node, how);
    else evaluation.trace.exposed.add(stored);
  }
}
