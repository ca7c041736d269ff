import type { Location } from "../location.js";
import type { OptionValue } from "../orms/options.js";
import type { Expression } from "../syntax/syntax.js";
import { alternatives } from "./alternatives.js";
import type { Value } from "./value.js";

/** What is known of a value that stands in options. */
export function optionValue(value: Value, at: Location, expression?: Expression): OptionValue {
  return { ...read(value, at), at, ...(expression ? { expression } : {}) };
}

function read(value: Value, at: Location): OptionValue {
  const [only, ...others] = alternatives(value);
  if (!only || others.length > 0) return { kind: "unknown", at };
  switch (only.kind) {
    case "literal":
      return { kind: "literal", value: only.value, at };
    case "query":
    case "rows":
    case "stream":
      return { kind: "rows", at };
    case "model":
      return { kind: "model", model: only.model, at };
    case "operator": {
      const given = only.given.map((one) => optionValue(one, at));
      return { kind: "reference", path: only.path, given, at };
    }
    case "collection":
      if (only.form !== "object") {
        const items = only.elements.map((element) => optionValue(element, at));
        return {
          kind: "list",
          items,
          isOpen: only.isOpen === true || items.some(({ kind }) => kind === "rows"),
          at,
        };
      }
      return {
        kind: "object",
        fields: new Map(
          (only.fields ?? []).flatMap((field) =>
            field.name === undefined
              ? []
              : [[field.name, optionValue(field.value, field.at, field.expression)] as const],
          ),
        ),
        isOpen: (only.fields ?? []).some((field) => field.name === undefined),
        at,
      };
    default:
      return { kind: "unknown", at };
  }
}
