// What the rules say about Prisma: each line that a finding stands on names its rule and level; all others are silent.
import { describe, expect, test } from "vitest";
import { check } from "../../rules/src/analyze.js";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import { Project } from "../../rules/src/project/project.js";
import { defaultSettings } from "../../rules/src/settings/read-settings.js";

const schema = `datasource db {
  provider = "postgresql"
}
generator client {
  provider = "prisma-client-js"
}
model Author {
  id       Int     @id
  email    String  @unique
  name     String
  portrait Bytes?  @db.ByteA
  token    Bytes   @unique
  books    Book[]
}
model Book {
  id        Int       @id
  title     String
  published DateTime
  scan      Bytes
  key       Bytes     @db.VarBinary(32)
  authorId  Int
  author    Author    @relation(fields: [authorId], references: [id])
  copies    Copy[]
}
model Copy {
  shelf  Int
  number Int
  bookId Int
  book   Book @relation(fields: [bookId], references: [id])
  @@id([shelf, number])
}
model Visit {
  id   String   @id @default(cuid())
  page String
  at   DateTime
  @@map("visits")
}
`;

const client = `import { PrismaClient } from "@prisma/client";
const globalForPrisma = globalThis as unknown as { prisma?: PrismaClient };
export const prisma = globalForPrisma.prisma ?? new PrismaClient();
`;

/** Checks a file beside the client; the findings as \`LINE rule level\`. */
function found(
  text: string,
  others: Readonly<Record<string, string>> = {},
  file = "src/app.ts",
): readonly string[] {
  const files = {
    "prisma/schema.prisma": schema,
    "package.json": '{ "dependencies": { "@prisma/client": "6.10.0" } }',
    "src/client.ts": client,
    ...others,
    [file]: text,
  };
  const project = new Project({
    root: "/app",
    files: createMemoryFiles(
      Object.fromEntries(Object.entries(files).map(([name, content]) => [`/app/${name}`, content])),
    ),
    settings: {
      ...defaultSettings,
    },
  });
  return check(project, `/app/${file}`).findings.map(
    ({ rule, severity, location }) =>
      `${String(text.slice(0, location.start).split("\n").length)} ${rule} ${severity}`,
  );
}

/** What the comments at the ends of lines expect: \`// rule level, rule level\`. */
function expected(text: string): readonly string[] {
  return text.split("\n").flatMap((line, index) => {
    const [, comment = ""] = /\/\/ (.*)$/.exec(line) ?? [];
    return comment.split(", ").flatMap((one) => (one === "" ? [] : [`${String(index + 1)} ${one}`]));
  });
}

function inFunction(body: string): string {
  return `import { prisma } from "./client";\nexport async function job(ids: number[], id: number) {\n${body}\n}\n`;
}

