// Each way in which a query of Mongoose is rewritten runs before and after on the real Mongoose 7, 8 and 9, against a
// stand-in for the server: the program notes the same, and the commands are those that the fix promises.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { transformSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check } from "../../../rules/src/analyze.js";
import type { FixForm } from "../../../rules/src/finding.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import { defaultSettings } from "../../../rules/src/settings/read-settings.js";
import { applied } from "../../rules/fix-laws.js";
import type { Document } from "./messages.js";
import { type Server, startServer } from "./server.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const timeout = 60_000;

const models = `import mongoose from "mongoose";

const authorSchema = new mongoose.Schema({ name: String, portrait: Buffer });
const bookSchema = new mongoose.Schema({
  number: Number,
  title: String,
  pages: Number,
  scan: Buffer,
  author: { type: mongoose.Schema.Types.ObjectId, ref: "Author" },
});

export const Author = mongoose.model("Author", authorSchema);
export const Book = mongoose.model("Book", bookSchema);
`;

interface Case {
  readonly name: string;
  readonly form: FixForm;
  readonly body: string;
  /** Whether the commands of the rewritten program are those that the fix promises. */
  readonly promises: (commands: readonly Document[]) => boolean;
}

const finds = (commands: readonly Document[]): readonly Document[] => commands.filter((one) => "find" in one);
const projection = (one: Document | undefined): string => JSON.stringify(one?.["projection"]);
const isIn100s = (commands: readonly Document[]): boolean =>
  finds(commands).some((one) => one["batchSize"] === 100) &&
  commands.filter((one) => "getMore" in one).every((one) => one["batchSize"] === 100);
const isClosed = (commands: readonly Document[]): boolean => commands.some((one) => "killCursors" in one);

