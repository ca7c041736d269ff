import type { Evaluation } from "./evaluation.js";
import type { Value } from "./value.js";

/** Whether what a file declares can have to do with the ORM, for somebody who comes from another file. */
export function concerns({ table, facts }: Evaluation, file: string): boolean {
  return table.mentions === undefined || facts.mentions(file, table.mentions);
}

/** Whether a value is, or holds, something that a query or a client is behind. */
export function isOfInterest(value: Value): boolean {
  switch (value.kind) {
    case "unknown":
    case "plain":
    case "literal":
    case "external":
    case "module":
    case "class":
      return false;
    case "collection":
      return value.elements.some(isOfInterest);
    case "operator":
      return value.given.some(isOfInterest);
    case "either":
      return value.values.some(isOfInterest);
    default:
      return true;
  }
}
