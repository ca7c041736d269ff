import { unknown, type Value } from "./value.js";

/** The class of a row or an instance: `type(row)`, `row.__class__`, the first parameter of a class method. */
export function classOf(value: Value): Value {
  if (value.kind === "row")
    return { kind: "model", model: value.row.model, isHistorical: value.row.isHistorical };
  return value.kind === "instance" ? { kind: "class", symbol: value.symbol } : unknown;
}
