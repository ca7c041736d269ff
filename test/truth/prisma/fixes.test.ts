// Each way in which a query of Prisma is rewritten runs before and after on the real Prisma and SQLite: the program notes
// the same, and the statements are those that the fix promises.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../rules/src/analyze.js";
import type { FixForm } from "../../../rules/src/finding.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import { applied } from "../../rules/fix-laws.js";
import { makeLibrary, type Library } from "./library.js";

const example = new URL("../../projects/prisma-library/", import.meta.url);
const schema = readFileSync(fileURLToPath(new URL("prisma/schema.prisma", example)), "utf8");
const manifest = readFileSync(fileURLToPath(new URL("package.json", example)), "utf8");
const timeout = 120_000;

interface Case {
  readonly name: string;
  readonly form: FixForm;
  readonly body: string;
  /** What every statement after the fix has to show. */
  readonly shows?: RegExp;
  /** What no statement after the fix shows. */
  readonly lacks?: RegExp;
}

const cover = /`cover`/;
const limited = /LIMIT/;

const cases: readonly Case[] = [
  {
    name: "columns left out",
    form: "omit",
    body: `for (const book of await prisma.book.findMany()) note(book.title);`,
    lacks: cover,
  },
  {
    name: "columns left out beside other options",
    form: "omit",
    body: `const books = await prisma.book.findMany({
    where: { pages: { gt: 100 } },
    orderBy: [{ pages: "desc" }, { id: "asc" }],
  });
  for (const { title, pages } of books) note([title, pages]);`,
    lacks: cover,
  },
  {
    name: "columns of related rows left out",
    form: "omit",
    body: `const loans = await prisma.loan.findMany({ where: { returned: false }, include: { book: true } });
  for (const loan of loans) note([loan.reader, loan.book.title]);`,
    lacks: cover,
  },
  {
    name: "only the columns that are read",
    form: "project",
    body: `const books = await prisma.book.findMany({ orderBy: { isbn: "asc" } });
  note(books.map((book) => book.title + book.pages));`,
    lacks: cover,
  },
  {
    name: "a count",
    form: "count",
    body: `note((await prisma.book.findMany({ where: { pages: { gt: 100 } }, orderBy: { id: "asc" } })).length > 3);`,
    shows: /COUNT/,
  },
  {
    name: "a count of nothing",
    form: "count",
    body: `const where = { pages: { gt: 10_000 } };
  note((await prisma.book.findMany({ where })).length);`,
    shows: /COUNT/,
  },
  {
    name: "the first row",
    form: "limit",
    body: `note((await prisma.book.findMany({ orderBy: { id: "desc" } }))[0]?.title);`,
    shows: limited,
  },
  {
    name: "the first row of none",
    form: "limit",
    body: `const [book] = await prisma.book.findMany({ where: { pages: { gt: 10_000 } }, orderBy: { id: "desc" } });
  note(book === undefined);`,
    shows: limited,
  },
  {
    name: "the first rows",
    form: "limit",
    body: `note((await prisma.book.findMany({ orderBy: { isbn: "asc" } })).slice(0, 3).map((book) => book.isbn));`,
    shows: limited,
  },
  {
    name: "pages of a whole table",
    form: "keyset",
    body: `for (const book of await prisma.book.findMany()) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages with continue, break and a condition",
    form: "keyset",
    body: `for (const { id, title } of await prisma.book.findMany({ where: { pages: { lt: 300 } } })) {
    if (id % 2 === 0) continue;
    if (id > 900) break;
    note(title);
  }`,
    shows: limited,
  },
  {
    name: "pages of exactly one page",
    form: "keyset",
    body: `for (const book of await prisma.book.findMany({ where: { id: { lte: 500 } } })) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages of no rows",
    form: "keyset",
    body: `for (const book of await prisma.book.findMany({ where: { pages: { gt: 10_000 } } })) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages whose body takes rows out of the filter",
    form: "keyset",
    body: `for (const book of await prisma.book.findMany({ where: { pages: { gt: 0 } } })) {
    note(book.id);
    await prisma.book.update({ where: { id: book.id }, data: { pages: 0 }, select: { id: true } });
  }`,
  },
  {
    name: "pages whose body deletes rows",
    form: "keyset",
    body: `for (const loan of await prisma.loan.findMany({ orderBy: { id: "asc" } })) {
    note(loan.id);
    await prisma.loan.delete({ where: { id: loan.id } });
  }`,
  },
  {
    name: "pages by a key of text, with a selection",
    form: "keyset",
    body: `for (const { reader } of await prisma.loan.findMany({ select: { reader: true } })) {
    note(reader);
  }`,
    shows: limited,
  },
];

describe("fixes on Prisma 7 and SQLite", () => {
  let library: Library;
  beforeAll(async () => {
    library = await makeLibrary("prisma-fixes");
  }, timeout);

  test.each(cases)("$name: $form", { timeout }, async ({ form, body, shows, lacks }) => {
    const text = program(body);
    const fixed = fixedBy(text, form);
    const [before, after] = [await library.run(text), await library.run(fixed)];
    expect(after.notes).toEqual(before.notes);
    const reads = after.statements.filter((statement) => /^SELECT/.test(statement));
    expect(reads.length).toBeGreaterThan(0);
    if (shows) expect(reads.filter((statement) => !shows.test(statement))).toEqual([]);
    if (lacks) {
      expect(before.statements.some((statement) => lacks.test(statement))).toBe(true);
      expect(reads.filter((statement) => lacks.test(statement))).toEqual([]);
    }
  });

  test("the example project and every fixed program pass tsc --strict", { timeout }, () => {
    const files = cases.map(({ form, body }, index): [string, string] => [
      `case-${String(index)}.ts`,
      fixedBy(program(body), form),
    ]);
    expect(library.typeErrors(Object.fromEntries(files))).toBe("");
  });
});

function program(body: string): string {
  return `import type { PrismaClient } from "./generated/prisma/client.js";

export async function run(prisma: PrismaClient, note: (value: unknown) => void): Promise<void> {
  ${body}
}
`;
}

function fixedBy(text: string, form: FixForm): string {
  const file = "/project/src/program.ts";
  const project = new Project({
    root: "/project",
    files: createMemoryFiles({
      "/project/prisma/schema.prisma": schema,
      "/project/package.json": manifest,
      [file]: text,
    }),
    settings: {
      preset: "recommended",
      rules: {},
      minimum: "parent",
      smallModels: [],
      largeModels: [],
      batchHelpers: [],
      include: [],
      exclude: [],
      tests: false,
      versions: {},
    },
  });
  const { findings } = check(project, file);
  const fix = findings.flatMap(({ fixes }) => fixes).find((one) => one.form === form);
  if (!fix) throw new Error(`no fix ${form}: ${JSON.stringify(findings.map(({ withheld }) => withheld))}`);
  return applied(text, fix);
}