const cases: readonly Case[] = [
  {
    name: "a whole collection",
    form: "stream",
    body: `for (const book of await Book.find()) {
    note(book.number);
  }`,
    promises: (commands) => isIn100s(commands) && commands.filter((one) => "getMore" in one).length > 2,
  },
  {
    name: "a whole collection, with continue",
    form: "stream",
    body: `for (const { number, title } of await Book.find({ pages: { $gt: 50 } }).sort({ number: 1 }).exec()) {
    if (number % 2 === 0) continue;
    note(title);
  }`,
    promises: isIn100s,
  },
  {
    name: "a loop that ends early lets go of the cursor",
    form: "stream",
    body: `for (const book of await Book.find()) {
    if (book.number > 10) break;
    note(book.number);
  }`,
    promises: (commands) => isIn100s(commands) && isClosed(commands),
  },
  {
    name: "a body that fails lets go of the cursor",
    form: "stream",
    body: `try {
    for (const book of await Book.find()) {
      note(await shown(book.number));
    }
  } catch (error) {
    note(String(error));
  }`,
    promises: (commands) => isIn100s(commands) && isClosed(commands),
  },
  {
    name: "rows under a name",
    form: "stream",
    body: `const books = await Book.find({}, "number");
  for (const book of books) {
    note(book.number);
  }`,
    promises: isIn100s,
  },
  {
    name: "no rows",
    form: "stream",
    body: `for (const book of await Book.find({ pages: { $gt: 10000 } })) {
    note(book.number);
  }`,
    promises: isIn100s,
  },
  {
    name: "what was awaited too early",
    form: "stream",
    body: `for await (const book of await Book.find()) {
    note(book.number);
  }`,
    promises: isIn100s,
  },
  {
    name: "populated documents come by the batch",
    form: "stream",
    body: `for (const book of await Book.find({ number: { $lt: 250 } }).populate("author", "name")) {
    note(book.author.name);
  }`,
    promises: (commands) => isIn100s(commands) && finds(commands).length === 4,
  },
  {
    name: "a cursor of populated documents gets a size",
    form: "stream",
    body: `for await (const book of Book.find({ number: { $lt: 250 } }).populate("author", "name").cursor()) {
    note(book.author.name);
  }`,
    promises: (commands) => isIn100s(commands) && finds(commands).length === 4,
  },
  {
    name: "populated documents that are read one by one get a size",
    form: "stream",
    body: `for await (const book of Book.find({ number: { $lt: 250 } }).populate("author", "name")) {
    note(book.author.name);
  }`,
    promises: (commands) => isIn100s(commands) && finds(commands).length === 4,
  },
  {
    name: "columns left out",
    form: "omit",
    body: `for (const book of await Book.find()) {
    note(book.title);
  }`,
    promises: (commands) => finds(commands).every((one) => projection(one) === '{"scan":0}'),
  },
  {
    name: "columns of populated documents left out",
    form: "omit",
    body: `for (const book of await Book.find({}, "title author").populate("author")) {
    note(book.author.name);
  }`,
    promises: (commands) => projection(finds(commands)[1]) === '{"portrait":0}',
  },
  {
    name: "only the columns that are read",
    form: "project",
    body: `for (const book of await Book.find({ pages: { $lt: 300 } }).sort("number")) {
    note([book.title, book.pages]);
  }`,
    promises: (commands) => projection(finds(commands)[0]) === '{"title":1,"pages":1}',
  },
  {
    name: "a count",
    form: "count",
    body: `note((await Book.find({ pages: { $gt: 100 } }).sort("number")).length);`,
    promises: (commands) => finds(commands).length === 0 && commands.length === 1,
  },
  {
    name: "a count of nothing",
    form: "count",
    body: `note((await Book.find({ pages: { $gt: 10000 } })).length > 0);`,
    promises: (commands) => finds(commands).length === 0,
  },
  {
    name: "the first row",
    form: "limit",
    body: `note((await Book.find().sort({ number: -1 }))[0]?.title);`,
    promises: (commands) => finds(commands).every((one) => one["limit"] === 1),
  },
  {
    name: "the first row of none",
    form: "limit",
    body: `const [book] = await Book.find({ pages: { $gt: 10000 } });
  note(book === undefined);`,
    promises: (commands) => finds(commands).every((one) => one["limit"] === 1),
  },
  {
    name: "the first rows",
    form: "limit",
    body: `note((await Book.find().sort("number")).slice(0, 3).map((book) => book.title));`,
    promises: (commands) => finds(commands).every((one) => one["limit"] === 3),
  },
  {
    name: "pages of a whole collection",
    form: "keyset",
    body: `for (const book of await Book.find()) {
    note(book.number);
  }`,
    promises: (commands) =>
      finds(commands).length === 3 && finds(commands).every((one) => one["limit"] === 500),
  },
  {
    name: "pages of exactly one page",
    form: "keyset",
    body: `for (const book of await Book.find({ number: { $lt: 500 } })) {
    note(book.number);
  }`,
    promises: (commands) => finds(commands).length === 2,
  },
  {
    name: "pages with a condition on the key",
    form: "keyset",
    body: `for (const book of await Book.find({ _id: { $gt: first } })) {
    note(book.number);
  }`,
    promises: (commands) => finds(commands).length > 1,
  },
  {
    name: "pages whose body takes rows out of the filter",
    form: "keyset",
    body: `for (const book of await Book.find({ pages: { $gt: 0 }, number: { $lt: 600 } })) {
    note(book.number);
    book.pages = 0;
    await book.save();
  }`,
    promises: (commands) => finds(commands).length === 2,
  },
  {
    name: "pages whose body deletes rows",
    form: "keyset",
    body: `for (const book of await Book.find({ number: { $lt: 600 } }, "number")) {
    note(book.number);
    await Book.deleteOne({ _id: book._id });
  }`,
    promises: (commands) => finds(commands).length === 2,
  },
];

const versions = ["mongoose7", "mongoose8", "mongoose"];

describe.each(versions)("fixes on %s", (version) => {
  let server: Server;
  let runs = 0;
  const folder = path.join(root, "node_modules/.cache/leanrows/mongoose-fixes", version);
  beforeAll(async () => {
    write("models.mjs", models);
    write("main.mjs", main);
    server = await startServer();
  }, timeout);
  afterAll(() => server.stop());

  test.each(cases)("$name: $form", { timeout }, async ({ form, body, promises }) => {
    const text = program(body);
    const fixed = fixedBy(text, form);
    const before = await run(text);
    const after = await run(fixed);
    expect(before.notes.length).toBeGreaterThanOrEqual(body.includes("10000") ? 0 : 1);
    expect(after.notes).toEqual(before.notes);
    expect({ commands: after.commands, isAsPromised: promises(after.commands) }).toMatchObject({
      isAsPromised: true,
    });
    expect(promises(before.commands)).toBe(false);
  });

  async function run(
    text: string,
  ): Promise<{ readonly notes: readonly unknown[]; readonly commands: readonly Document[] }> {
    runs += 1;
    const name = `program-${String(runs)}.mjs`;
    write(name, text.replace("./models.js", "./models.mjs"));
    const [started, written]: readonly unknown[] = await Promise.all([load("main.mjs"), load(name)]);
    if (!isMain(started) || !isProgram(written)) throw new Error("the modules export something else");
    return started.runOn(server.address, () => server.commands(), written.run);
  }

  function write(name: string, text: string): void {
    mkdirSync(folder, { recursive: true });
    const { code } = transformSync(text, { loader: "ts", format: "esm" });
    writeFileSync(path.join(folder, name), code.replace('"mongoose"', JSON.stringify(version)));
  }

  function load(name: string): Promise<unknown> {
    return import(pathToFileURL(path.join(folder, name)).href);
  }
});

