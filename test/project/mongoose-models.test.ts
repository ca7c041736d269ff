// Models of Mongoose as the catalog has them: what schemas, decorated classes and calls say of their columns.
import { describe, expect, test } from "vitest";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import { Project } from "../../rules/src/project/project.js";
import { defaultSettings } from "../../rules/src/settings/read-settings.js";

const settings = {
  ...defaultSettings,
} as const;

function projectOf(files: Readonly<Record<string, string>>): Project {
  const manifest = { "package.json": '{ "dependencies": { "mongoose": "^9.0.0" } }' };
  return new Project({
    root: "/library",
    files: createMemoryFiles(
      Object.fromEntries(
        Object.entries({ ...manifest, ...files }).map(([name, text]) => [`/library/${name}`, text]),
      ),
    ),
    settings,
  });
}

function namesIn({ catalog }: Project): readonly string[] {
  return [...catalog.models.values()].filter(({ orm }) => orm === "mongoose").map(({ name }) => name);
}

/** The columns of a model, those with a bound left out, as `name weight`; hidden ones in brackets. */
function heavyOf(files: Readonly<Record<string, string>>, name: string): readonly string[] {
  const models = [...projectOf(files).catalog.models.values()];
  const model = models.find((one) => one.name === name);
  if (!model) throw new Error(`no ${name} among ${models.map((one) => one.name).join(", ")}`);
  return model.columns
    .filter(({ weight }) => weight !== "small")
    .map(({ name: column, weight, isHidden }) =>
      isHidden === true ? `(${column} ${weight})` : `${column} ${weight}`,
    );
}

describe("what paths hold", () => {
  test.each([
    ["a type", "Buffer", ["path binary"]],
    ["a type by its full name", "Schema.Types.Buffer", ["path binary"]],
    ["a type in words", '"Buffer"', ["path binary"]],
    ["a type with options", "{ type: Buffer, required: true }", ["path binary"]],
    ["a list", "[Buffer]", ["path binary"]],
    ["a list with options", "{ type: [{ type: Buffer }] }", ["path binary"]],
    ["a path that is left out", "{ type: Buffer, select: false }", ["(path binary)"]],
    ["paths inside", "{ name: String, photo: { data: Buffer, type: { type: String } } }", ["path binary"]],
    ["paths in a list", "[{ name: String, data: Buffer }]", ["path binary"]],
    ["a schema in place", "new Schema({ data: Buffer })", ["path binary"]],
    ["a schema under a name", "partSchema", ["path binary"]],
    ["a list of such", "[partSchema]", ["path binary"]],
    ["a schema as the type", "{ type: partSchema }", ["path binary"]],
    ["anything", "Schema.Types.Mixed", ["path large"]],
    ["an object of anything", "{}", ["path large"]],
    ["a list of anything", "[]", ["path large"]],
    ["a map", "Map", ["path large"]],
    ["a text", "String", []],
    ["a reference", '{ type: Schema.Types.ObjectId, ref: "Author" }', []],
    ["a unique buffer", "{ type: Buffer, unique: true }", []],
    ["the package buffer", "buffer", []],
  ])("%s", (_, path, expected) => {
    const text = `import { Schema, model } from "mongoose";
      import buffer from "buffer";
      const partSchema = new Schema({ data: Buffer });
      export const Book = model("Book", new Schema({ path: ${path} }));`;
    expect(heavyOf({ "src/book.ts": text }, "Book")).toEqual(expected);
  });

  test("hashes, keys and the like are short", () => {
    const paths = ["passwordHash", "salt", "publicKey", "credentialId", "scan"];
    const fields = paths.map((path) => `${path}: Buffer`).join(", ");
    const text = `import { Schema, model } from "mongoose"; model("Book", new Schema({ ${fields} }));`;
    expect(heavyOf({ "src/book.ts": text }, "Book")).toEqual(["scan binary"]);
  });
});

describe("where models come from", () => {
  const schema = `import { Schema } from "mongoose";
    export const bookSchema = new Schema({ title: String });
    bookSchema.add({ scan: Buffer });`;

  test.each([
    ["a model of an imported schema", 'model("Book", bookSchema)'],
    ["a model that may be there", 'mongoose.models.Book ?? mongoose.model("Book", bookSchema)'],
    ["a model of a connection", 'mongoose.createConnection("").model("Book", bookSchema)'],
    ["a model by a helper", 'getOrCreateModel("Book", bookSchema)'],
  ])("%s", (_, call) => {
    const text = `import mongoose, { model } from "mongoose";
      import { bookSchema } from "./schema";
      import { getOrCreateModel } from "./helper";
      export const Book = ${call};`;
    expect(heavyOf({ "src/schema.ts": schema, "src/book.ts": text }, "Book")).toEqual(["scan binary"]);
  });

  test("a model that a function makes", () => {
    const text = `import { bookSchema } from "./schema";
      export function createBook(mongoose: typeof import("mongoose")) {
        return mongoose.models.Book || mongoose.model("Book", bookSchema);
      }`;
    expect(heavyOf({ "src/schema.ts": schema, "src/book.ts": text }, "Book")).toEqual(["scan binary"]);
  });

  test("a feature of NestJS", () => {
    const text = `import { MongooseModule } from "@nestjs/mongoose";
      import { bookSchema } from "./schema";
      @Module({ imports: [MongooseModule.forFeature([{ name: "Book", schema: bookSchema }])] })
      export class BooksModule {}`;
    expect(heavyOf({ "src/schema.ts": schema, "src/book.ts": text }, "Book")).toEqual(["scan binary"]);
  });

  test("a call with the name of something else makes none", () => {
    const text = `import { createModel } from "tensors";
      createModel("Book", options);`;
    expect(namesIn(projectOf({ "src/mongoose.ts": text }))).toEqual([]);
  });
});

test("a function's body changes no model, a path does", () => {
  const before = `import { Schema, model } from "mongoose";
    export function title() { return "A"; }
    export const Book = model("Book", new Schema({ title: String }));`;
  const keyOf = (text: string): string => projectOf({ "src/book.ts": text }).catalog.fingerprint;
  expect(keyOf(before.replace('"A"', '"An example"'))).toBe(keyOf(before));
  expect(keyOf(before.replace("title: String", "title: String, scan: Buffer"))).not.toBe(keyOf(before));
});

test("a project that names no Mongoose is not looked through", () => {
  const files = createMemoryFiles({
    "/library/package.json": '{ "dependencies": {} }',
    "/library/src/book.ts": `import { Schema, model } from "mongoose"; model("Book", new Schema({}));`,
  });
  const project = new Project({ root: "/library", files, settings });
  expect(namesIn(project)).toEqual([]);
  expect(project.sources()).toEqual([]);
});
