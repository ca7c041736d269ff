import type { Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionsRead, OptionValue } from "../options.js";
import { fewer } from "./fewer.js";
import { readFilter } from "./read-filter.js";

/** Stages that hand on whole documents; behind any other one come documents of another kind. */
const wholeStages = ["$match", "$sort", "$limit", "$skip", "$sample"];

/**
 * What an aggregation loads: https://www.mongodb.com/docs/manual/reference/operator/aggregation-pipeline/. It asks for
 * all paths, whatever the schema leaves out.
 */
export function readPipeline(pipeline: OptionValue | undefined, model: Model): Partial<OptionsRead> {
  if (pipeline?.kind !== "list" || pipeline.isOpen)
    return { rows: { level: "unknown" }, columns: { kind: "grouped" } };
  let rows: Rows = { level: "all" };
  let isWhole = true;
  let isSliced = false;
  for (const stage of pipeline.items) {
    const [name, given, isSingle] = stageOf(stage);
    if (name === undefined || !isSingle) return { rows: { level: "unknown" }, columns: { kind: "grouped" } };
    rows = after(name, given, rows, model);
    isWhole &&= wholeStages.includes(name);
    isSliced ||= name === "$limit" || name === "$skip";
  }
  const hidden = model.columns.some((column) => column.isHidden === true);
  return {
    rows,
    columns: !isWhole ? { kind: "grouped" } : hidden ? { kind: "except", names: [] } : { kind: "all" },
    shape: { isSliced, isCombined: true },
  };
}

function stageOf(stage: OptionValue): readonly [string | undefined, OptionValue | undefined, boolean] {
  if (stage.kind !== "object" || stage.isOpen) return [undefined, undefined, false];
  const [first, second] = [...stage.fields];
  return [first?.[0], first?.[1], second === undefined];
}

function after(name: string, given: OptionValue | undefined, rows: Rows, model: Model): Rows {
  switch (name) {
    case "$match":
      return fewer(rows, readFilter(given, model).rows);
    case "$limit":
      return fewer(rows, boundIn(given));
    case "$sample":
      return fewer(rows, boundIn(given?.kind === "object" ? given.fields.get("size") : undefined));
    case "$count":
      return { level: "one" };
    case "$group":
      return isOneGroup(given) ? { level: "one" } : rows.level === "all" ? { level: "narrowed" } : rows;
    case "$facet":
      return { level: "one" };
    case "$out":
    case "$merge":
      return { level: "none" };
    case "$unwind":
    case "$lookup":
    case "$graphLookup":
    case "$unionWith":
      return rows.level === "constant" || rows.level === "one" ? { level: "external" } : rows;
    default:
      return rows;
  }
}

function isOneGroup(given: OptionValue | undefined): boolean {
  const key = given?.kind === "object" ? given.fields.get("_id") : undefined;
  return key?.kind === "literal" && (key.value === null || key.value === undefined);
}

function boundIn(given: OptionValue | undefined): Rows {
  return given?.kind === "literal" && typeof given.value === "number"
    ? { level: "constant", count: given.value }
    : { level: "external" };
}
