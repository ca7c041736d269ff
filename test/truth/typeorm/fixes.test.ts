// Each way in which a query of TypeORM is rewritten runs before and after on the real TypeORM and SQLite: the program notes
// the same in the same order, and the statements are those that the fix promises.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../rules/src/analyze.js";
import type { Fix, FixForm } from "../../../rules/src/finding.js";
import { typeorm } from "../../../rules/src/orms/typeorm/typeorm.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import { defaultSettings } from "../../../rules/src/settings/read-settings.js";
import { applied } from "../../rules/fix-laws.js";
import { makeLibrary, type Library } from "./library.js";

const example = new URL("../../projects/typeorm-library/", import.meta.url);
const read = (file: string): string => readFileSync(fileURLToPath(new URL(file, example)), "utf8");
const timeout = 120_000;

interface Case {
  readonly name: string;
  readonly form: FixForm;
  readonly body: string;
  /** What every statement that reads shows after the fix. */
  readonly shows?: RegExp;
  /** What some statement shows before the fix, and none after it. */
  readonly lacks?: RegExp;
}

const cover = /"cover"/;
const limited = /LIMIT/;
const counts = /COUNT/;

const cases: readonly Case[] = [
  {
    name: "only the columns that are read",
    form: "project",
    body: `for (const book of await books.find({ order: { isbn: "ASC" } })) note(book.title);`,
    lacks: cover,
  },
  {
    name: "only the columns that are read, by conditions alone",
    form: "project",
    body: `for (const { title, pages } of await books.findBy({ pages: MoreThan(300) })) note([title, pages]);`,
    lacks: cover,
  },
  {
    name: "only the columns that a callback reads",
    form: "project",
    body: `note((await books.find({ order: { id: "ASC" } })).map((book) => book.isbn + book.pages));`,
    lacks: cover,
  },
  {
    name: "only the columns that are read, through an entity manager",
    form: "project",
    body: `for (const author of await dataSource.manager.find(Author)) note(author.name);`,
    lacks: /"portrait"/,
  },
  {
    name: "only the columns that are read, of an entity schema",
    form: "project",
    body: `for (const shelf of await dataSource.getRepository(ShelfSchema).find()) note(shelf.room);`,
    lacks: /"plan"/,
  },
  {
    name: "a selection that names what is not wanted only",
    form: "project",
    body: `for (const book of await books.find({ select: { cover: false } })) note(book.title);`,
    lacks: cover,
  },
  {
    name: "a count",
    form: "count",
    body: `note((await books.find({ where: { pages: MoreThan(100) }, order: { id: "ASC" } })).length > 3);`,
    shows: counts,
  },
  {
    name: "a count of a variable",
    form: "count",
    body: `const rows = await books.findBy({ pages: MoreThan(10_000) });
  note(rows.length);`,
    shows: counts,
  },
  {
    name: "a count through an entity manager",
    form: "count",
    body: `note((await dataSource.manager.find(Book, { where: { pages: MoreThan(100) } })).length);`,
    shows: counts,
  },
  {
    name: "a count of a builder's rows",
    form: "count",
    body: `note((await books.createQueryBuilder("book").leftJoinAndSelect("book.author", "author").where("book.pages > 100").getMany()).length);`,
    shows: counts,
  },
  {
    name: "whether there is a row",
    form: "exists",
    body: `if ((await books.find({ where: { pages: MoreThan(100) } })).length > 0) note("some");`,
    shows: limited,
  },
  {
    name: "whether there is none",
    form: "exists",
    body: `note((await books.findBy({ pages: MoreThan(10_000) })).length === 0);`,
    shows: limited,
  },
  {
    name: "whether there is a row, through an entity manager",
    form: "exists",
    body: `note(!(await dataSource.manager.find(Book, { where: { pages: MoreThan(10_000) } })).length);`,
    shows: limited,
  },
  {
    name: "the first row",
    form: "limit",
    body: `note((await books.find({ order: { id: "DESC" } }))[0]?.title);`,
    shows: limited,
  },
  {
    name: "the first row of none",
    form: "limit",
    body: `const [book] = await books.find({ where: { pages: MoreThan(10_000) }, order: { id: "DESC" } });
  note(book === undefined);`,
    shows: limited,
  },
  {
    name: "the first rows",
    form: "limit",
    body: `note((await books.find({ order: { isbn: "ASC" } })).slice(0, 3).map((book) => book.isbn));`,
    shows: limited,
  },
  {
    name: "one row of a builder",
    form: "limit",
    body: `const book = await books
    .createQueryBuilder("book")
    .where("book.pages > :pages", { pages: 100 })
    .orderBy("book.id", "DESC")
    .getOne();
  note(book?.title);`,
    shows: limited,
  },
  {
    name: "one row of a builder that joins",
    form: "limit",
    body: `const author = await dataSource.getRepository(Author)
    .createQueryBuilder("author")
    .leftJoinAndSelect("author.books", "book")
    .where("author.name LIKE 'Author%'")
    .orderBy("author.id", "DESC")
    .getOne();
  note([author?.name, author?.books.length]);`,
  },
  {
    name: "one raw row of a builder",
    form: "limit",
    body: `const row = await books.createQueryBuilder("book").select("book.title", "title").orderBy("book.id", "DESC").getRawOne<{ title: string }>();
  note(row?.title);`,
    shows: limited,
  },
  {
    name: "the first of a builder's rows",
    form: "limit",
    body: `note((await books.createQueryBuilder("book").orderBy("book.id", "DESC").getMany())[0]?.title);`,
    shows: limited,
  },
  {
    name: "pages of a whole table",
    form: "keyset",
    body: `for (const book of await books.find()) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages with continue, break and a condition",
    form: "keyset",
    body: `for (const { id, title } of await books.find({ where: { pages: LessThan(300) } })) {
    if (id % 2 === 0) continue;
    if (id > 900) break;
    note(title);
  }`,
    shows: limited,
  },
  {
    name: "pages by conditions alone",
    form: "keyset",
    body: `for (const book of await books.findBy({ pages: LessThan(300) })) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages with relations",
    form: "keyset",
    body: `for (const book of await books.find({ relations: { author: true } })) {
    note([book.id, book.author.name]);
  }`,
  },
  {
    name: "pages through an entity manager, with a selection",
    form: "keyset",
    body: `for (const { title } of await dataSource.manager.find(Book, { select: { title: true } })) {
    note(title);
  }`,
    shows: limited,
  },
  {
    name: "pages of no rows",
    form: "keyset",
    body: `for (const book of await books.find({ where: { pages: MoreThan(10_000) } })) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages by a key of text",
    form: "keyset",
    body: `for (const loan of await dataSource.getRepository(Loan).find()) {
    note([loan.id, loan.book.title]);
  }`,
  },
  {
    name: "pages whose body takes rows out of the filter",
    form: "keyset",
    body: `for (const book of await books.find({ where: { pages: MoreThan(0) } })) {
    note(book.id);
    await books.update({ id: book.id }, { pages: 0 });
  }`,
  },
  {
    name: "pages whose body deletes rows",
    form: "keyset",
    body: `for (const loan of await dataSource.getRepository(Loan).find({ order: { id: "ASC" } })) {
    note(loan.id);
    await dataSource.getRepository(Loan).delete({ id: loan.id });
  }`,
  },
];

describe.each([
  { version: "1.1.1", module: "typeorm" },
  { version: "0.3.31", module: "typeorm-03" },
])("fixes on TypeORM $version and SQLite", ({ version, module }) => {
  let library: Library;
  beforeAll(() => {
    library = makeLibrary(`${module}-fixes`, module);
  }, timeout);

  test.each(cases)("$name: $form", { timeout }, async ({ form, body, shows, lacks }) => {
    const text = program(body);
    const fixed = applied(text, fixOf(text, form, version));
    const [before, after] = [await library.run(text), await library.run(fixed)];
    expect(after.notes).toEqual(before.notes);
    expect(after.notes.length).toBeGreaterThan(body.includes("10_000") && form === "keyset" ? -1 : 0);
    const reads = after.statements.filter((statement) => /^SELECT/.test(statement));
    expect(reads.length).toBeGreaterThan(0);
    if (shows) expect(reads.filter((statement) => !shows.test(statement))).toEqual([]);
    if (lacks) {
      expect(before.statements.some((statement) => lacks.test(statement))).toBe(true);
      expect(reads.filter((statement) => lacks.test(statement))).toEqual([]);
    }
  });
});

describe("what was run", () => {
  test("is what may be safe", () => {
    const ran = new Set<string>(cases.map(({ form }) => form));
    expect(typeorm.rewrites.proven.filter(({ intent }) => !ran.has(intent))).toEqual([]);
  });

  test("passes tsc --strict after every fix", { timeout }, () => {
    const library = makeLibrary("typeorm-types", "typeorm");
    const files = cases.map(({ form, body }, index): [string, string] => [
      `case-${String(index)}.ts`,
      applied(program(body), fixOf(program(body), form, "1.1.1")),
    ]);
    expect(library.typeErrors(Object.fromEntries(files))).toBe("");
  });
});

function program(body: string): string {
  return `import { type DataSource, LessThan, MoreThan } from "typeorm";
import { Author, Book, Loan, ShelfSchema } from "./entities";

export const used: unknown[] = [Author, Loan, ShelfSchema, LessThan, MoreThan];

export async function run(dataSource: DataSource, note: (value: unknown) => void): Promise<void> {
  const books = dataSource.getRepository(Book);
  ${body}
}
`;
}

function fixOf(text: string, form: FixForm, version: string): Fix {
  const file = "/project/src/program.ts";
  const project = new Project({
    root: "/project",
    files: createMemoryFiles({
      "/project/package.json": `{ "dependencies": { "typeorm": "${version}" } }`,
      "/project/src/entities.ts": read("src/entities.ts"),
      "/project/src/data-source.ts": read("src/data-source.ts"),
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
  return fix;
}
