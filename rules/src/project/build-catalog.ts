import type { Declarations } from "../orms/declarations.js";
import { createFingerprint } from "../syntax/fingerprint.js";
import type { Expression } from "../syntax/syntax.js";
import type { Catalog, Column, Manager, Model, ModelTrait, Relation } from "./catalog.js";
import type { DeclaredRelation } from "./extract-columns.js";
import type { DeclaredModel } from "./extract-models.js";
import type { Resolver } from "./resolver.js";

/** What the catalog needs besides the declared models. */
export interface CatalogInput {
  readonly orm: string;
  readonly declarations: Declarations;
  readonly resolver: Resolver;
  readonly models: readonly DeclaredModel[];
  /** Label of the user model. */
  readonly userModel: string;
  /** Traits by model id that signal receivers add; `*` for all models. */
  readonly received: ReadonlyMap<string, ReadonlySet<ModelTrait>>;
}

/** Joins declared models into the catalog: targets, reverse relations, keys. */
export function buildCatalog(input: CatalogInput): Catalog {
  const byId = new Map(input.models.map((model) => [model.id, model]));
  const incoming = new Map<string, Relation[]>();
  const relations = new Map(input.models.map((model) => [model.id, relationsOf(input, byId, model, incoming)]));
  const models = new Map<string, Model>();
  for (const model of input.models) {
    const own = relations.get(model.id) ?? [];
    const back = [model.id, ...model.parents].flatMap((id) => incoming.get(id) ?? []);
    models.set(model.id, finished(input, model, own, back));
  }
  return { models, fingerprint: fingerprintOf(models) };
}

function finished(input: CatalogInput, model: DeclaredModel, own: readonly Relation[], back: readonly Relation[]): Model {
  const { declarations, orm } = input;
  const parent = model.parents[0];
  const implicit = implicitKey(declarations, model);
  const key = model.key === undefined || model.key.length === 0 ? [implicit.name] : model.key;
  const columns = model.key === undefined || model.key.length > 0 ? model.columns : [implicit, ...model.columns];
  const fallback: Manager = { name: declarations.implicitManager, classes: [], isIncomplete: model.isIncomplete };
  const managers = model.managers.length > 0 ? model.managers : [fallback];
  const traits = new Set<ModelTrait>([...model.traits, ...(input.received.get(model.id) ?? []), ...(input.received.get("*") ?? [])]);
  if (back.some((relation) => relation.remoteColumn !== undefined)) traits.add("incoming-relations");
  return {
    id: model.id,
    name: model.name,
    orm,
    label: `${model.app}.${model.name}`,
    declared: { file: model.file, start: model.statement.nameSpan.start, end: model.statement.nameSpan.end },
    columns,
    primaryKey: key,
    unique: [key, ...model.unique],
    ...(model.ordering && model.ordering.length > 0 ? { ordering: model.ordering } : {}),
    relations: new Map([...back, ...own].map((relation) => [relation.name, relation])),
    managers: new Map(managers.map((manager) => [manager.name, manager])),
    isAbstract: model.isAbstract,
    ...(model.isProxy && parent !== undefined ? { proxyOf: parent } : {}),
    parents: model.parents,
    classes: model.classes,
    isIncomplete: model.isIncomplete,
    traits,
  };
}

/** The key that a model has without declaring one. A child of a concrete model shares its parent's. */
function implicitKey(declarations: Declarations, model: DeclaredModel): Column {
  return {
    name: declarations.implicitKey,
    attribute: declarations.implicitKey,
    type: "AutoField",
    weight: "small",
    isNullable: false,
    isPlain: true,
    isSetOnSave: false,
    isInteger: true,
    declared: { file: model.file, start: model.statement.nameSpan.start, end: model.statement.nameSpan.end },
  };
}

function relationsOf(input: CatalogInput, byId: ReadonlyMap<string, DeclaredModel>, model: DeclaredModel, incoming: Map<string, Relation[]>): readonly Relation[] {
  return model.relations.map((declared) => {
    const target = targetOf(input, byId, model, declared);
    if (target && !model.isAbstract && !model.isProxy) addReverse(input, model, declared, target, incoming);
    return {
      name: declared.name,
      ...(target ? { target: target.id } : {}),
      arity: declared.type.arity,
      direction: "forward",
      queryName: declared.name,
      isNullable: declared.isNullable,
    };
  });
}

function addReverse(input: CatalogInput, model: DeclaredModel, declared: DeclaredRelation, target: DeclaredModel, incoming: Map<string, Relation[]>): void {
  const fill = (name: string): string => name.replaceAll("%(class)s", model.name.toLowerCase()).replaceAll("%(app_label)s", model.app);
  const given = declared.relatedName ?? model.defaultRelatedName;
  if (given?.endsWith("+")) return;
  const isOne = declared.type.reverse === "one";
  const standard = input.declarations.reverseName(model.name);
  const name = given === undefined ? (isOne ? standard.query : standard.accessor) : fill(given);
  const queryName = fill(declared.relatedQueryName ?? given ?? standard.query);
  const relation: Relation = {
    name,
    target: model.id,
    arity: declared.type.reverse,
    direction: "reverse",
    ...(declared.type.hasColumn ? { remoteColumn: declared.name } : {}),
    queryName,
    isNullable: isOne,
  };
  incoming.set(target.id, [...(incoming.get(target.id) ?? []), relation]);
}

function targetOf(input: CatalogInput, byId: ReadonlyMap<string, DeclaredModel>, model: DeclaredModel, declared: DeclaredRelation): DeclaredModel | undefined {
  const { target, file } = declared;
  if (!target) return undefined;
  if (target.kind === "literal" && typeof target.value === "string") {
    return target.value === "self" ? model : modelByLabel(byId.values(), target.value, model.app);
  }
  if (isUserModel(input, file, target)) return modelByLabel(byId.values(), input.userModel, model.app);
  const symbol = input.resolver.symbolOf(file, target);
  if (symbol?.kind === "external") return byId.get(symbol.path);
  if (symbol?.kind !== "class") return undefined;
  for (const one of byId.values()) if (one.file === symbol.file && one.name === symbol.statement.name) return one;
  return undefined;
}

function isUserModel(input: CatalogInput, file: string, target: Expression): boolean {
  if (target.kind === "member") return target.property === input.declarations.userModel.setting;
  const symbol = input.resolver.symbolOf(file, target.kind === "call" ? target.callee : target);
  return symbol?.kind === "external" && symbol.path.endsWith("get_user_model");
}

/** A model by `app.Model` or by its bare name, preferring the given app. */
export function modelByLabel<T extends { readonly name: string; readonly app: string }>(models: Iterable<T>, label: string, app: string): T | undefined {
  const dot = label.lastIndexOf(".");
  const name = label.slice(dot + 1).toLowerCase();
  const wanted = (dot < 0 ? app : label.slice(0, dot)).toLowerCase();
  for (const model of models) if (model.name.toLowerCase() === name && model.app.toLowerCase() === wanted) return model;
  return undefined;
}

function fingerprintOf(models: ReadonlyMap<string, Model>): string {
  const hash = createFingerprint();
  const plain = (value: unknown): unknown => {
    if (value instanceof Map) return [...value].map(([key, inner]) => [key, plain(inner)]);
    return value instanceof Set ? [...value].sort() : value;
  };
  for (const id of [...models.keys()].sort()) {
    hash.add(JSON.stringify(models.get(id), (key, value: unknown) => (key === "declared" ? undefined : plain(value))));
  }
  return hash.value();
}
