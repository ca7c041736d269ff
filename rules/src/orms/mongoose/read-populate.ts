import type { Model } from "../../project/catalog.js";
import type { ChainCall, JoinRead, OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { columnsSelected } from "./read-selection.js";

type Find = OptionsSurroundings["find"];

/** Documents that come along, each with all of its columns unless it says otherwise: https://mongoosejs.com/docs/populate.html */
export function readPopulate(
  { arguments: given }: ChainCall,
  model: Model,
  { find }: OptionsSurroundings,
): Partial<OptionsRead> {
  const [paths, select] = given;
  const read = paths && joinsOf(paths, select, model, find, "");
  return { joins: read ?? [], shape: { prefetch: read ? "known" : "unknown" } };
}

function joinsOf(
  given: OptionValue,
  select: OptionValue | undefined,
  model: Model,
  find: Find,
  above: string,
): readonly JoinRead[] | undefined {
  if (given.kind === "literal" && typeof given.value === "string")
    return given.value
      .split(/\s+/)
      .flatMap((path) => joinOf(path, select, given, model, find, above)?.join ?? []);
  if (given.kind === "list") {
    const joins = given.items.map((item) => joinsOf(item, undefined, model, find, above));
    return given.isOpen || joins.some((one) => !one) ? undefined : joins.flatMap((one) => one ?? []);
  }
  if (given.kind !== "object" || given.isOpen) return undefined;
  const path = given.fields.get("path");
  if (path?.kind !== "literal" || typeof path.value !== "string") return undefined;
  const found = joinOf(path.value, given.fields.get("select"), given, model, find, above);
  const inner = given.fields.get("populate");
  if (!found) return [];
  return [found.join, ...((inner && joinsOf(inner, undefined, found.target, find, found.join.path)) ?? [])];
}

function joinOf(
  path: string,
  select: OptionValue | undefined,
  { at }: OptionValue,
  model: Model,
  find: Find,
  above: string,
): { readonly join: JoinRead; readonly target: Model } | undefined {
  const id = model.relations.get(path)?.target;
  const target = id === undefined ? undefined : find(id);
  if (!target) return undefined;
  const whole = above === "" ? path : `${above}__${path}`;
  const columns = columnsSelected(select, { kind: "all" }, target);
  return { join: { path: whole, model: target, columns, at }, target };
}
