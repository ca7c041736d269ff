// Models that any code declares: read where a package list names their ORM, and read again only when they say something else.
import { expect, test } from "vitest";
import { check } from "../../rules/src/analyze.js";
import { openLibrary } from "./library.js";

const entity = `
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

@Entity()
export class Book {
  @PrimaryGeneratedColumn()
  id: number;

  @Column("bytea")
  cover: Buffer;

  label() {
    return String(this.id);
  }
}
`;

const titles = `
import { Repository } from "typeorm";
import { Book } from "./book";

export async function ids(books: Repository<Book>) {
  for (const book of await books.find()) console.log(book.id);
}
`;

const typeorm = '{ "dependencies": { "typeorm": "1.1.1" } }';
const texts = { "package.json": typeorm, "src/book.ts": entity, "src/titles.ts": titles };

function rulesIn({ project }: ReturnType<typeof openLibrary>): readonly string[] {
  return check(project, "/library/src/titles.ts").findings.map(({ rule }) => rule);
}

function entitiesIn({ project }: ReturnType<typeof openLibrary>): readonly string[] {
  return [...project.catalog.models.values()].filter(({ orm }) => orm === "typeorm").map(({ name }) => name);
}

test("a project that does not use an ORM has none of its models", () => {
  const library = openLibrary({ ...texts, "package.json": '{ "dependencies": { "other": "1.0.0" } }' });
  expect(entitiesIn(library)).toEqual([]);
  expect(library.project.tablesFor("/library/src/titles.ts").map(({ name }) => name)).not.toContain(
    "typeorm",
  );
  expect(rulesIn(library)).toEqual([]);
  library.write("package.json", typeorm);
  expect(rulesIn(library)).toContain("no-binary-load");
});

test("without a package list, what is imported decides", () => {
  const library = openLibrary({ "src/book.ts": entity, "src/titles.ts": titles });
  expect(rulesIn(library)).toContain("no-binary-load");
});

test("the body of a method changes no model, a column does", () => {
  const library = openLibrary(texts);
  const { fingerprint } = library.project.catalog;
  library.write("src/book.ts", entity.replace("String(this.id)", '"none"'));
  expect(library.project.catalog.fingerprint).toBe(fingerprint);
  library.write("src/book.ts", entity.replace('"bytea"', '"varchar"'));
  expect(library.project.catalog.fingerprint).not.toBe(fingerprint);
  expect(rulesIn(library)).not.toContain("no-binary-load");
});

test("an entity that goes or comes is noticed", () => {
  const library = openLibrary(texts);
  expect(rulesIn(library)).toContain("no-binary-load");
  library.remove("src/book.ts");
  expect(entitiesIn(library)).toEqual([]);
  expect(rulesIn(library)).toEqual([]);
  library.write("src/book.ts", entity);
  expect(rulesIn(library)).toContain("no-binary-load");
});

test("a class in between that another file declares is followed", () => {
  const library = openLibrary({
    ...texts,
    "src/novel.ts":
      'import { Entity } from "typeorm";\nimport { Long } from "./long";\n@Entity()\nexport class Novel extends Long {}\n',
    "src/long.ts": 'import { Book } from "./book";\nexport class Long extends Book {}\n',
  });
  const columnsOf = (): readonly string[] =>
    [...library.project.catalog.models.values()]
      .find(({ name }) => name === "Novel")
      ?.columns.map(({ name }) => name) ?? [];
  expect(columnsOf()).toEqual(["id", "cover"]);
  library.write("src/long.ts", "export class Long {}\n");
  expect(columnsOf()).toEqual([]);
});
