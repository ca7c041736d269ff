import type { Engine } from "../../project/environment.js";
import type { SchemaFacts, SchemaFile } from "../declarations.js";
import { clientPackage } from "./client-package.js";
import { type Block, parseSchema } from "./parse-schema.js";
import { modelsOf, type Placed } from "./read-models.js";

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