describe("loads of Prisma", () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      "a whole table in a loop",
      "for (const visit of await prisma.visit.findMany()) f(visit.page); // no-unbounded-iteration warning",
    ],
    [
      "a whole table in a callback",
      "(await prisma.visit.findMany()).forEach((visit) => f(visit.page)); // no-unbounded-iteration warning",
    ],
    [
      "a variable that is looped over",
      "const visits = await prisma.visit.findMany();\nfor (const visit of visits) f(visit.page); // no-unbounded-iteration warning",
    ],
    [
      "a promise that is awaited later",
      "const promise = prisma.visit.findMany();\nfor (const visit of await promise) f(visit.page); // no-unbounded-iteration warning",
    ],
    [
      "several queries at once",
      "const [visits, books] = await Promise.all([prisma.visit.findMany(), prisma.book.count()]);\nfor (const visit of visits) f(visit.page, books); // no-unbounded-iteration warning",
    ],
    [
      "a filter narrows",
      'for (const visit of await prisma.visit.findMany({ where: { page: { contains: "a" } } })) f(visit.page); // no-unbounded-iteration info',
    ],
    [
      "options in a variable",
      'const where = { page: "a" };\nconst options = { where };\nfor (const visit of await prisma.visit.findMany({ ...options })) f(visit.page); // no-unbounded-iteration info',
    ],
    [
      "a unique column is one row",
      'for (const author of await prisma.author.findMany({ where: { email: "a" }, select: { id: true } })) f(author.id);',
    ],
    [
      "a key of several columns is one row",
      "for (const copy of await prisma.copy.findMany({ where: { shelf: 1, number: id } })) f(copy);",
    ],
    ["a bound", "for (const visit of await prisma.visit.findMany({ take: 50 })) f(visit.page);"],
    [
      "a bound from elsewhere",
      "const page = async (take: number) => (await prisma.visit.findMany({ take })).map((visit) => visit.page);",
    ],
    [
      "a bound that is none",
      "for (const visit of await prisma.visit.findMany({ take: undefined })) f(visit.page); // no-false-bound warning",
    ],
    [
      "a condition that is none",
      "for (const visit of await prisma.visit.findMany({ where: { id: undefined } })) f(visit.page); // no-false-bound warning",
    ],
    [
      "a bound behind distinct",
      'f(await prisma.visit.findMany({ distinct: ["page"], take: 5 })); // no-false-bound warning',
    ],
    [
      "a cursor in an order with ties",
      'f(await prisma.visit.findMany({ take: 5, cursor: { id: "a" }, orderBy: { at: "asc" } })); // no-false-bound warning',
    ],
    [
      "a cursor in a total order",
      'f(await prisma.visit.findMany({ take: 5, cursor: { id: "a" }, orderBy: [{ at: "asc" }, { id: "asc" }] }));',
    ],
    [
      "keys from elsewhere",
      "for (const book of await prisma.book.findMany({ where: { id: { in: ids } }, select: { title: true } })) f(book.title);",
    ],
    [
      "rows of one parent",
      "for (const book of await prisma.book.findMany({ where: { authorId: id }, select: { title: true } })) f(book.title);",
    ],
    ["a count", "return (await prisma.visit.findMany()).length; // no-load-to-count warning"],
    ["the first row", "return (await prisma.visit.findMany())[0]?.page; // no-false-bound warning"],
    [
      "the first row by a pattern",
      "const [visit] = await prisma.visit.findMany(); // no-false-bound warning\nreturn visit?.page;",
    ],
    [
      "some of the rows by a pattern",
      "const [one, other] = await prisma.visit.findMany();\nreturn [one?.page, other?.page];",
    ],
    ["the first rows", "return (await prisma.visit.findMany()).slice(0, 5); // no-false-bound warning"],
    [
      "a row that is looked for",
      'return (await prisma.visit.findMany()).find((visit) => visit.page === "a"); // no-false-bound warning',
    ],
    [
      "an answer from all rows",
      'return (await prisma.visit.findMany()).some((visit) => visit.page === "a"); // no-load-to-count warning',
    ],
    [
      "a stream that is none",
      "for await (const visit of await prisma.visit.findMany()) f(visit.page); // no-fake-stream warning",
    ],
    [
      "rows that are used twice",
      "const visits = await prisma.visit.findMany();\nfor (const visit of visits) f(visit.page); // no-unbounded-iteration info\nfor (const visit of visits) f(visit.id);",
    ],
    [
      "rows that are looked up again and again",
      "const visits = await prisma.visit.findMany();\nids.filter((one) => visits.some((visit) => visit.page === String(one)));",
    ],
    [
      "whether there are rows says nothing",
      "const visits = await prisma.visit.findMany();\nif (visits) return 1;",
    ],
    ["one row", "const visit = await prisma.visit.findFirst({ where: { page: 'a' } });\nreturn visit?.page;"],
    [
      "a transaction's client",
      "await prisma.$transaction(async (tx) => {\n  for (const visit of await tx.visit.findMany()) f(visit.page); // no-unbounded-iteration warning\n});",
    ],
    [
      "an extended client",
      "const extended = prisma.$extends({});\nfor (const visit of await extended.visit.findMany()) f(visit.page); // no-unbounded-iteration warning",
    ],
    [
      "a model taken from the client",
      "const { visit } = prisma;\nfor (const row of await visit.findMany()) f(row.page); // no-unbounded-iteration warning",
    ],
    [
      "what then makes of the rows",
      "const pages = await prisma.visit.findMany().then((visits) => visits.map((visit) => visit.page)); // no-unbounded-iteration warning",
    ],
  ];
  test.each(cases)("%s", (_, body) => {
    const text = inFunction(body);
    expect(found(text)).toEqual(expected(text));
  });
});

