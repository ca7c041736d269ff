import type { ClassDeclarations } from "../orms/declarations.js";
import type { Location } from "../location.js";
import type { Model, ModelTrait, Relation } from "./catalog.js";
import { columnsOf, columnNames, indexesOf, keyOf, parentsOf, uniqueOf } from "./columns.js";
import type { DeclaredRelation } from "./extract-columns.js";
import { type DeclaredModel, relationsIn } from "./extract-models.js";
import { byLabel, findByLabel } from "./labels.js";
import type { Receiver } from "./receivers.js";
import type { Target } from "./relation-target.js";

/** What a catalog is built from. */
export interface CatalogInput {
  readonly orm: string;
  readonly declarations: ClassDeclarations;
  readonly models: readonly DeclaredModel[];
  readonly receivers: readonly { readonly receiver: Receiver; readonly file: string }[];
  /** Label of the user model. */
  readonly userModel: string;
  appOf(file: string): string;
}

/**
 * The models of declarations that say the same as those `before`, at other places: what joins models knows no places, so
 * that only columns are told anew.
 */
export function placeModels(
  declarations: ClassDeclarations,
  models: readonly Model[],
  before: readonly DeclaredModel[],
  now: readonly DeclaredModel[],
): readonly Model[] {
  return models.map((model, index) => {
    const declared = now[index];
    return declared === undefined || declared === before[index]
      ? model
      : { ...model, declared: placeOf(declared), columns: columnsOf(declarations, declared) };
  });
}

function placeOf({ reference: { file }, statement: { nameSpan } }: DeclaredModel): Location {
  return { file, start: nameSpan.start, end: nameSpan.end };
}

/** A model with where it stands, so that texts can name it. */
interface Placed {
  readonly name: string;
  readonly app: string;
  readonly file: string;
  readonly model: DeclaredModel;
}

/** What other models say about one. */
interface Incoming {
  readonly relations: Relation[];
  /** Rows elsewhere refer to its rows, if only through a relation that has no name on this side. */
  isReferred: boolean;
}

/** Joins declared models: targets, reverse relations, keys, signal handlers. */
export function buildModels(input: CatalogInput): readonly Model[] {
  const placed = input.models.map((model): Placed => {
    const { file } = model.reference;
    return { name: model.name, app: model.app ?? input.appOf(file), file, model };
  });
  const find = finder(input, placed);
  const incoming = new Map<string, Incoming>(
    placed.map(({ model }) => [model.id, { relations: [], isReferred: false }]),
  );
  const forward = new Map(placed.map((one) => [one.model.id, forwardOf(input, one, find, incoming)]));
  const received = receivedTraits(input, find);
  return placed.map((one) => finished(input, one, forward, incoming, received));
}

type Find = (target: Target, from: Placed | undefined, file: string) => Placed | undefined;

function finder(input: CatalogInput, placed: readonly Placed[]): Find {
  const labels = byLabel(placed);
  const classes = new Map(placed.map((one) => [`${one.file}:${one.model.reference.name}`, one]));
  return (target, from, file) => {
    switch (target.kind) {
      case "self":
        return from;
      case "class":
        return classes.get(`${target.reference.file}:${target.reference.name}`);
      case "label":
        return findByLabel(labels, target.label, from?.app ?? "", file);
      case "user":
        return findByLabel(labels, input.userModel, "", file);
      case "unknown":
        return undefined;
    }
  };
}

/** The relations that a model declares itself; their ways back go to `incoming`. */
function forwardOf(
  input: CatalogInput,
  one: Placed,
  find: Find,
  incoming: ReadonlyMap<string, Incoming>,
): readonly Relation[] {
  const { model } = one;
  const links = linksOf(input, model);
  return [...links, ...relationsIn(model)].map((declared): Relation => {
    const target = find(declared.target, one, one.file);
    const isTable = !model.isAbstract && model.proxyOf === undefined;
    const back = target && incoming.get(target.model.proxyOf ?? target.model.id);
    if (back && isTable) addReverse(input, one, declared, back);
    return {
      name: declared.name,
      ...(target ? { target: target.model.id } : {}),
      arity: declared.type.arity,
      direction: "forward",
      queryName: declared.name,
      isNullable: declared.isNullable,
    };
  });
}

/** The links to the models that a model extends, unless it declares them itself. */
function linksOf({ declarations }: CatalogInput, model: DeclaredModel): readonly DeclaredRelation[] {
  const names = new Set(columnNames(declarations, model).links);
  return model.extended.flatMap((parent): readonly DeclaredRelation[] => {
    const name = declarations.parentLink.nameOf(parent.name);
    if (!names.has(name)) return [];
    return [
      {
        kind: "relation",
        name,
        type: { arity: "one", reverse: "one", hasColumn: true, isUnique: true },
        target: { kind: "class", reference: parent.reference },
        isNullable: false,
        isKey: true,
        isUnique: true,
        isCertain: true,
        isParentLink: true,
        isSymmetric: false,
        isPassive: false,
      },
    ];
  });
}