test("no fix brings an error of tsc --strict", { timeout: 2 * timeout }, () => {
  const folder = path.join(root, "node_modules/.cache/leanrows/mongoose-types");
  mkdirSync(path.join(folder, "src"), { recursive: true });
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
  writeFileSync(path.join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(path.join(folder, "src/models.ts"), models);
  const texts = cases.map(({ form, body }) => ({
    before: program(body),
    after: fixedBy(program(body), form),
  }));
  texts.forEach(({ before, after }, index) => {
    writeFileSync(path.join(folder, `src/before-${String(index)}.ts`), before);
    writeFileSync(path.join(folder, `src/after-${String(index)}.ts`), after);
  });
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  const errors = (name: string): readonly string[] =>
    texts.map((_, index) =>
      stdout
        .split("\n")
        .filter((line) => line.includes(`/${name}-${String(index)}.ts(`))
        .map((line) => line.slice(line.indexOf(": ")))
        .join("\n"),
    );
  // The programs read columns as if they were always there.
  expect(errors("after")).toEqual(errors("before"));
  expect(errors("after").filter((text) => text === "").length).toBeGreaterThan(cases.length / 2);
});

const compilerOptions = {
  target: "es2022",
  module: "nodenext",
  strict: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  types: ["node"],
  noEmit: true,
};

interface Main {
  readonly runOn: (
    address: string,
    commands: () => readonly Document[],
    run: unknown,
  ) => Promise<{ readonly notes: readonly unknown[]; readonly commands: readonly Document[] }>;
}

function isMain(module: unknown): module is Main {
  return typeof module === "object" && module !== null && "runOn" in module;
}

function isProgram(module: unknown): module is { readonly run: unknown } {
  return typeof module === "object" && module !== null && "run" in module;
}

/** Fills the collections, runs the program, and empties them again. */
const main = `import mongoose from "mongoose";
import { Author, Book } from "./models.mjs";

export async function runOn(address, commands, run) {
  mongoose.set("autoIndex", false);
  mongoose.set("autoCreate", false);
  await mongoose.connect(address);
  try {
    const bytes = Buffer.alloc(64);
    const authors = await Author.insertMany([1, 2, 3].map((number) => ({ name: "Author " + number, portrait: bytes })));
    const books = await Book.insertMany(
      Array.from({ length: 1203 }, (_, number) => ({
        number,
        title: "Title " + (number % 50),
        pages: 1 + ((number * 37) % 400),
        scan: bytes,
        author: authors[number % 3]._id,
      })),
    );
    commands();
    const notes = [];
    const shown = async (number) => {
      if (number > 150) throw new Error("enough");
      return number;
    };
    await run((value) => void notes.push(value), shown, books[100]._id);
    return { notes, commands: commands() };
  } finally {
    await Book.deleteMany();
    await Author.deleteMany();
    await mongoose.disconnect();
  }
}
`;

function program(body: string): string {
  return `import { Book } from "./models.js";

export async function run(note: (value: unknown) => void, shown: (number: number) => Promise<number>, first: unknown): Promise<void> {
  ${body}
}
`;
}

function fixedBy(text: string, form: FixForm): string {
  const file = "/project/src/program.ts";
  const project = new Project({
    root: "/project",
    files: createMemoryFiles({
      "/project/package.json": '{ "dependencies": { "mongoose": "9.12.1" } }',
      "/project/src/models.ts": models,
      [file]: text,
    }),
    settings: {
      ...defaultSettings,
      minimum: "parent",
    },
  });
  const { findings } = check(project, file);
  const fix = findings.flatMap(({ fixes }) => fixes).find((one) => one.form === form);
  if (!fix)
    throw new Error(
      `no fix ${form}: ${JSON.stringify(findings.map(({ rule, withheld }) => [rule, withheld]))}`,
    );
  return applied(text, fix);
}
