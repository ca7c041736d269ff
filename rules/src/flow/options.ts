import type { OptionsRead, OptionValue } from "../orms/options.js";
import type { Step } from "../orms/steps.js";
import type { CallExpression } from "../syntax/syntax.js";
import type { Location } from "../location.js";
import { extend, fetchRow } from "./apply-step.js";
import { evaluateArguments } from "./arguments.js";
import { type Evaluation, locate, newRow, recordEffect, rowValue } from "./evaluation.js";
import { alternatives } from "./alternatives.js";
import type { Frame } from "./frame.js";
import { escapeRow } from "./row.js";
import { fewer } from "./rows.js";
import { plain, type QueryObject, unknown, type Value } from "./value.js";

type OptionStep = Extract<Step, { does: "read" | "write" }>;

/** A call that is described by an object of options: what it reads, and what it writes. */
export function applyOptions(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  name: string,
  step: OptionStep,
  node: CallExpression,
  skipped: number,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  values.forEach((value, index) => {
    escapeRow(evaluation, frame, value, node.arguments[index]?.value ?? node, name);
  });
  const given = values[skipped];
  const isSpread = node.arguments.some(({ form }) => form !== "positional");
  const at = locate(frame, node.arguments[skipped]?.value ?? node);
  const options = given && optionValue(isSpread ? unknown : given, at);
  const read = readOptions(evaluation, query, options);
  if (!read) return unknown;
  const made = extend(evaluation, frame, query, name, node, changesOf(query, read));
  if (step.does === "read")
    return step.rows === "one" ? fetchRow(evaluation, made) : { kind: "query", query: made };
  recordEffect(evaluation, frame, step.effect, node, `${name}()`, query.model);
  if (step.rows === "none") return plain;
  return step.rows === "one"
    ? rowValue(newRow(evaluation, query.model, false))
    : { kind: "query", query: { ...made, rows: fewer({ level: "narrowed" }, made.rows) } };
}

function readOptions(
  { table, facts }: Evaluation,
  { model }: QueryObject,
  options: OptionValue | undefined,
): OptionsRead | undefined {
  const { catalog, environment } = facts;
  return table.steps.readOptions?.(options, model, {
    find: (id) => catalog.models.get(id),
    features: environment.features,
  });
}

function changesOf(query: QueryObject, read: OptionsRead): Partial<QueryObject> {
  return {
    isRun: true,
    rows: fewer(query.rows, read.rows),
    columns: read.columns,
    joins: read.joins,
    shape: {
      ...query.shape,
      ...read.shape,
      isPlain: true,
      ...(read.looseBounds.length > 0 ? { looseBounds: read.looseBounds } : {}),
    },
  };
}

/** What is known of a value that stands in options. */
export function optionValue(value: Value, at: Location): OptionValue {
  const [only, ...others] = alternatives(value);
  if (!only || others.length > 0) return { kind: "unknown", at };
  switch (only.kind) {
    case "literal":
      return { kind: "literal", value: only.value, at };
    case "query":
    case "rows":
    case "stream":
      return { kind: "rows", at };
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
            field.name === undefined ? [] : [[field.name, optionValue(field.value, field.at)] as const],
          ),
        ),
        isOpen: (only.fields ?? []).some((field) => field.name === undefined),
        at,
      };
    default:
      return { kind: "unknown", at };
  }
}
