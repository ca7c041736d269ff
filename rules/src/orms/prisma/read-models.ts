import type { Model, Relation } from "../../project/catalog.js";
import { clientPackage } from "./client-package.js";
import { columnsOf, hasAttribute } from "./columns.js";
import type { Block, Field } from "./parse-schema.js";

/** A block with its file. */
export interface Placed {
  readonly block: Block;
  readonly file: string;
}

/** The models of one schema. */
export function modelsOf(group: readonly Placed[]): readonly Model[] {
  const enums = new Set(group.flatMap(({ block }) => (block.keyword === "enum" ? [block.name] : [])));
  const models = group.filter(({ block }) => block.keyword === "model" || block.keyword === "view");
  const schema: Schema = {
    enums,
    targets: new Map(models.map(({ block, file }) => [block.name, { id: idOf(file, block.name), block }])),
  };
  return models.flatMap(({ block, file }) =>
    block.attributes.some(({ name }) => name === "ignore") ? [] : [modelOf(block, file, schema)],
  );
}

function idOf(file: string, name: string): string {
  return `${file}.${name}`;
}

/** What the models of a schema refer to. */
interface Schema {
  readonly enums: ReadonlySet<string>;
  readonly targets: ReadonlyMap<string, { readonly id: string; readonly block: Block }>;
}

function modelOf(block: Block, file: string, { enums, targets }: Schema): Model {
  const key = keyOf(block);
  return {
    id: idOf(file, block.name),
    name: block.name,
    orm: "prisma",
    label: `${clientPackage}.${block.name}`,
    declared: { file, start: block.start, end: block.end },
    table: tableOf(block),
    columns: columnsOf(block, file, (name) => enums.has(name)),
    primaryKey: key,
    unique: uniqueOf(block, key),
    indexes: [...uniqueOf(block, key), ...attributeLists(block, "index")],
    relations: new Map(
      block.fields.flatMap((field) => {
        const target = targets.get(field.type);
        return target ? [[field.name, relationOf(block, field, target)] as const] : [];
      }),
    ),
    managers: new Map(),
    isAbstract: false,
    parents: [],
    classes: [],
    isIncomplete: false,
    traits: new Set(),
  };
}

function tableOf({ name, attributes }: Block): string {
  const { given = "" } = attributes.find((attribute) => attribute.name === "map") ?? {};
  return /"([^"]+)"/.exec(given)?.[1] ?? name;
}

function relationOf(
  owner: Block,
  field: Field,
  { id, block }: { readonly id: string; readonly block: Block },
): Relation {
  const given = relationIn(field);
  const remoteColumn = linkTo(owner, given, block);
  const ownColumns = columnsIn(given);
  return {
    name: field.name,
    target: id,
    arity: field.arity === "many" ? "many" : "one",
    direction: ownColumns.length > 0 ? "forward" : "reverse",
    ...(ownColumns.length > 0 ? { ownColumns } : {}),
    queryName: field.name,
    isNullable: field.arity === "optional",
    ...(remoteColumn === undefined || field.arity === "optional" ? {} : { remoteColumn }),
  };
}

function relationIn(field: Field): string {
  return field.attributes.find(({ name }) => name === "relation")?.given ?? "";
}

/** The columns in `fields: [a, b], references: […]`. */
function columnsIn(given: string): readonly string[] {
  return /\bfields\s*:\s*\[([^\]]*)\]/.exec(given)?.[1]?.match(/\w+/g) ?? [];
}

/** The one column of a related model that refers back; `undefined` if there are several or none. */
function linkTo(owner: Block, given: string, target: Block): string | undefined {
  const nameIn = (text: string): string | undefined => /"([^"]*)"/.exec(text)?.[1];
  const links = target.fields.flatMap((field): readonly string[] => {
    const back = relationIn(field);
    if (field.type !== owner.name || nameIn(back) !== nameIn(given)) return [];
    return columnsIn(back);
  });
  return links.length === 1 ? links[0] : undefined;
}

function keyOf(block: Block): readonly string[] {
  const single = block.fields.find((field) => hasAttribute(field, "id"));
  if (single) return [single.name];
  const { given } = block.attributes.find(({ name }) => name === "id") ?? {};
  return given === undefined ? [] : namesIn(given);
}

function uniqueOf(block: Block, key: readonly string[]): Model["unique"] {
  const single = block.fields.filter((field) => hasAttribute(field, "unique")).map(({ name }) => [name]);
  return [key, ...single, ...attributeLists(block, "unique")].filter((names) => names.length > 0);
}

/** The columns of each `@@unique([…])` or `@@index([…])`. */
function attributeLists(block: Block, kind: string): readonly (readonly string[])[] {
  return block.attributes.filter(({ name }) => name === kind).map(({ given }) => namesIn(given));
}

/** The columns in `[a, b(sort: Desc)], name: "x"`. */
function namesIn(given: string): readonly string[] {
  const list = /\[([^\]]*)\]/.exec(given)?.[1] ?? "";
  return list.replace(/\([^)]*\)/g, "").match(/\w+/g) ?? [];
}
