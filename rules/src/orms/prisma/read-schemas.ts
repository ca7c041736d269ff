import type { Model, Relation } from "../../project/catalog.js";
import type { Engine } from "../../project/environment.js";
import type { SchemaFacts, SchemaFile } from "../declarations.js";
import { columnsOf, hasAttribute } from "./columns.js";
import { type Block, type Field, parseSchema } from "./parse-schema.js";

/** The package whose code is generated from a schema. */
export const clientPackage = "@prisma/client";

/** A block with its file. */
interface Placed {
  readonly block: Block;
  readonly file: string;
}

/** Reads all schemas of a project; the files of one schema lie in and below the folder of its datasource. */
export function readSchemas(files: readonly SchemaFile[]): SchemaFacts {
  const parsed = files.map(({ file, text }) => ({ file, blocks: parseSchema(text) }));
  const anchors = parsed.flatMap(({ file, blocks }) =>
    blocks.some(({ keyword }) => keyword === "datasource" || keyword === "generator") ? [file] : [],
  );
  const groups = new Map<string, Placed[]>();
  for (const { file, blocks } of parsed) {
    const key = anchorOf(file, anchors) ?? folderOf(file);
    const group = groups.get(key) ?? [];
    groups.set(key, [...group, ...blocks.map((block) => ({ block, file }))]);
  }
  const schemas = [...groups.values()];
  const generators = schemas.flat().filter(({ block }) => block.keyword === "generator");
  return {
    models: schemas.flatMap(modelsOf),
    generated: new Map(generators.flatMap(outputOf)),
    engines: [...new Set(schemas.flat().flatMap(({ block }) => enginesOf(block)))].sort(),
    features: [...new Set(generators.flatMap(({ block }) => textsIn(block, "previewFeatures")))].sort(),
  };
}

/** The file that a file's schema is known by: itself, one beside it, or one in a folder around. */
function anchorOf(file: string, names: readonly string[]): string | undefined {
  if (names.includes(file)) return file;
  for (let folder = folderOf(file); folder !== ""; folder = folderOf(folder)) {
    const found = names.find((name) => folderOf(name) === folder);
    if (found !== undefined) return found;
  }
  return undefined;
}

const engineOf: Readonly<Record<string, Engine>> = {
  postgresql: "postgresql",
  postgres: "postgresql",
  cockroachdb: "postgresql",
  mysql: "mysql",
  sqlite: "sqlite",
};

function enginesOf(block: Block): readonly Engine[] {
  if (block.keyword !== "datasource") return [];
  return textsIn(block, "provider").flatMap((name) => engineOf[name] ?? []);
}

function textsIn({ settings }: Block, key: string): readonly string[] {
  return [...(settings.get(key) ?? "").matchAll(/"([^"]*)"/g)].map(([, text = ""]) => text);
}

/** Where the client is generated, if not into the package: https://www.prisma.io/docs/orm/prisma-schema/overview/generators */
function outputOf({ block, file }: Placed): readonly (readonly [string, string])[] {
  const [provider = ""] = textsIn(block, "provider");
  const [output] = textsIn(block, "output");
  if (!/^prisma-client(?:-js)?$/.test(provider) || output === undefined) return [];
  const folder = joined(folderOf(file), output);
  return /\/node_modules(?:\/|$)/.test(folder) ? [] : [[folder, clientPackage]];
}

function joined(folder: string, path: string): string {
  const parts = path.startsWith("/") ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function modelsOf(group: readonly Placed[]): readonly Model[] {
  const enums = new Set(group.flatMap(({ block }) => (block.keyword === "enum" ? [block.name] : [])));
  const models = group.filter(({ block }) => block.keyword === "model" || block.keyword === "view");
  const names = new Map(models.map(({ block, file }) => [block.name, idOf(file, block.name)]));
  return models.flatMap(({ block, file }) =>
    block.attributes.some(({ name }) => name === "ignore") ? [] : [modelOf(block, file, names, enums)],
  );
}

function idOf(file: string, name: string): string {
  return `${file}.${name}`;
}

function modelOf(
  block: Block,
  file: string,
  names: ReadonlyMap<string, string>,
  enums: ReadonlySet<string>,
): Model {
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
        const target = names.get(field.type);
        return target === undefined ? [] : [[field.name, relationOf(field, target)] as const];
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

function relationOf(field: Field, target: string): Relation {
  const { given = "" } = field.attributes.find(({ name }) => name === "relation") ?? {};
  return {
    name: field.name,
    target,
    arity: field.arity === "many" ? "many" : "one",
    direction: /\bfields\s*:/.test(given) ? "forward" : "reverse",
    queryName: field.name,
    isNullable: field.arity === "optional",
  };
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
