import type { ClassDeclarations } from "../orms/declarations.js";
import type { Column } from "./catalog.js";
import { columnsIn, type DeclaredModel, relationsIn } from "./extract-models.js";

/** Concrete models behind a model, nearest first, each once. */
export function parentsOf(model: DeclaredModel): readonly DeclaredModel[] {
  const parents = new Map<string, DeclaredModel>();
  for (const parent of model.extended) {
    parents.set(parent.id, parent);
    for (const behind of parentsOf(parent)) parents.set(behind.id, behind);
  }
  return [...parents.values()];
}

/** Names that a model's own table has without being declared. */
export function columnNames(
  declarations: ClassDeclarations,
  model: DeclaredModel,
): { readonly key: string | undefined; readonly links: readonly string[] } {
  if (model.proxyOf !== undefined) return { key: undefined, links: [] };
  const relations = relationsIn(model);
  const isLinked = relations.some(
    (relation) => relation.isParentLink || (relation.isKey && relation.type.isUnique),
  );
  const links = model.extended
    .map((parent) => declarations.parentLink.nameOf(parent.name))
    .filter((name) => !model.members.has(name));
  const hasKey = [...model.members.values()].some((one) => one.kind === "key" || one.isKey);
  return {
    key:
      hasKey || model.extended.length > 0 || model.members.has(declarations.implicitKey)
        ? undefined
        : declarations.implicitKey,
    links: isLinked ? links.slice(1) : links,
  };
}

/** All columns of a model, those of the models that it extends first. */
export function columnsOf(declarations: ClassDeclarations, model: DeclaredModel): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const one of [...parentsOf(model).toReversed(), model]) {
    for (const column of tableOf(declarations, one)) columns.set(column.name, column);
  }
  return [...columns.values()];
}

/** The columns of the model's own table. */
function tableOf(declarations: ClassDeclarations, model: DeclaredModel): readonly Column[] {
  const { key, links } = columnNames(declarations, model);
  return [
    ...(key === undefined ? [] : [implicitColumn(model, key, key, "AutoField")]),
    ...links.map((name) => implicitColumn(model, name, declarations.keyAttribute(name), "OneToOneField")),
    ...columnsIn(model),
  ];
}

function implicitColumn(model: DeclaredModel, name: string, attribute: string, type: string): Column {
  const { nameSpan } = model.statement;
  return {
    name,
    attribute,
    type,
    weight: "small",
    isNullable: false,
    isPlain: true,
    isSetOnSave: false,
    isInteger: type === "AutoField",
    declared: { file: model.reference.file, start: nameSpan.start, end: nameSpan.end },
  };
}

/** Names of the columns of the key. */
export function keyOf(declarations: ClassDeclarations, model: DeclaredModel): readonly string[] {
  const [parent] = model.extended;
  if (model.proxyOf !== undefined && parent) return keyOf(declarations, parent);
  for (const [name, one] of model.members) {
    if (one.kind === "key") return one.columns.map((column) => nameOfColumn(model, column));
    if (one.isKey || (one.kind === "relation" && one.isParentLink)) return [name];
  }
  const { key, links } = columnNames(declarations, model);
  const implicit = key ?? links[0] ?? declarations.implicitKey;
  return [implicit];
}

/** A composite key may name columns by their attribute, `shop_id`. */
function nameOfColumn(model: DeclaredModel, column: string): string {
  return (
    columnsIn(model).find(({ name, attribute }) => name === column || attribute === column)?.name ?? column
  );
}

/** Column sets that tell one row, the key first; those of extended models hold here too. */
export function uniqueOf(
  declarations: ClassDeclarations,
  model: DeclaredModel,
): readonly (readonly string[])[] {
  const own = [...model.members].flatMap(([name, one]) =>
    one.kind !== "key" && one.isUnique ? [[name]] : [],
  );
  const inherited = model.extended.flatMap((parent) => uniqueOf(declarations, parent));
  const sets = [keyOf(declarations, model), ...own, ...model.unique, ...inherited];
  return [...new Map(sets.map((names) => [names.join(), names])).values()];
}

/** Column sets that an index holds. A foreign key has one unless it says otherwise, which is rare and not asked for. */
export function indexesOf(
  declarations: ClassDeclarations,
  model: DeclaredModel,
): readonly (readonly string[])[] {
  const own = [...model.members].flatMap(([name, one]) => {
    const isIndexed =
      one.kind === "relation" ? one.column !== undefined : one.kind === "column" && one.isIndexed;
    return isIndexed ? [[name]] : [];
  });
  return [...own, ...model.indexes, ...uniqueOf(declarations, model)];
}
