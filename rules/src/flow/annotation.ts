import type { Model } from "../project/catalog.js";
import { mayEnter } from "./call-record.js";
import type { Expression } from "../syntax/syntax.js";
import { type Evaluation, locate, newRow, nextId, queryOfModel, rowValue, silently } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { oncePerEvaluation } from "./names.js";
import { invoke, moduleFrame } from "./invoke.js";
import { lastName } from "./lookup.js";
import { managerOfType } from "./typed-manager.js";
import { type ObjectField, type QueryObject, unknown, type Value } from "./value.js";

/** What an annotation promises: a row, a query of unknown size, an instance of a class, an object of such. */
export function valueOfAnnotation(evaluation: Evaluation, frame: Frame, annotation: Expression): Value {
  switch (annotation.kind) {
    case "binary":
      return valueOfSeveral(evaluation, frame, [annotation.left, annotation.right], annotation.operator);
    case "index":
      return valueOfGeneric(evaluation, frame, annotation.object, annotation.index);
    case "unary":
      return annotation.operator === "typeof" ? evaluate(evaluation, frame, annotation.operand) : unknown;
    case "dictionary": {
      const fields = annotation.entries.flatMap((entry): readonly ObjectField[] => {
        const { key } = entry;
        return key?.kind === "literal" && typeof key.value === "string"
          ? [
              {
                name: key.value,
                value: valueOfAnnotation(evaluation, frame, entry.value),
                at: locate(frame, key),
              },
            ]
          : [];
      });
      return { kind: "collection", form: "object", elements: fields.map(({ value }) => value), fields };
    }
    case "name":
    case "member":
      return valueOfNamed(evaluation, frame, annotation);
    default:
      return unknown;
  }
}

/** Of alternatives the first that is known; of what holds at once all members. */
function valueOfSeveral(
  evaluation: Evaluation,
  frame: Frame,
  sides: readonly Expression[],
  operator: string,
): Value {
  if (operator !== "|" && operator !== "&") return unknown;
  const values = sides.map((side) => valueOfAnnotation(evaluation, frame, side));
  const objects = values.filter((value) => value.kind === "collection");
  if (operator === "&" && objects.length > 1) {
    const fields = objects.flatMap((value) => value.fields ?? []);
    return { kind: "collection", form: "object", elements: fields.map(({ value }) => value), fields };
  }
  return values.find((value) => value.kind !== "unknown" && value.kind !== "external") ?? unknown;
}

/** Generic types that hold what is between their brackets, one of it. */
const transparent = [
  "Optional",
  "Promise",
  "Readonly",
  "Partial",
  "Required",
  "Omit",
  "Pick",
  "NonNullable",
  "Awaited",
];

function valueOfGeneric(
  evaluation: Evaluation,
  frame: Frame,
  generic: Expression,
  argument: Expression,
): Value {
  const name = lastName(generic);
  const first = argument.kind === "collection" ? argument.elements[0] : argument;
  if (name === undefined || !first) return unknown;
  const { rowTypes = [] } = evaluation.table.steps;
  if (transparent.includes(name) || rowTypes.includes(name))
    return valueOfAnnotation(evaluation, frame, first);
  if (name === "ReturnType") return valueOfReturn(evaluation, frame, first);
  const manager = managerOfType(evaluation, frame, evaluate(evaluation, frame, generic), generic, first);
  if (manager) return manager;
  const isList = lists.includes(name);
  if (!isList && !evaluation.table.steps.queryAnnotation.test(name))
    return valueOfNamed(evaluation, frame, generic);
  const inner = evaluate(evaluation, frame, first);
  if (inner.kind !== "model") return unknown;
  const query = queryOfParameter(evaluation, frame, inner.model);
  // Rows that somebody else loaded: what is done with one of them is seen, how they came is not.
  return isList
    ? { kind: "rows", query, list: { id: nextId(evaluation), via: "parameter", loops: frame.loops } }
    : { kind: "query", query };
}

/** `ReturnType<typeof makeClient>` */
function valueOfReturn(evaluation: Evaluation, frame: Frame, callee: Expression): Value {
  const value = valueOfAnnotation(evaluation, frame, callee);
  if (value.kind !== "function" || !mayEnter(evaluation, frame, value.callable.definition)) return unknown;
  return silently(evaluation, () => invoke(evaluation, frame, value.callable, []));
}

/** Annotations of rows that the caller has loaded. */
const lists = ["list", "List", "tuple", "Tuple", "set", "Set", "Sequence", "Collection", "Iterable"];

function queryOfParameter(evaluation: Evaluation, frame: Frame, model: Model): QueryObject {
  const { shape } = queryOfModel(evaluation, frame, model, {});
  return queryOfModel(evaluation, frame, model, {
    rows: { level: "unknown" },
    shape: { ...shape, scope: "parameter", prefetch: "unknown" },
  });
}

function valueOfNamed(evaluation: Evaluation, frame: Frame, annotation: Expression): Value {
  const alias = aliasOf(evaluation, frame, annotation);
  if (alias) return alias;
  const value = evaluate(evaluation, frame, annotation);
  if (value.kind === "model") return rowValue(newRow(evaluation, value.model, false));
  if (value.kind === "external")
    return evaluation.table.steps.clients?.types.test(value.path) === true
      ? {
          kind: "instance",
          classes: [],
          externals: [value.path],
          symbol: { kind: "external", path: value.path },
        }
      : unknown;
  if (value.kind !== "class") return unknown;
  const manager = managerOfType(evaluation, frame, value, annotation);
  if (manager) return manager;
  const { classes, externals } = evaluation.facts.ancestry(value.symbol);
  return { kind: "instance", classes, externals, symbol: value.symbol };
}

/** A name for a type: what that type promises, seen from where it is written. */
function aliasOf(evaluation: Evaluation, frame: Frame, annotation: Expression): Value | undefined {
  if (annotation.kind !== "name") return undefined;
  const symbol = evaluation.facts.resolve(frame.file, annotation.name);
  if (symbol?.kind !== "variable" || symbol.statement.value || !symbol.statement.annotation) return undefined;
  const key = `${symbol.file}:type ${symbol.name}`;
  const { annotation: whole } = symbol.statement;
  // A type may name itself.
  return oncePerEvaluation(evaluation, key, () =>
    valueOfAnnotation(evaluation, moduleFrame(evaluation, symbol.file), whole),
  );
}
