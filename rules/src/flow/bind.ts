import type {
  CollectionExpression,
  Expression,
  IndexExpression,
  MemberExpression,
} from "../syntax/syntax.js";
import { evaluate } from "./expression.js";
import { type Evaluation, locate, newRow, recordUse, rowValue } from "./evaluation.js";
import { joined } from "./join.js";
import { alternatives } from "./alternatives.js";
import { type Frame, lookUp } from "./frame.js";
import { memberOf } from "./member.js";
import { memberAt, nameOfKey } from "./object.js";
import { assignMember, escapeRow, identify } from "./row.js";
import { type ObjectField, unknown, type Value } from "./value.js";

/** Binds a value to a target: a name, a member, an index, or several by unpacking. */
export function bindTarget(evaluation: Evaluation, frame: Frame, target: Expression, value: Value): void {
  switch (target.kind) {
    case "name":
      frame.variables.own.set(target.name, value);
      return;
    case "collection":
      takeApart(evaluation, frame, target, value);
      target.elements.forEach((element, index) =>
        bindTarget(evaluation, frame, element, elementOf(evaluation, value, index, target.elements)),
      );
      return;
    case "dictionary":
      for (const { key, value: inner } of target.entries) {
        const name = key?.kind === "literal" && typeof key.value === "string" ? key.value : undefined;
        const member =
          key && name !== undefined ? memberOf(evaluation, frame, value, memberAt(name, key)) : unknown;
        if (!key) escapeRow(evaluation, frame, value, inner, "rest");
        bindTarget(evaluation, frame, inner, member);
      }
      return;
    case "spread":
      bindTarget(evaluation, frame, target.value, unknown);
      return;
    case "member":
      assignMember(evaluation, frame, evaluate(evaluation, frame, target.object), target, value);
      addField(frame, target, { name: target.property, value, at: locate(frame, target) });
      return;
    case "index": {
      evaluate(evaluation, frame, target.object);
      const key = evaluate(evaluation, frame, target.index);
      identify(evaluation, frame, key, target.index);
      escapeRow(evaluation, frame, value, target, "kept");
      addField(frame, target, { ...nameOfKey(key), value, at: locate(frame, target) });
      return;
    }
    default:
      return;
  }
}

/** Objects with more members hold data, not options. */
const mostFields = 100;

/** `options.limit = 10` on an object that was made here: whoever reads the name from now on finds the member. */
function addField(frame: Frame, { object }: MemberExpression | IndexExpression, field: ObjectField): void {
  const held = object.kind === "name" ? lookUp(frame, object.name) : undefined;
  if (object.kind !== "name" || held?.kind !== "collection" || held.form !== "object" || !held.fields) return;
  if (held.fields.length > mostFields) {
    frame.variables.own.set(object.name, unknown);
    return;
  }
  const fields = [...held.fields.filter(({ name }) => name === undefined || name !== field.name), field];
  frame.variables.own.set(object.name, { ...held, fields, elements: fields.map(({ value }) => value) });
}

/** `[first] = rows` wants one row of all that were loaded; other patterns want some. A query is run for it. */
function takeApart(evaluation: Evaluation, frame: Frame, target: CollectionExpression, value: Value): void {
  const one = joined(value);
  if (one.kind !== "query" && one.kind !== "rows") return;
  const at = locate(frame, target);
  const isHeld = one.kind === "rows" || one.query.isRun === true;
  const isFirst = isHeld && target.elements.length === 1 && target.elements[0]?.kind !== "spread";
  const via = "destructuring";
  recordUse(evaluation, frame, {
    query: one.query,
    ...(one.kind === "rows" ? { list: one.list } : {}),
    expression: target,
    use: isFirst
      ? { kind: "first", via, count: { kind: "one" }, node: target, at }
      : { kind: "sliced", via, node: target, at },
  });
}

function elementOf(
  evaluation: Evaluation,
  value: Value,
  index: number,
  targets: readonly Expression[],
): Value {
  const hasSpread = targets.slice(0, index + 1).some((target) => target.kind === "spread");
  for (const one of alternatives(value)) {
    if (one.kind === "query" && one.query.isRun === true && targets[index]?.kind !== "spread")
      return rowValue(newRow(evaluation, one.query.model, one.query.isHistorical));
    if (one.kind === "collection" && !hasSpread)
      return (one.isOpen === true ? one.elements[0] : one.elements[index]) ?? unknown;
  }
  return unknown;
}
