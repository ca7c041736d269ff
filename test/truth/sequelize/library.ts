// A library on the real Sequelize and a real SQLite, which runs in the program: filled anew for each program.
import { createRequire } from "node:module";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** What a program did. */
export interface Run {
  readonly notes: readonly unknown[];
  readonly statements: readonly string[];
}

/** The models that programs import. */
export const models = `const { DataTypes, Model, Sequelize } = require("sequelize");

const statements = [];
const sequelize = new Sequelize({
  dialect: "sqlite",
  dialectModule: require("sql.js-as-sqlite3"),
  storage: ":memory:",
  logging: (statement) => statements.push(statement.replace(/^Executing [^:]*: /, "")),
});

class Author extends Model {}
Author.init({ name: DataTypes.STRING, portrait: DataTypes.BLOB }, { sequelize, timestamps: false });

class Book extends Model {}
Book.init(
  {
    isbn: { type: DataTypes.STRING, unique: true },
    title: DataTypes.STRING,
    pages: DataTypes.INTEGER,
    cover: DataTypes.BLOB("long"),
  },
  { sequelize, timestamps: false },
);

const Loan = sequelize.define(
  "Loan",
  { id: { type: DataTypes.STRING, primaryKey: true }, reader: DataTypes.STRING, returned: DataTypes.BOOLEAN },
  { timestamps: false },
);

Author.hasMany(Book, { as: "books", foreignKey: "authorId" });
Book.belongsTo(Author, { as: "author", foreignKey: "authorId" });
Book.hasMany(Loan, { foreignKey: "bookId" });
Loan.belongsTo(Book, { foreignKey: "bookId" });

module.exports = { sequelize, statements, Author, Book, Loan };
`;

const fill = `const { sequelize, statements, Author, Book, Loan } = require("./models");

module.exports = async (run) => {
  await sequelize.sync({ force: true });
  await Author.bulkCreate(
    Array.from({ length: 7 }, (_, index) => ({ name: "Author " + index, portrait: Buffer.alloc(64) })),
  );
  await Book.bulkCreate(
    Array.from({ length: 1203 }, (_, index) => ({
      isbn: "isbn-" + index,
      title: "Title " + (index % 50),
      pages: (index * 37) % 400,
      cover: Buffer.alloc(64),
      authorId: 1 + (index % 7),
    })),
  );
  await Loan.bulkCreate(
    Array.from({ length: 40 }, (_, index) => ({
      id: "loan-" + String(index).padStart(3, "0"),
      reader: "Reader " + index,
      returned: index % 3 === 0,
      bookId: 1 + index,
    })),
  );
  statements.length = 0;
  const notes = [];
  await run((value) => notes.push(value));
  const sent = [...statements];
  const left = [await Author.count(), await Book.count(), await Loan.count()];
  await sequelize.close();
  return { notes: [...notes, left], statements: sent };
};
`;

/** A place below node_modules, where the packages are found, for programs to run in. */
export function makeLibrary(name: string): { readonly run: (text: string) => Promise<Run> } {
  const folder = path.join(root, "node_modules/.cache/leanrows", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let programs = 0;
  return {
    async run(text) {
      programs += 1;
      const own = path.join(folder, String(programs));
      mkdirSync(own);
      writeFileSync(path.join(own, "package.json"), '{ "type": "commonjs" }');
      writeFileSync(path.join(own, "models.js"), models);
      writeFileSync(path.join(own, "fill.js"), fill);
      writeFileSync(path.join(own, "program.js"), transformSync(text, { loader: "ts", format: "cjs" }).code);
      const load = createRequire(path.join(own, "fill.js"));
      const filled: unknown = load("./fill.js");
      const program: unknown = load("./program.js");
      if (!isFill(filled) || !isProgram(program)) throw new Error("the modules export something else");
      const result: unknown = await filled(program.run);
      if (!isRun(result)) throw new Error("the program gave something else");
      return result;
    },
  };
}

function isFill(module: unknown): module is (run: unknown) => Promise<unknown> {
  return typeof module === "function";
}

function isProgram(module: unknown): module is { readonly run: unknown } {
  return typeof module === "object" && module !== null && "run" in module;
}

function isRun(value: unknown): value is Run {
  return typeof value === "object" && value !== null && "notes" in value && "statements" in value;
}
