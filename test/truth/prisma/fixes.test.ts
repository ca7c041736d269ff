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
import { makeLibrary, type Library, type Run } from "./library.js";
import { defaultSettings } from "../../../rules/src/settings/read-settings.js";

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
  /** The statements write, and no longer return columns of bytes. */
  readonly returns?: true;
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
    name: "a count by a variable",
    form: "count",
    body: `const books = await prisma.book.findMany({ where: { pages: { gt: 100 } } });
  note(books.length);`,
    shows: /COUNT/,
  },
  {
    name: "whether there is a row",
    form: "exists",
    body: `note((await prisma.book.findMany({ where: { pages: { gt: 100 } } })).length > 0);`,
    shows: limited,
    lacks: cover,
  },
  {
    name: "whether there is none, of none",
    form: "exists",
    body: `const where = { pages: { gt: 10_000 } };
  note((await prisma.book.findMany({ where })).length === 0);`,
    shows: limited,
  },
  {
    name: "whether there is a row, by a variable",
    form: "exists",
    body: `const books = await prisma.book.findMany();
  if (books.length) note("some");`,
    shows: limited,
    lacks: cover,
  },
  {
    name: "no row of none, by a variable",
    form: "exists",
    body: `const books = await prisma.book.findMany({ where: { pages: { gt: 10_000 } } });
  if (!books.length) note("none");`,
    shows: limited,
  },
  {
    name: "distinct values in their order",
    form: "limit",
    body: `note(await prisma.book.findMany({ distinct: ["pages"], select: { pages: true }, orderBy: { pages: "desc" }, take: 5 }));`,
    shows: limited,
  },
  {
    name: "distinct values of two columns",
    form: "limit",
    body: `note(
    await prisma.book.findMany({
      where: { pages: { gt: 50 } },
      distinct: ["title", "pages"],
      select: { title: true, pages: true },
      orderBy: [{ title: "asc" }, { pages: "asc" }],
      skip: 2,
      take: 4,
    }),
  );`,
    shows: limited,
  },
  {
    name: "a page behind a cursor",
    form: "limit",
    body: `const books = await prisma.book.findMany({ cursor: { id: 7 }, skip: 1, take: 5, orderBy: { pages: "asc" }, select: { pages: true } });
  note(books.map(({ pages }) => pages));`,
    shows: limited,
  },
  {
    name: "a created row that nobody reads",
    form: "project",
    body: `await prisma.book.create({ data: { isbn: "new", title: "New", pages: 7, cover: new Uint8Array(9), authorId: 1 } });
  note(await prisma.book.findUnique({ where: { isbn: "new" }, select: { id: true, title: true, pages: true, authorId: true } }));`,
    returns: true,
  },
  {
    name: "an updated row that nobody reads",
    form: "project",
    body: `await prisma.book.update({ where: { id: 3 }, data: { title: "Other" } });
  note(await prisma.book.findUnique({ where: { id: 3 }, select: { title: true, pages: true } }));`,
    returns: true,
  },
  {
    name: "a row that is created or updated, which nobody reads",
    form: "project",
    body: `const author = { name: "Someone" };
  await prisma.author.upsert({ where: { id: 2 }, create: author, update: author });
  note(await prisma.author.findMany({ where: { id: { lt: 9 } }, select: { name: true }, orderBy: { id: "asc" }, take: 9 }));`,
    returns: true,
  },
  {
    name: "a deleted row that nobody reads",
    form: "project",
    body: `await prisma.loan.deleteMany({ where: { bookId: 5 } });
  await prisma.book.delete({ where: { id: 5 } });
  note(await prisma.book.count());`,
    returns: true,
  },
  {
    name: "a written row of which something is read",
    form: "project",
    body: `const { title, pages } = await prisma.book.update({ where: { id: 3 }, data: { title: "Other" } });
  note([title, pages]);`,
    returns: true,
  },
  {
    name: "a written row without its columns of bytes",
    form: "omit",
    body: `const book = await prisma.book.update({ where: { id: 3 }, data: { title: "Other" } });
  note([book.id, book.title, book.pages]);`,
    returns: true,
  },
  {
    name: "rows that are written together",
    form: "project",
    body: `const books = await prisma.book.updateManyAndReturn({ where: { pages: { lt: 20 } }, data: { title: "Thin" } });
  note(books.map((book) => book.isbn).sort());`,
    returns: true,
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

  test.each(cases)("$name: $form", { timeout }, async ({ form, body, shows, lacks, returns }) => {
    const text = program(body);
    const fixed = fixedBy(text, form);
    const [before, after] = [await library.run(text), await library.run(fixed)];
    expect(after.notes).toEqual(before.notes);
    if (returns) {
      const returned = ({ statements }: Run): readonly string[] =>
        statements.flatMap((statement) => /RETURNING.*|^SELECT.*/s.exec(statement)?.[0] ?? []);
      const bytes = /`(?:cover|portrait)`/;
      expect(returned(before).some((text) => bytes.test(text))).toBe(true);
      expect(returned(after).filter((text) => bytes.test(text))).toEqual([]);
      return;
    }
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
      ...defaultSettings,
      minimum: "parent",
    },
  });
  const { findings } = check(project, file);
  const fix = findings.flatMap(({ fixes }) => fixes).find((one) => one.form === form);
  if (!fix) throw new Error(`no fix ${form}: ${JSON.stringify(findings.map(({ withheld }) => withheld))}`);
  return applied(text, fix);
}
