import type { Expression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { noteAccess } from "./row.js";
import { plain, type RowObject, unknown, type Value } from "./value.js";

/** Whether a row is a dictionary or named tuple of plain values, without the model's methods. */
export function holdsValues({ query }: RowObject): boolean {
  return query?.columns.kind === "values";
}

/** `row["title"]`, `row.title` of a row of plain values; anything else of it may read every value. */
export function memberOfValues(
  evaluation: Evaluation,
  frame: Frame,
  row: RowObject,
  name: unknown,
  node: Expression,
): Value {
  const columns = row.query?.columns;
  const isKnown = columns?.kind === "values" && typeof name === "string" && columns.names.includes(name);
  if (!isKnown) {
    noteAccess(evaluation, frame, row, "dynamic", "", node);
    return unknown;
  }
  noteAccess(evaluation, frame, row, name.includes("__") ? "related" : "column", name, node);
  return plain;
}
