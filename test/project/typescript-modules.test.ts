// Where imports of TypeScript and JavaScript lead: to a name in a file, or to a path outside.
import { describe, expect, test } from "vitest";
import type { FileHost } from "../../rules/src/project/file-host.js";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import { Project } from "../../rules/src/project/project.js";
import type { Symbol } from "../../rules/src/project/symbols.js";
import type { Settings } from "../../rules/src/settings.js";
import { outline } from "../../rules/src/syntax/outline.js";
import { lower } from "../../rules/src/syntax/typescript/lower.js";
import { defaultSettings } from "../../rules/src/settings/read-settings.js";

const settings: Settings = {
  ...defaultSettings,
};

const root = "/shop";
const schema = `generator client {
  provider = "prisma-client"
  output = "../src/generated/prisma"
}
model Book {
  id Int @id
}
`;

function projectOf(files: Readonly<Record<string, string>>): Project {
  const entries = Object.entries({ "prisma/schema.prisma": schema, ...files });
  const memory = createMemoryFiles(
    Object.fromEntries(entries.map(([name, text]) => [`${root}/${name}`, text])),
  );
  return new Project({ root, files: memory, settings });
}

/** `FILE:NAME` inside the project, the path outside. */
function leadsTo(project: Project, file: string, name: string): string | undefined {
  const symbol = project.resolve(`${root}/${file}`, name);
  return symbol && meaning(symbol);
}

function meaning(symbol: Symbol): string {
  switch (symbol.kind) {
    case "external":
      return symbol.path;
    case "module":
      return symbol.file.slice(root.length + 1);
    case "variable":
      return `${symbol.file.slice(root.length + 1)}:${symbol.name}`;
    case "member":
      return `${meaning(symbol.object)}.${symbol.name}`;
    default:
      return `${symbol.file.slice(root.length + 1)}:${symbol.statement.name}`;
  }
}

describe("imports lead", () => {
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>, string | undefined])[] =
    [
      [
        "to a file beside",
        'import { db } from "./db"',
        { "src/db.ts": "export const db = f()" },
        "src/db.ts:db",
      ],
      [
        "through swapped extensions",
        'import { db } from "./db.js"',
        { "src/db.tsx": "export const db = f()" },
        "src/db.tsx:db",
      ],
      [
        "to a member of the object that a module hands out",
        'const { db } = require("./data")',
        { "src/data/index.js": "const data = {}; data.db = f(); module.exports = data" },
        "src/data/index.js:exports.export=.db",
      ],
      [
        "to what a module hands on",
        'const { db } = require("./data")',
        {
          "src/data/index.js": 'module.exports = require("./all")',
          "src/data/all.js": 'exports.db = require("./db")',
          "src/data/db.js": "class Db {} module.exports = Db",
        },
        "src/data/db.js:Db",
      ],
      [
        "to the index of a folder",
        'import { db } from "../lib"',
        { "lib/index.tsx": "export const db = f()" },
        "lib/index.tsx:db",
      ],
      [
        "to what is exported under another name",
        'import { db } from "./db"',
        { "src/db.ts": "const client = f(); export { client as db }" },
        "src/db.ts:client",
      ],
      [
        "not to what is not exported",
        'import { db } from "./db"',
        { "src/db.ts": "const db = f(); export const other = 1" },
        undefined,
      ],
      [
        "through re-exports",
        'import { db } from "./lib"',
        {
          "src/lib.ts": 'export * from "./a"; export { client as db } from "./b"',
          "src/a.ts": "export const x = 1",
          "src/b.ts": "export const client = f()",
        },
        "src/b.ts:client",
      ],
      [
        "through everything that is handed on",
        'import { db } from "./lib"',
        {
          "src/lib.ts": 'export * from "./a"; export * from "./b"',
          "src/a.ts": "export const x = 1",
          "src/b.ts": "export class db {}",
        },
        "src/b.ts:db",
      ],
      [
        "to a default export",
        'import db from "./db"',
        { "src/db.ts": "const client = f(); export default client" },
        "src/db.ts:client",
      ],
      [
        "to a default value",
        'import db from "./db"',
        { "src/db.ts": "export default f()" },
        "src/db.ts:default",
      ],
      [
        "to what CommonJS exports",
        'const { db } = require("./db")',
        { "src/db.js": "const client = f(); module.exports = { db: client }" },
        "src/db.js:client",
      ],
      [
        "to the one value of CommonJS",
        'import db from "./db"',
        { "src/db.js": "const client = f(); module.exports = client" },
        "src/db.js:exports.export=",
      ],
      [
        "by paths of the configuration",
        'import { db } from "#lib/db"',
        {
          "tsconfig.json": '{ // comment\n "extends": "./base.json", }',
          "base.json": '{ "compilerOptions": { "paths": { "#lib/*": ["./lib/*"] } } }',
          "lib/db.ts": "export const db = f()",
        },
        "lib/db.ts:db",
      ],
      [
        "by a base folder",
        'import { db } from "lib/db"',
        {
          "tsconfig.json": '{ "compilerOptions": { "baseUrl": "." } }',
          "lib/db.ts": "export const db = f()",
        },
        "lib/db.ts:db",
      ],
      [
        "by the customary alias without a configuration",
        'import { db } from "@/lib/db"',
        { "src/lib/db.ts": "export const db = f()" },
        "src/lib/db.ts:db",
      ],
      [
        "to a package of the workspace",
        'import { db } from "@shop/db"',
        {
          "packages/db/package.json": '{ "name": "@shop/db", "main": "./index.ts" }',
          "packages/db/index.ts": "export const db = f()",
        },
        "packages/db/index.ts:db",
      ],
      [
        "to the source of a package that is not built",
        'import { db } from "@shop/db"',
        {
          "packages/db/package.json":
            '{ "name": "@shop/db", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" } } }',
          "packages/db/src/index.ts": "export const db = f()",
        },
        "packages/db/src/index.ts:db",
      ],
      [
        "to a path of a package",
        'import { db } from "@shop/db/client"',
        {
          "packages/db/package.json": '{ "name": "@shop/db", "exports": { "./*": "./src/*.ts" } }',
          "packages/db/src/client.ts": "export const db = f()",
        },
        "packages/db/src/client.ts:db",
      ],
      ["outside", 'import { PrismaClient as db } from "@prisma/client"', {}, "@prisma/client.PrismaClient"],
      ["outside under the name of the whole package", 'import db from "express"', {}, "express"],
      [
        "from generated code to the package that it stands for",
        'import { PrismaClient as db } from "./generated/prisma/client"',
        {},
        "@prisma/client.PrismaClient",
      ],
      ["nowhere where a relative file is missing", 'import { db } from "./missing"', {}, undefined],
      [
        "in a circle and out of it",
        'import { db } from "./a"',
        { "src/a.ts": 'export * from "./b"', "src/b.ts": 'export * from "./a"' },
        undefined,
      ],
    ];

  test.each(cases)("%s", (_, text, files, target) => {
    expect(leadsTo(projectOf({ "src/app.ts": text, ...files }), "src/app.ts", "db")).toBe(target);
  });
});

