import type { Value } from "./value.js";

const widest = 6;

/** One of two values. Unknown beside something known stays beside it: rules look at the known part only if alone. */
export function either(left: Value, right: Value): Value {
  if (left === right) return left;
  const values = [...new Set([...alternatives(left), ...alternatives(right)])];
  const [only] = values;
  if (values.length === 1 && only) return only;
  return values.length > widest ? { kind: "unknown" } : { kind: "either", values };
}

/** What each alternative of a value gives, as one value. */
export function forEach(value: Value, give: (one: Value) => Value): Value {
  return value.kind === "either" ? value.values.map(give).reduce(either) : give(value);
}

/** The alternatives of a value, itself when it is one. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === "either" ? value.values : [value];
}