describe("binary columns of Prisma", () => {
  const cases: readonly (readonly [string, string])[] = [
    [
      "that nothing reads",
      "const books = await prisma.book.findMany({ where: { published: { gt: f() } } });\nreturn books.map((book) => book.title); // no-binary-load warning, no-unbounded-iteration warning",
    ],
    [
      "that the loop reads",
      "for (const { scan } of await prisma.book.findMany()) f(scan.length); // no-unbounded-iteration warning",
    ],
    [
      "that are selected",
      "for (const book of await prisma.book.findMany({ take: 9, select: { id: true, scan: true } })) f(book.id);",
    ],
    [
      "that are left out",
      "for (const book of await prisma.book.findMany({ where: { authorId: id }, omit: { scan: true } })) f(book.title);",
    ],
    [
      "that are not selected",
      "for (const book of await prisma.book.findMany({ select: { title: true } })) f(book.title); // no-unbounded-iteration info",
    ],
    [
      "of a row that comes along",
      "for (const copy of await prisma.copy.findMany({ where: { shelf: { gt: 3 } }, include: { book: true } })) f(copy.book.title); // no-binary-load warning, no-unbounded-iteration warning",
    ],
    [
      "of rows that come along and are read",
      "for (const author of await prisma.author.findMany({ omit: { portrait: true }, include: { books: true } }))\n  for (const book of author.books) f(book.scan);",
    ],
    [
      "of rows in sight no longer",
      "return prisma.book.findMany({ where: { published: { gt: f() } } }); // no-binary-load info",
    ],
    [
      "of written rows",
      "return (await prisma.book.updateManyAndReturn({ data: { title: 'a' } })).map((book) => book.id); // no-binary-load warning, no-unbounded-iteration warning",
    ],
    ["of one row", "return (await prisma.book.findFirst())?.title;"],
  ];
  test.each(cases)("%s", (_, body) => {
    const text = inFunction(body);
    const lines =
      _ === "of rows that come along and are read" ? ["3 no-unbounded-iteration warning"] : expected(text);
    expect(found(text)).toEqual(lines);
  });
});

