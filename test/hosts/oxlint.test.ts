// The program `oxlint` with the bundled plugin as a JavaScript plugin, over TypeScript.
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { check } from "../../rules/src/analyze.js";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import { Project } from "../../rules/src/project/project.js";
import { readSettings } from "../../rules/src/settings/read-settings.js";
import { elementsOf, membersOf } from "../laws/json.js";
import { bundlePlugin } from "./eslint-bundle.js";
import type { Finished } from "./run-leanrows.js";
import { runCommand } from "./run-leanrows.js";
import { writeProject } from "./shop-project.js";

const program = fileURLToPath(new URL("../../node_modules/oxlint/bin/oxlint", import.meta.url));

let plugin = "";
beforeAll(async () => {
  plugin = await bundlePlugin();
});

const code = `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();

export async function titles(): Promise<void> {
  for (const book of await prisma.book.findMany()) console.log(book.title);
}

export async function count(): Promise<number> {
  return (await prisma.book.findMany()).length;
}

export async function readers(): Promise<void> {
  // oxlint-disable-next-line leanrows/no-unbounded-iteration
  for (const loan of await prisma.loan.findMany()) console.log(loan.reader);
}
`;

const files: Readonly<Record<string, string>> = {
  "package.json": '{ "type": "module", "dependencies": { "@prisma/client": "7.10.0" } }',
  "prisma/schema.prisma": `datasource db {
  provider = "sqlite"
}
model Book {
  id    Int    @id
  title String
  cover Bytes
}
model Loan {
  id     Int    @id
  reader String
}
`,
  "src/books.ts": code,
};

const rules = ["no-binary-load", "no-load-to-count", "no-unbounded-iteration"];

function library(): string {
  const configuration = {
    jsPlugins: [plugin],
    categories: { correctness: "off" },
    rules: Object.fromEntries(rules.map((rule) => [`leanrows/${rule}`, "warn"])),
  };
  return writeProject({ ...files, ".oxlintrc.json": JSON.stringify(configuration) });
}

const oxlint = (folder: string, ...args: readonly string[]): Promise<Finished> =>
  runCommand(process.execPath, [program, ...args, "src"], folder);

describe("oxlint", { timeout: 60_000 }, () => {
  test("finds what the analysis finds, and is silent where a comment says so", async () => {
    const { stdout } = await oxlint(library(), "--format", "json");
    const { diagnostics } = membersOf(JSON.parse(stdout));
    const found = elementsOf(diagnostics).map((diagnostic) => {
      const { code: rule, message, labels } = membersOf(diagnostic);
      const { span } = membersOf(elementsOf(labels)[0]);
      return `${String(membersOf(span)["line"])} ${String(rule)} ${String(message)}`;
    });
    const root = "/library";
    const texts = createMemoryFiles(
      Object.fromEntries(Object.entries(files).map(([name, text]) => [`${root}/${name}`, text])),
    );
    const { settings } = readSettings(root, texts);
    const { findings } = check(new Project({ root, files: texts, settings }), `${root}/src/books.ts`);
    const heard = findings.filter(({ model }) => model === "Book");
    expect([heard.length, findings.length]).toEqual([3, 4]);
    expect(found.sort()).toEqual(
      heard
        .map(({ rule, message, location }) => {
          const line = code.slice(0, location.start).split("\n").length;
          return `${String(line)} leanrows(${rule}) ${message}`;
        })
        .sort(),
    );
  });

  test("applies what is safe", async () => {
    const folder = library();
    await oxlint(folder, "--fix");
    expect(readFileSync(path.join(folder, "src/books.ts"), "utf8")).toBe(
      code
        .replace("prisma.book.findMany())", "prisma.book.findMany({ omit: { cover: true } }))")
        .replace("(await prisma.book.findMany()).length", "await prisma.book.count()"),
    );
  });
});
