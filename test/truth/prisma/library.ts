// The library of test/projects/prisma-library on the real Prisma and SQLite: generated, built and filled in a folder of
// its own below node_modules, where its packages are found.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, transformSync } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const project = path.join(root, "test/projects/prisma-library");

/** A library on disk. */
export interface Library {
  readonly folder: string;
  /** Runs a program on the filled database: what it notes, and the statements that it sends. */
  readonly run: (text: string) => Promise<Run>;
  /** What TypeScript says about the project with these files added; empty when it is content. */
  readonly typeErrors: (files: Readonly<Record<string, string>>) => string;
}

/** What a program did. */
export interface Run {
  readonly notes: readonly unknown[];
  readonly statements: readonly string[];
}

/** Makes the library in a folder of this name. */
export async function makeLibrary(name: string): Promise<Library> {
  const folder = path.join(root, "node_modules/.cache/leanrows", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(project, folder, { recursive: true });
  generate(folder);
  const clientFile = path.join(folder, "client.mjs");
  writeFileSync(path.join(folder, "entry.ts"), entry);
  await build({
    entryPoints: [path.join(folder, "entry.ts")],
    outfile: clientFile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  let programs = 0;
  return {
    folder,
    async run(text) {
      programs += 1;
      const file = path.join(folder, `program-${String(programs)}.mjs`);
      writeFileSync(file, transformSync(text, { loader: "ts", format: "esm" }).code);
      return runProgram(clientFile, file, path.join(folder, `library-${String(programs)}.db`));
    },
    typeErrors(files) {
      for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, "src", file), text);
      const { stdout } = spawnSync(
        process.execPath,
        [path.join(root, "node_modules/typescript/bin/tsc"), "-p", folder, "--pretty", "false"],
        { encoding: "utf8" },
      );
      for (const file of Object.keys(files)) rmSync(path.join(folder, "src", file));
      return stdout;
    },
  };
}

/** Prisma asks for an engine that only migrations need, and would download it. */
function generate(folder: string): void {
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      path.join(root, "node_modules/prisma/build/index.js"),
      "generate",
      "--schema",
      path.join(folder, "prisma/schema.prisma"),
    ],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true", CHECKPOINT_DISABLE: "1" },
    },
  );
  if (status !== 0) throw new Error(`prisma generate failed: ${stderr}`);
}

const entry = `
import { PrismaLibSql } from "@prisma/adapter-libsql";
import { PrismaClient } from "./src/generated/prisma/client";

const tables = [
  'CREATE TABLE "Author" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "name" TEXT NOT NULL, "portrait" BLOB)',
  'CREATE TABLE "Book" ("id" INTEGER PRIMARY KEY AUTOINCREMENT, "isbn" TEXT NOT NULL UNIQUE, "title" TEXT NOT NULL, "pages" INTEGER NOT NULL, "cover" BLOB NOT NULL, "authorId" INTEGER NOT NULL REFERENCES "Author" ("id"))',
  'CREATE TABLE "Loan" ("id" TEXT PRIMARY KEY, "reader" TEXT NOT NULL, "returned" BOOLEAN NOT NULL DEFAULT 0, "bookId" INTEGER NOT NULL REFERENCES "Book" ("id"))',
];

export async function runOn(url, program) {
  const client = new PrismaClient({
    adapter: new PrismaLibSql({ url }),
    log: [{ emit: "event", level: "query" }],
  });
  const statements = [];
  try {
    for (const table of tables) await client.$executeRawUnsafe(table);
    await client.author.createMany({
      data: Array.from({ length: 7 }, (_, index) => ({ name: "Author " + index, portrait: new Uint8Array(64) })),
    });
    await client.book.createMany({
      data: Array.from({ length: 1203 }, (_, index) => ({
        isbn: "isbn-" + index,
        title: "Title " + (index % 50),
        pages: (index * 37) % 400,
        cover: new Uint8Array(64),
        authorId: 1 + (index % 7),
      })),
    });
    await client.loan.createMany({
      data: Array.from({ length: 40 }, (_, index) => ({
        id: "loan-" + String(index).padStart(3, "0"),
        reader: "Reader " + index,
        returned: index % 3 === 0,
        bookId: 1 + index,
      })),
    });
    client.$on("query", ({ query }) => void statements.push(query));
    const notes = [];
    await program(client, (value) => void notes.push(value));
    return { notes, statements };
  } finally {
    await client.$disconnect();
  }
}
`;

async function runProgram(clientFile: string, file: string, database: string): Promise<Run> {
  const client: unknown = await import(pathToFileURL(clientFile).href);
  const program: unknown = await import(pathToFileURL(file).href);
  if (!isClient(client) || !isProgram(program)) throw new Error("the modules export something else");
  return client.runOn(`file:${database}`, program.run);
}

function isClient(
  module: unknown,
): module is { readonly runOn: (url: string, program: unknown) => Promise<Run> } {
  return typeof module === "object" && module !== null && "runOn" in module;
}

function isProgram(module: unknown): module is { readonly run: unknown } {
  return typeof module === "object" && module !== null && "run" in module;
}