describe("clients", () => {
  const loop = (receiver: string): string =>
    `for (const visit of await ${receiver}.visit.findMany()) f(visit.page);`;
  const finding = /no-unbounded-iteration warning$/;
  const cases: readonly (readonly [string, string, Readonly<Record<string, string>>?])[] = [
    [
      "made here",
      `import { PrismaClient } from "@prisma/client"; const db = new PrismaClient(); ${loop("db")}`,
    ],
    [
      "by a default export",
      `import db from "./db"; ${loop("db")}`,
      {
        "src/db.ts":
          'import { PrismaClient } from "@prisma/client"; let client: PrismaClient; if (a) client = new PrismaClient(); else client = global.client; export default client;',
      },
    ],
    [
      "of CommonJS",
      `const { db } = require("./db"); ${loop("db")}`,
      {
        "src/db.js":
          'const { PrismaClient } = require("@prisma/client"); const db = new PrismaClient(); module.exports = { db };',
      },
    ],
    [
      "of an object that CommonJS hands out",
      `const { client } = require("./lib"); ${loop("client")}`,
      {
        "src/lib.js": 'const lib = {}; lib.client = require("./client").prisma; module.exports = lib;',
        "src/client.js":
          'const { PrismaClient } = require("@prisma/client"); exports.prisma = new PrismaClient();',
      },
    ],
    [
      "of a factory that is required and called",
      `const lib = require("./lib"); ${loop("lib.db")}`,
      {
        "src/lib.js": 'module.exports = { db: require("./make")({ log: true }) };',
        "src/make.js":
          'const { PrismaClient } = require("@prisma/client"); module.exports = (options) => { const db = new PrismaClient(options); return db; };',
      },
    ],
    [
      "in a static method of the service",
      `import { PrismaClient } from "@prisma/client"; export class Jobs { static db = new PrismaClient(); static async run() { ${loop("this.db")} } }`,
    ],
    [
      "made by a function",
      `import { db } from "./db"; ${loop("db")}`,
      {
        "src/db.ts":
          'import { PrismaClient } from "@prisma/client"; const make = () => new PrismaClient(); export const db = globalThis.db ?? make();',
      },
    ],
    [
      "remembered by a function",
      `import { db } from "./db"; ${loop("db")}`,
      {
        "src/db.ts":
          'import { PrismaClient } from "@prisma/client"; import { remember } from "./remember"; export const db = remember("db", () => new PrismaClient());',
        "src/remember.ts":
          "export function remember<T>(name: string, make: () => T): T { const all = globalThis.all; if (!all.has(name)) all.set(name, make()); return all.get(name); }",
      },
    ],
    [
      "handed on by everything that is exported",
      `import { PrismaClient } from "./lib"; const db = new PrismaClient(); ${loop("db")}`,
      { "src/lib.ts": 'export * from "@prisma/client";' },
    ],
    [
      "of a parameter's type",
      `import type { PrismaClient } from "@prisma/client"; export async function job(db: PrismaClient) { ${loop("db")} }`,
    ],
    [
      "of a transaction's type",
      `import { Prisma } from "@prisma/client"; export const job = async (db: Prisma.TransactionClient) => { ${loop("db")} };`,
    ],
    [
      "of a type made of the client's",
      `import type { PrismaClient } from "@prisma/client"; type Client = Omit<PrismaClient, "$on">; export async function job({ db }: { db: Client }) { ${loop("db")} }`,
    ],
    [
      "of a context's type",
      `import type { Context } from "./context"; export async function job(ctx: Context) { ${loop("ctx.data")} }`,
      {
        "src/context.ts":
          'import { prisma } from "./client"; export interface Context { data: typeof prisma }',
      },
    ],
    [
      "of a service",
      `import { Service } from "./service"; export class Jobs { constructor(private readonly service: Service) {} async run() { ${loop("this.service")} } }`,
      {
        "src/service.ts":
          'import { PrismaClient } from "@prisma/client"; export class Service extends PrismaClient {}',
      },
    ],
    [
      "in a service's field",
      `import { PrismaClient } from "@prisma/client"; export class Jobs { private db = new PrismaClient(); run = async () => { ${loop("this.db")} } }`,
    ],
    [
      "in a service of plain JavaScript",
      `const { PrismaClient } = require("@prisma/client"); class Jobs { constructor() { this.db = new PrismaClient(); } async run() { ${loop("this.db")} } }`,
    ],
    [
      "in the service itself",
      `import { PrismaClient } from "@prisma/client"; export class Service extends PrismaClient { async run() { ${loop("this")} } }`,
    ],
    [
      "by the customary name in a context",
      `export const list = async (_, { ctx }) => { ${loop("ctx.db")} };`,
    ],
    [
      "by the customary name of a parameter",
      `export const list = async (_, args, { prisma }) => { ${loop("prisma")} };`,
    ],
  ];
  test.each(cases.map(([name, text, others = {}]) => ({ name, text, others })))(
    "$name",
    ({ text, others }) => {
      const findings = found(text, others);
      expect(findings.length).toBe(1);
      expect(findings[0]).toMatch(finding);
    },
  );

  const silent: readonly (readonly [string, string])[] = [
    ["an array", "const visit = [1]; visit.find((one) => one); visit.map((one) => one).length;"],
    [
      "an object of one's own",
      "const db = { visit: { findMany: async () => [] } }; for (const visit of await db.visit.findMany()) f(visit);",
    ],
    [
      "another library's client",
      'import { drizzle } from "drizzle-orm"; const db = drizzle(); for (const visit of await db.query.visit.findMany()) f(visit);',
    ],
    [
      "another library's client under the customary name",
      'import { db } from "@keystone/core"; for (const visit of await db.visit.findMany()) f(visit);',
    ],
    [
      "a model that no schema has",
      'import { prisma } from "./client"; for (const row of await prisma.invoice.findMany()) f(row);',
    ],
    [
      "a model by a computed name",
      'import { prisma } from "./client"; for (const row of await prisma[name].findMany()) f(row);',
    ],
    ["a mock", 'import { prisma } from "./client"; prisma.visit.findMany.mockResolvedValue([]);'],
    [
      "options that cannot be read",
      'import { prisma } from "./client"; export const list = async (args) => { for (const visit of await prisma.visit.findMany(args)) f(visit.page); };',
    ],
  ];
  test.each(silent)("silent: %s", (_, text) => expect(found(text)).toEqual([]));

  test("silent in tests", () => {
    const text = inFunction("for (const visit of await prisma.visit.findMany()) f(visit.page);");
    expect(found(text, {}, "src/app.test.ts")).toEqual([]);
    expect(found(text, {}, "src/__tests__/app.ts")).toEqual([]);
  });
});
