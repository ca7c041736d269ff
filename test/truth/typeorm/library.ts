// The library of test/projects/typeorm-library on the real TypeORM and SQLite, compiled to WebAssembly: built in a folder
// of its own below node_modules, where its packages are found.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const project = path.join(root, "test/projects/typeorm-library");

/** A library on disk. */
export interface Library {
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

/** Makes the library in a folder of this name, on the TypeORM that is installed as `typeorm`. */
export function makeLibrary(name: string, typeorm: string): Library {
  const folder = path.join(root, "node_modules/.cache/leanrows", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(project, folder, { recursive: true });
  let programs = 0;
  return {
    async run(text) {
      programs += 1;
      const number = String(programs);
      writeFileSync(path.join(folder, `src/program${number}.ts`), text);
      const entry = path.join(folder, `src/entry${number}.ts`);
      writeFileSync(entry, entryOf(`./program${number}`));
      const outfile = path.join(folder, `run${number}.mjs`);
      await build({
        entryPoints: [entry],
        outfile,
        bundle: true,
        packages: "external",
        alias: typeorm === "typeorm" ? {} : { typeorm },
        platform: "node",
        format: "esm",
        logLevel: "error",
        tsconfig: path.join(folder, "tsconfig.json"),
      });
      // Decorators write into one storage of the process, which each version of TypeORM understands in its own way.
      Reflect.deleteProperty(globalThis, "typeormMetadataArgsStorage");
      const made: unknown = await import(pathToFileURL(outfile).href);
      if (!isRunnable(made)) throw new Error("the module exports something else");
      return made.runProgram();
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

function entryOf(program: string): string {
  return `
import { DataSource } from "typeorm";
import { Author, Book, Loan, ShelfSchema } from "./entities";
import { run } from "${program}";

const range = (length) => Array.from({ length }, (_, index) => index);

export async function runProgram() {
  const statements = [];
  const quiet = () => undefined;
  const logger = {
    logQuery: (text) => void statements.push(text),
    logQueryError: quiet, logQuerySlow: quiet, logSchemaBuild: quiet, logMigration: quiet, log: quiet,
  };
  const dataSource = new DataSource({
    type: "sqljs", entities: [Author, Book, Loan, ShelfSchema], synchronize: true, logging: true, logger,
  });
  await dataSource.initialize();
  const fill = (entity, rows) => dataSource.createQueryBuilder().insert().into(entity).values(rows).execute();
  await fill(Author, range(7).map((index) => ({ name: "Author " + index, portrait: Buffer.alloc(64) })));
  for (const part of range(13))
    await fill(Book, range(100).map((one) => part * 100 + one).filter((index) => index < 1203).map((index) => ({
      isbn: "isbn-" + index, title: "Title " + (index % 50), pages: (index * 37) % 400,
      cover: Buffer.alloc(64), scan: Buffer.alloc(64), authorId: 1 + (index % 7),
    })));
  await fill(Loan, range(40).map((index) => ({
    id: "loan-" + String(index).padStart(3, "0"), reader: "Reader " + index, returned: index % 3 === 0,
    book: { id: 1 + index },
  })));
  await fill(ShelfSchema, range(9).map((index) => ({ room: "Room " + index, plan: Buffer.alloc(64) })));
  statements.length = 0;
  const notes = [];
  try {
    await run(dataSource, (value) => void notes.push(value));
    return { notes, statements: [...statements] };
  } finally {
    await dataSource.destroy();
  }
}
`;
}

function isRunnable(module: unknown): module is { readonly runProgram: () => Promise<Run> } {
  return typeof module === "object" && module !== null && "runProgram" in module;
}
