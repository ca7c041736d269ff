import { classDeclarations } from "../orms/declarations.js";
import type { Location } from "../location.js";
import type { Column, Model } from "../project/catalog.js";
import type { Evaluation } from "./evaluation.js";

/**
 * A model that the project uses and that its files do not declare: one of a package, one that was deleted since a migration,
 * one that is chosen at run time. That its rows are loaded can be told; of its columns only the key is known.
 */
export function assumedModel({ table }: Evaluation, path: string, at: Location): Model {
  const name = path.slice(path.lastIndexOf(".") + 1);
  const key = classDeclarations(table.declarations)?.implicitKey ?? "id";
  return {
    id: path,
    name,
    orm: table.name,
    declared: at,
    columns: [keyColumn(key, at)],
    primaryKey: [key],
    unique: [],
    indexes: [],
    relations: new Map(),
    managers: new Map(),
    isAbstract: false,
    parents: [],
    classes: [],
    isIncomplete: true,
    traits: new Set(),
  };
}

/** Name of a model that only the running program knows. */
export const someModel = "model";

function keyColumn(name: string, declared: Location): Column {
  return {
    name,
    attribute: name,
    type: "unknown",
    weight: "small",
    isNullable: false,
    isPlain: true,
    isSetOnSave: false,
    isInteger: false,
    declared,
  };
}
