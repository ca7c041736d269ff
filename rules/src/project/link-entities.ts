import type {
  DeclaredEntity,
  DeclaredLink,
  EntityAddition,
  EntityTarget,
} from "../orms/code-declarations.js";
import { plural, singular } from "../orms/inflection.js";
import type { ClassReference, Column, Model, Relation } from "./catalog.js";

/** What entities are linked with. */
export interface LinkInput {
  readonly orm: string;
  readonly entities: readonly DeclaredEntity[];
  readonly additions: readonly EntityAddition[];
  readonly moduleNameOf: (file: string) => string;
}

/** Joins what files declare: inherited and embedded columns, targets of relations. */
export function linkEntities({
  orm,
  entities: declared,
  additions,
  moduleNameOf,
}: LinkInput): readonly Model[] {
  const entities = withAdditions(declared, additions);
  const known = knownBy(entities);
  const idOf = ({ reference }: DeclaredEntity): string => `${moduleNameOf(reference.file)}.${reference.name}`;
  return entities.flatMap((entity): readonly Model[] => {
    if (!entity.isModel) return [];
    const lineage = lineageOf(entity, known);
    const keys = lineage.find(({ primaryKey }) => primaryKey.length > 0)?.primaryKey ?? [];
    const unique = [keys, ...lineage.flatMap((one) => one.unique)].filter((names) => names.length > 0);
    return [
      {
        id: idOf(entity),
        name: entity.name,
        orm,
        label: `${orm}.${entity.name}`,
        declared: entity.declared,
        columns: columnsOf(lineage, known),
        primaryKey: keys,
        unique,
        indexes: [...unique, ...lineage.flatMap((one) => one.indexes)],
        relations: relationsOf(lineage, known, idOf),
        managers: new Map(),
        isAbstract: false,
        parents: [],
        classes: entity.classes,
        isIncomplete: lineage.some((one) => one.isIncomplete),
        traits: new Set(lineage.flatMap((one) => one.traits)),
        names: [entity.reference, ...entity.aliases],
        isManager: lineage.some((one) => one.isManager),
        ...(entity.scopes ? { scopes: entity.scopes } : {}),
      },
    ];
  });
}

/** Entities with what other places say about them; what an entity declares itself comes first. */
function withAdditions(
  entities: readonly DeclaredEntity[],
  additions: readonly EntityAddition[],
): readonly DeclaredEntity[] {
  if (additions.length === 0) return entities;
  const { find } = knownBy(entities);
  const added = new Map<DeclaredEntity, EntityAddition[]>();
  for (const addition of additions) {
    const entity = find(addition.to);
    if (entity) added.set(entity, [...(added.get(entity) ?? []), addition]);
  }
  return entities.map((entity) => {
    const more = added.get(entity) ?? [];
    const columns = more.flatMap((one) => one.columns).filter(({ name }) => isNew(entity.columns, name));
    const links = more
      .flatMap((one) => one.links)
      .map((link) => named(link, find(link.target)))
      .filter(({ name }) => isNew(entity.links, name));
    const scopes = more.flatMap((one) => [...(one.scopes ?? [])]);
    return {
      ...entity,
      columns: [...entity.columns, ...columns],
      links: [...entity.links, ...links],
      ...(scopes.length > 0 ? { scopes: new Map([...(entity.scopes ?? []), ...scopes]) } : {}),
    };
  });
}

/** A link that is named after its target has the target's own name, whatever the file calls it. */
function named(link: DeclaredLink, target: DeclaredEntity | undefined): DeclaredLink {
  if (!link.namedAfter) return link;
  const name = target?.name ?? link.name;
  return { ...link, name: link.namedAfter === "one" ? singular(name) : plural(name) };
}

function isNew(known: readonly { readonly name: string }[], name: string): boolean {
  return known.every((one) => one.name !== name);
}

interface Known {
  readonly find: (target: EntityTarget | undefined) => DeclaredEntity | undefined;
  readonly at: (reference: ClassReference) => DeclaredEntity | undefined;
}

function knownBy(entities: readonly DeclaredEntity[]): Known {
  const byReference = new Map<string, DeclaredEntity>();
  const byName = new Map<string, DeclaredEntity>();
  for (const entity of entities) {
    for (const one of [entity.reference, ...entity.aliases])
      if (!byReference.has(keyOf(one))) byReference.set(keyOf(one), entity);
    if (entity.isModel && !byName.has(entity.name)) byName.set(entity.name, entity);
  }
  // Objects of all models often have them under another case: `db.User` for the model `user`.
  for (const [name, entity] of [...byName]) {
    const bare = name.toLowerCase();
    if (!byName.has(bare)) byName.set(bare, entity);
  }
  const at = (reference: ClassReference): DeclaredEntity | undefined => byReference.get(keyOf(reference));
  return {
    at,
    find: (target) =>
      target &&
      ((target.kind === "reference" ? at(target.reference) : undefined) ??
        (target.name === undefined
          ? undefined
          : (byName.get(target.name) ?? byName.get(target.name.toLowerCase())))),
  };
}

function keyOf({ file, name }: ClassReference): string {
  return `${file}:${name}`;
}

/** An entity with those whose columns it inherits, nearest first. */
function lineageOf(entity: DeclaredEntity, { at }: Known): readonly DeclaredEntity[] {
  const above = entity.classes.flatMap((reference) => at(reference) ?? []);
  return [entity, ...above.filter((one) => one !== entity)];
}

function columnsOf(lineage: readonly DeclaredEntity[], known: Known): readonly Column[] {
  const columns = new Map<string, Column>();
  for (const one of lineage.toReversed()) {
    for (const column of one.columns) columns.set(column.name, column);
    for (const { name, target } of one.embedded) {
      const inner = known.find(target);
      if (inner) columns.set(name, embedded(name, inner, one, known));
    }
  }
  return [...columns.values()];
}

/** The columns of an embedded declaration as one, which is as heavy as the heaviest of them. */
function embedded(name: string, inner: DeclaredEntity, outer: DeclaredEntity, known: Known): Column {
  const columns = lineageOf(inner, known).flatMap((one) => one.columns);
  const weights = columns.filter(({ isHidden }) => isHidden !== true).map(({ weight }) => weight);
  return {
    name,
    attribute: name,
    type: inner.name,
    weight: weights.includes("binary") ? "binary" : weights.includes("large") ? "large" : "small",
    isNullable: false,
    isPlain: false,
    isGroup: true,
    isSetOnSave: columns.some((column) => column.isSetOnSave),
    isInteger: false,
    declared: outer.declared,
  };
}

function relationsOf(
  lineage: readonly DeclaredEntity[],
  known: Known,
  idOf: (entity: DeclaredEntity) => string,
): ReadonlyMap<string, Relation> {
  const relations = new Map<string, Relation>();
  for (const { links } of lineage.toReversed()) {
    for (const { name, target, isEager, isLazy, ...link } of links) {
      const model = known.find(target);
      relations.set(name, {
        ...link,
        name,
        queryName: name,
        ...(model?.isModel === true ? { target: idOf(model) } : {}),
        ...(isEager ? { isEager } : {}),
        ...(isLazy ? { isLazy } : {}),
      });
    }
  }
  return relations;
}
