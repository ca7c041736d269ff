// Each way in which a query of Sequelize is rewritten runs before and after on the real Sequelize and SQLite: the program
// notes the same, leaves the same rows, and the statements are those that the fix promises.
import { describe, expect, test } from "vitest";
import { check } from "../../../rules/src/analyze.js";
import type { Fix, FixForm } from "../../../rules/src/finding.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import { applied } from "../../rules/fix-laws.js";
import { makeLibrary, models } from "./library.js";
import { defaultSettings } from "../../../rules/src/settings/read-settings.js";

interface Case {
  readonly name: string;
  readonly form: FixForm;
  readonly safety: Fix["safety"];
  readonly body: string;
  /** What every statement that reads shows after the fix. */
  readonly shows?: RegExp;
  /** What none of them shows. */
  readonly lacks?: RegExp;
}

const cover = /`cover`/;
const portrait = /`portrait`/;
const limited = /LIMIT/;
const counted = /count\(/i;

const cases: readonly Case[] = [
  {
    name: "columns left out",
    form: "omit",
    safety: "safe",
    body: `for (const book of await Book.findAll({ order: ["id"] })) note([book.title, book.pages, book.isbn]);`,
    lacks: cover,
  },
  {
    name: "columns left out beside other options",
    form: "omit",
    safety: "safe",
    body: `const books = await Book.findAll({
    where: { pages: { [Op.gt]: 100 } },
    order: [["pages", "DESC"], ["id", "ASC"]],
  });
  for (const { title, pages } of books) note([title, pages]);`,
    lacks: cover,
  },
  {
    name: "columns of related rows left out",
    form: "omit",
    safety: "safe",
    body: `const loans = await Loan.findAll({ where: { returned: false }, include: [Book], order: ["id"] });
  for (const loan of loans) note([loan.reader, loan.Book.title]);`,
    lacks: cover,
  },
  {
    name: "columns of related rows of related rows left out",
    form: "omit",
    safety: "safe",
    body: `const loans = await Loan.findAll({
    include: [{ model: Book, attributes: ["title"], include: [{ model: Author, as: "author" }] }],
    order: ["id"],
  });
  for (const loan of loans) note([loan.reader, loan.Book.title, loan.Book.author.name]);`,
    lacks: portrait,
  },
  {
    name: "only the columns that are read",
    form: "project",
    safety: "safe",
    body: `const books = await Book.findAll({ order: ["isbn"] });
  note(books.map((book) => book.title + book.pages));`,
    lacks: cover,
  },
  {
    name: "only the columns that are read, of rows that a filter leaves",
    form: "project",
    safety: "safe",
    body: `for (const book of await Book.findAll({ where: { pages: 37 }, order: [["id", "DESC"]] })) note(book.title);`,
    lacks: cover,
  },
  {
    name: "a count",
    form: "count",
    safety: "safe",
    body: `note((await Book.findAll({ where: { pages: { [Op.gt]: 100 } }, order: ["id"] })).length > 3);`,
    shows: counted,
  },
  {
    name: "a count of nothing",
    form: "count",
    safety: "safe",
    body: `const where = { pages: { [Op.gt]: 10_000 } };
  note((await Book.findAll({ where })).length);`,
    shows: counted,
  },
  {
    name: "a count of rows with related rows that decide nothing",
    form: "count",
    safety: "safe",
    body: `note((await Author.findAll({ include: [{ model: Book, as: "books" }] })).length);`,
    shows: counted,
  },
  {
    name: "whether there is a row",
    form: "exists",
    safety: "safe",
    body: `if ((await Book.findAll({ where: { pages: 5 } })).length > 0) note("there");
  else note("none");`,
    shows: limited,
  },
  {
    name: "whether there is no row",
    form: "exists",
    safety: "safe",
    body: `note((await Book.findAll({ where: { pages: 10_000 } })).length === 0);`,
    shows: limited,
  },
  {
    name: "the first row",
    form: "limit",
    safety: "safe",
    body: `note((await Book.findAll({ order: [["id", "DESC"]] }))[0]?.title);`,
    shows: limited,
  },
  {
    name: "the first row of none",
    form: "limit",
    safety: "safe",
    body: `const [book] = await Book.findAll({ where: { pages: { [Op.gt]: 10_000 } }, order: [["id", "DESC"]] });
  note(book === undefined);`,
    shows: limited,
  },
  {
    name: "the first rows with their related rows",
    form: "limit",
    safety: "safe",
    body: `const authors = (await Author.findAll({ include: [{ model: Book, as: "books", attributes: ["title"] }], order: ["id"] })).slice(0, 3);
  note(authors.map((author) => author.books.length));`,
    shows: limited,
  },
  {
    name: "pages of a whole table",
    form: "keyset",
    safety: "suggestion",
    body: `for (const book of await Book.findAll()) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages with continue, break and a condition",
    form: "keyset",
    safety: "suggestion",
    body: `for (const { id, title } of await Book.findAll({ where: { pages: { [Op.lt]: 300 } } })) {
    if (id % 2 === 0) continue;
    if (id > 900) break;
    note(title);
  }`,
    shows: limited,
  },
  {
    name: "pages of exactly one page",
    form: "keyset",
    safety: "suggestion",
    body: `for (const book of await Book.findAll({ where: { id: { [Op.lte]: 500 } } })) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages of no rows",
    form: "keyset",
    safety: "suggestion",
    body: `for (const book of await Book.findAll({ where: { pages: { [Op.gt]: 10_000 } } })) {
    note(book.id);
  }`,
    shows: limited,
  },
  {
    name: "pages whose body takes rows out of the filter",
    form: "keyset",
    safety: "suggestion",
    body: `for (const book of await Book.findAll({ where: { pages: { [Op.gt]: 0 } } })) {
    note(book.id);
    await book.update({ pages: 0 });
  }`,
  },
  {
    name: "pages whose body deletes rows",
    form: "keyset",
    safety: "suggestion",
    body: `for (const loan of await Loan.findAll({ order: ["id"] })) {
    note(loan.id);
    await loan.destroy();
  }`,
  },
  {
    name: "pages with related rows",
    form: "keyset",
    safety: "suggestion",
    body: `for (const book of await Book.findAll({ include: [{ model: Loan, attributes: ["reader"] }] })) {
    note([book.title, book.Loans.map((loan) => loan.reader)]);
  }`,
    shows: limited,
  },
  {
    name: "pages by a key of text, with a selection",
    form: "keyset",
    safety: "suggestion",
    body: `for (const { reader } of await Loan.findAll({ attributes: ["reader"] })) {
    note(reader);
  }`,
    shows: limited,
  },
];

describe("fixes on Sequelize 6 and SQLite", () => {
  const library = makeLibrary("sequelize-fixes");

  test.each(cases)("$name: $form", { timeout: 60_000 }, async ({ form, safety, body, shows, lacks }) => {
    const text = program(body);
    const fix = fixIn(text, form);
    expect(fix.safety).toBe(safety);
    const [before, after] = [await library.run(text), await library.run(applied(text, fix))];
    expect(after.notes).toEqual(before.notes);
    expect(before.notes.length).toBeGreaterThan(0);
    const reads = after.statements.filter((statement) => /^SELECT/.test(statement));
    expect(reads.length).toBeGreaterThan(0);
    if (form !== "keyset") expect(after.statements.length).toBeLessThanOrEqual(before.statements.length);
    if (shows) {
      expect(before.statements.every((statement) => shows.test(statement))).toBe(false);
      expect(reads.filter((statement) => !shows.test(statement))).toEqual([]);
    }
    if (lacks) {
      expect(before.statements.some((statement) => lacks.test(statement))).toBe(true);
      expect(reads.filter((statement) => lacks.test(statement))).toEqual([]);
    }
  });
});

function program(body: string): string {
  return `const { Author, Book, Loan } = require("./models");
const { Op } = require("sequelize");

exports.run = async (note) => {
  ${body}
};
`;
}

/** The fix of a form that the program is offered; pages are asked for without the import that they need. */
function fixIn(text: string, form: FixForm): Fix {
  const file = "/project/src/program.js";
  const project = new Project({
    root: "/project",
    files: createMemoryFiles({
      "/project/package.json": '{ "dependencies": { "sequelize": "6.37.8" } }',
      "/project/src/models.js": models,
      [file]: text,
    }),
    settings: {
      ...defaultSettings,
      preset: "strict",
      minimum: "parent",
    },
  });
  const { findings } = check(project, file);
  const fix = findings.flatMap(({ fixes }) => fixes).find((one) => one.form === form);
  if (!fix)
    throw new Error(
      `no fix ${form}: ${JSON.stringify(findings.map(({ rule, withheld }) => [rule, withheld]))}`,
    );
  return fix;
}