describe("what the project knows", () => {
  test("follows a configuration that changes", () => {
    const texts: Record<string, string> = {
      [`${root}/prisma/schema.prisma`]: schema,
      [`${root}/src/app.ts`]: 'import { db } from "lib/db"',
      [`${root}/src/lib/db.ts`]: "export const db = f()",
      [`${root}/tsconfig.json`]: "{}",
    };
    let files = createMemoryFiles(texts);
    const host: FileHost = {
      read: (file) => files.read(file),
      list: (folder) => files.list(folder),
      version: (file) => files.version(file),
    };
    const project = new Project({ root, files: host, settings });
    expect(leadsTo(project, "src/app.ts", "db")).toBe("lib/db.db");
    files = createMemoryFiles({
      ...texts,
      [`${root}/tsconfig.json`]: '{ "compilerOptions": { "baseUrl": "src" } }',
    });
    project.changed([`${root}/tsconfig.json`]);
    expect(leadsTo(project, "src/app.ts", "db")).toBe("src/lib/db.ts:db");
  });

  test("editing a function changes neither an outline nor the catalog", () => {
    const [one, other] = [
      "export const f = async () => { a() }; export function g() { b() } class C { d = () => 1 }",
      "export const f = async () => { c(1) }; export function g() { return d } class C { d = () => 2 }",
    ];
    const outlineOf = (text: string): string => outline(lower(text, "app.ts")).fingerprint;
    expect(outlineOf(one)).toBe(outlineOf(other));
    expect(outlineOf(one)).not.toBe(outlineOf(`${one} export const h = 1`));
    const catalogOf = (text: string): string => projectOf({ "src/app.ts": text }).catalog.fingerprint;
    expect(catalogOf(one)).toBe(catalogOf(other));
  });

  test.each([
    ["package.json", '{ "dependencies": { "@prisma/client": "^6.2.1" } }', "6.2.1"],
    [
      "package-lock.json",
      '{ "packages": { "node_modules/@prisma/client": {\n "version": "6.4.0" } } }',
      "6.4.0",
    ],
    ["pnpm-lock.yaml", "packages:\n\n  '@prisma/client@6.5.1(prisma@6.5.1)':\n    resolution: {}\n", "6.5.1"],
    ["yarn.lock", '"@prisma/client@npm:^6.0.0":\n  version: 6.6.0\n', "6.6.0"],
    ["bun.lock", '{ "packages": { "@prisma/client": ["@prisma/client@6.7.0", ""] } }', "6.7.0"],
  ])("reads versions from %s", (name, text, version) => {
    expect(projectOf({ [name]: text }).environment.versions["@prisma/client"]).toBe(version);
  });

  test("a project without a schema has nothing to check in TypeScript", () => {
    const files = createMemoryFiles({
      [`${root}/package.json`]: "{}",
      [`${root}/src/app.ts`]: "prisma.book.findMany()",
    });
    expect(new Project({ root, files, settings }).sources()).toEqual([]);
  });
});
