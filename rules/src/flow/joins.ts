import type { Model } from "../project/catalog.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { type Evaluation, locate, silently } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { alternatives } from "./alternatives.js";
import type { Frame } from "./frame.js";
import type { Join } from "./query.js";
import type { QueryObject } from "./value.js";

/** Joined models after `select_related(…)`: every model along each path; `None` clears them. */
export function joinsAfter(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  node: CallExpression,
): readonly Join[] {
  const joins = [...query.joins];
  for (const { value } of node.arguments) {
    if (value.kind === "literal" && value.value === null) return [];
    if (value.kind !== "literal" || typeof value.value !== "string") continue;
    for (const path of prefixes(value.value)) {
      if (joins.some((join) => join.path === path)) continue;
      const model = modelAt(evaluation, query.model, path);
      joins.push({ path, columns: { kind: "all" }, at: locate(frame, value), ...(model ? { model } : {}) });
    }
  }
  return joins;
}

/** Prefetched models after `prefetch_related(…)`; a path that cannot be read is empty. */
export function prefetchesAfter(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  node: CallExpression,
): readonly Join[] {
  const prefetches = [...query.prefetches];
  for (const { value } of node.arguments) {
    if (value.kind === "literal" && value.value === null) return [];
    if (value.kind === "literal" && typeof value.value === "string") {
      const model = modelAt(evaluation, query.model, value.value);
      prefetches.push({
        path: value.value,
        columns: { kind: "all" },
        at: locate(frame, value),
        ...(model ? { model } : {}),
      });
    } else prefetches.push(prefetchOf(evaluation, frame, query, value));
  }
  return prefetches;
}

function prefetchOf(evaluation: Evaluation, frame: Frame, query: QueryObject, value: Expression): Join {
  const at = locate(frame, value);
  const nothing: Join = { path: "", columns: { kind: "unknown" }, at };
  if (value.kind !== "call") return nothing;
  const [lookup, given] = value.arguments;
  if (lookup?.value.kind !== "literal" || typeof lookup.value.value !== "string") return nothing;
  const path = lookup.value.value;
  const inner = value.arguments.find((argument) => argument.name === "queryset") ?? given;
  const model = modelAt(evaluation, query.model, path);
  const apart = attributeOf(value);
  if (!inner) return { path, columns: { kind: "all" }, at, ...apart, ...(model ? { model } : {}) };
  const [only] = silently(evaluation, () => alternatives(evaluate(evaluation, frame, inner.value)));
  if (only?.kind !== "query") return { path, columns: { kind: "unknown" }, at, ...apart };
  return { path, columns: only.query.columns, at, ...apart, model: only.query.model };
}

/** The name in `Prefetch("orders", to_attr="open_orders")`. */
function attributeOf(node: CallExpression): Pick<Join, "attribute"> {
  const given = node.arguments.find((argument) => argument.name === "to_attr")?.value;
  return given?.kind === "literal" && typeof given.value === "string" ? { attribute: given.value } : {};
}

/** The model at the end of a relation path. */
function modelAt(evaluation: Evaluation, start: Model, path: string): Model | undefined {
  let model: Model | undefined = start;
  for (const name of path.split("__")) {
    const target: string | undefined = model?.relations.get(name)?.target;
    model = target === undefined ? undefined : evaluation.facts.catalog.models.get(target);
  }
  return model;
}

function prefixes(path: string): readonly string[] {
  const names = path.split("__");
  return names.map((_, index) => names.slice(0, index + 1).join("__"));
}
