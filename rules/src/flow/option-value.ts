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
  if (!only) return { kind: "unknown", at };
  if (others.length > 0)
    return commonOf(
      [only, ...others].map((one) => optionValue(one, at)),
      at,
    );
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

/** What several objects have in common; there may be more of it. */
function commonOf(values: readonly OptionValue[], at: Location): OptionValue {
  const objects = values.filter((value) => value.kind === "object");
  const [first, ...others] = objects;
  if (!first || objects.length < values.length) return { kind: "unknown", at };
  const fields = new Map(
    [...first.fields].flatMap(([name, value]) => {
      const same = others.flatMap((other) => other.fields.get(name) ?? []);
      if (same.length < others.length) return [];
      const isSame = same.every((one) => isSameOption(one, value));
      return [[name, isSame ? value : ({ kind: "unknown", at: value.at } as const)] as const];
    }),
  );
  return { kind: "object", fields, isOpen: true, at };
}

function isSameOption(left: OptionValue, right: OptionValue): boolean {
  if (left.kind === "literal") return right.kind === "literal" && left.value === right.value;
  if (left.kind === "list")
    return (
      right.kind === "list" &&
      left.isOpen === right.isOpen &&
      left.items.length === right.items.length &&
      left.items.every((item, index) => {
        const other = right.items[index];
        return other !== undefined && isSameOption(item, other);
      })
    );
  if (left.kind !== "object") return left.kind === right.kind && left.kind === "unknown";
  return (
    right.kind === "object" &&
    left.isOpen === right.isOpen &&
    left.fields.size === right.fields.size &&
    [...left.fields].every(([name, value]) => {
      const other = right.fields.get(name);
      return other !== undefined && isSameOption(value, other);
    })
  );
}