function addReverse(
  input: CatalogInput,
  { model, app }: Placed,
  declared: DeclaredRelation,
  back: Incoming,
): void {
  const { type } = declared;
  if (!declared.isPassive) back.isReferred = true;
  const fill = (name: string): string =>
    name
      .replaceAll("%(class)s", model.name.toLowerCase())
      .replaceAll("%(model_name)s", model.name.toLowerCase())
      .replaceAll("%(app_label)s", app.toLowerCase());
  const given = declared.relatedName ?? model.relatedName;
  const isToItself = declared.isSymmetric && declared.target.kind === "self";
  if (given?.endsWith("+") || isToItself) return;
  const standard = input.declarations.reverseName(model.name);
  const accessor = type.reverse === "one" ? standard.query : standard.accessor;
  const queryName = declared.relatedQueryName ?? given;
  if (type.reverse === "none") return;
  back.relations.push({
    name: given === undefined ? accessor : fill(given),
    target: model.id,
    arity: type.reverse,
    direction: "reverse",
    ...(type.hasColumn ? { remoteColumn: declared.name } : {}),
    queryName: queryName === undefined ? standard.query : fill(queryName),
    isNullable: type.reverse === "one",
  });
}

function receivedTraits(
  { receivers }: CatalogInput,
  find: Find,
): ReadonlyMap<string, ReadonlySet<ModelTrait>> {
  const traits = new Map<string, Set<ModelTrait>>();
  const add = (id: string, trait: ModelTrait): void => {
    const known = traits.get(id);
    if (known) known.add(trait);
    else traits.set(id, new Set([trait]));
  };
  for (const { receiver, file } of receivers) {
    if (receiver.sender) {
      const model = find(receiver.sender, undefined, file)?.model;
      if (model) add(model.id, receiver.trait);
      // Handlers of every save are audit logs and caches; they do not tell one model from another.
    } else if (receiver.trait !== "save-receiver") add(everyModel, receiver.trait);
  }
  return traits;
}

const everyModel = "*";

function finished(
  { declarations, orm }: CatalogInput,
  { model, app }: Placed,
  forward: ReadonlyMap<string, readonly Relation[]>,
  incoming: ReadonlyMap<string, Incoming>,
  received: ReadonlyMap<string, ReadonlySet<ModelTrait>>,
): Model {
  const parents = parentsOf(model);
  const family = [...parents.toReversed(), model];
  const back = family
    .flatMap(({ id }) => incoming.get(id)?.relations ?? [])
    .filter((relation) => relation.target !== model.id || isDeclaredBy(model, relation));
  const own = family.flatMap(({ id }) => forward.get(id) ?? []);
  const traits = new Set<ModelTrait>([
    ...model.traits,
    ...(received.get(model.id) ?? []),
    ...(received.get(everyModel) ?? []),
  ]);
  const collects =
    family.some(({ id }) => incoming.get(id)?.isReferred) ||
    own.some((relation) => relation.arity === "many");
  if (collects) traits.add("incoming-relations");
  const implicit = { name: declarations.implicitManager, classes: [], isIncomplete: model.isIncomplete };
  const isOpen =
    model.managers.length === 0 ||
    (model.isIncomplete && !model.managers.some(({ name }) => name === implicit.name));
  const managers = isOpen ? [...model.managers, implicit] : model.managers;
  const unique = uniqueOf(declarations, model);
  return {
    id: model.id,
    name: model.name,
    orm,
    label: `${app}.${model.name}`,
    declared: placeOf(model),
    columns: columnsOf(declarations, model),
    primaryKey: keyOf(declarations, model),
    unique,
    indexes: indexesOf(declarations, model),
    ...(model.ordering && model.ordering.length > 0 ? { ordering: model.ordering } : {}),
    relations: new Map([...back, ...own].map((relation) => [relation.name, relation])),
    managers: new Map(managers.map((manager) => [manager.name, manager])),
    isAbstract: model.isAbstract,
    ...(model.proxyOf === undefined ? {} : { proxyOf: model.proxyOf }),
    parents: parents.map(({ id }) => id).filter((id) => id !== model.proxyOf),
    classes: model.classes,
    isIncomplete: model.isIncomplete,
    traits,
  };
}

/** A child does not lead back to itself over the link to its parent, but it may refer to its own model. */
function isDeclaredBy(model: DeclaredModel, relation: Relation): boolean {
  return relation.remoteColumn === undefined || model.members.has(relation.remoteColumn);
}
