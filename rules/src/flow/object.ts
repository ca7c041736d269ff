import type { DictionaryExpression, MemberExpression } from "../syntax/syntax.js";
import { type Evaluation, locate } from "./evaluation.js";
import { memberOfFilled } from "./client.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { escapeRow } from "./row.js";
import { type ObjectField, unknown, type Value } from "./value.js";

/** The value of an object literal: its members, with those of known objects that are spread into it. */
export function objectValue(evaluation: Evaluation, frame: Frame, node: DictionaryExpression): Value {
  const fields: ObjectField[] = [];
  for (const { key, value: expression } of node.entries) {
    const value = evaluate(evaluation, frame, expression);
    const at = locate(frame, expression);
    if (!key) {
      escapeRow(evaluation, frame, value.kind === "row" ? value : unknown, expression, "spread");
      if (value.kind === "collection" && value.fields) fields.push(...value.fields);
      else fields.push({ value, at });
    } else if (key.kind === "literal" && typeof key.value === "string")
      fields.push({ name: key.value, value, at, expression });
    else fields.push({ ...nameOfKey(evaluate(evaluation, frame, key)), value, at, expression });
  }
  return { kind: "collection", form: "object", elements: fields.map(({ value }) => value), fields };
}

/** A computed key that stands for something outside has its path in brackets as name: `[Op.gt]`. */
export function nameOfKey(key: Value): { readonly name?: string } {
  if (key.kind === "external") return { name: `[${key.path}]` };
  return key.kind === "literal" && typeof key.value === "string" ? { name: key.value } : {};
}

/**
 * A member of an object: the last one of the name, unless something unknown was spread in behind it. What is spread in
 * may be an object that has all models as members. An object that is written out lacks all other members.
 */
export function memberOfObject(
  evaluation: Evaluation,
  frame: Frame,
  fields: readonly ObjectField[],
  node: MemberExpression,
): Value {
  const filled = evaluation.table.steps.clients?.filled;
  for (const field of fields.toReversed()) {
    if (field.name === node.property) return field.value;
    if (field.name !== undefined) continue;
    const { value } = field;
    if (value.kind !== "external" || value.path !== filled) return unknown;
    const found = memberOfFilled(evaluation, frame, value.path, node);
    if (found) return found;
  }
  const isWritten = fields.length > 0 && fields.every(({ expression }) => expression !== undefined);
  return isWritten ? { kind: "literal", value: undefined } : unknown;
}

/** `value.name` as if it were written where the name of a pattern stands. */
export function memberAt(
  name: string,
  { start, end }: { readonly start: number; readonly end: number },
): MemberExpression {
  const object = { kind: "unknown" as const, parts: [], start, end };
  return { kind: "member", object, property: name, propertySpan: { start, end }, start, end };
}
