import type { Location } from "../../location.js";
import type { Column } from "../../project/catalog.js";
import type { OptionFields, OptionValue } from "../options.js";
import { addedColumn, isTrue } from "./columns.js";

/** Columns that the options of a model add: https://sequelize.org/docs/v6/core-concepts/model-basics/#timestamps */
export function datesOf(options: OptionFields, declared: Location): readonly Column[] {
  const { created, updated } = { created: options.get("createdAt"), updated: options.get("updatedAt") };
  const isOff = isFalse(options.get("timestamps"));
  const names = isOff ? [] : [nameOf(created, "createdAt"), nameOf(updated, "updatedAt")];
  const deleted =
    !isOff && isTrue(options.get("paranoid")) ? nameOf(options.get("deletedAt"), "deletedAt") : undefined;
  return [...names, deleted].flatMap((name) =>
    name === undefined ? [] : [addedColumn(name, "DATE", declared)],
  );
}

function nameOf(value: OptionValue | undefined, usual: string): string | undefined {
  if (isFalse(value)) return undefined;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : usual;
}

function isFalse(value: OptionValue | undefined): boolean {
  return value?.kind === "literal" && value.value === false;
}

/** Column sets of `indexes: [{ unique: true, fields: ["email"] }]`. */
export function indexesOf(options: OptionFields): {
  readonly unique: readonly (readonly string[])[];
  readonly others: readonly (readonly string[])[];
} {
  const indexes = options.get("indexes");
  const listed = (indexes?.kind === "list" ? indexes.items : []).flatMap((index) => {
    if (index.kind !== "object") return [];
    const { fields } = index;
    const names = textsIn(fields.get("fields"));
    const isUnique =
      (isTrue(fields.get("unique")) || textOf(fields.get("type"))?.toUpperCase() === "UNIQUE") &&
      !fields.has("where");
    return names.length > 0 ? [{ names, isUnique }] : [];
  });
  return {
    unique: listed.filter(({ isUnique }) => isUnique).map(({ names }) => names),
    others: listed.filter(({ isUnique }) => !isUnique).map(({ names }) => names),
  };
}

/** The text of a literal. */
export function textOf(value: OptionValue | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

/** The texts of a list that holds nothing else. */
function textsIn(value: OptionValue | undefined): readonly string[] {
  if (value?.kind !== "list" || value.isOpen) return [];
  const texts = value.items.map(textOf).filter((text) => text !== undefined);
  return texts.length === value.items.length ? texts : [];
}

/** The scopes of a model by name, the default one without: https://sequelize.org/docs/v6/other-topics/scopes/ */
export function scopesOf(options: OptionFields): ReadonlyMap<string, OptionValue> {
  const [usual, named] = [options.get("defaultScope"), options.get("scopes")];
  return new Map([
    ...(usual ? [["", usual] as const] : []),
    ...(named?.kind === "object" ? named.fields : []),
  ]);
}
