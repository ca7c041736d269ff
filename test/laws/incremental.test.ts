// What a project says after edits is what a project says that is opened on the edited files: over random edits of functions,
// models and settings, among them half-typed ones. A failure names the seed and the edits, so that it can be had again.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { check } from "../../rules/src/analyze.js";
import type { Project } from "../../rules/src/project/project.js";
import { openLibrary } from "../project/library.js";
import { editsFrom, randomFrom, woven } from "./random-edits.js";

const projects = fileURLToPath(new URL("../projects/", import.meta.url));

const cases = [
  { name: "django-shop", ends: [".py", ".txt"], turns: 60 },
  { name: "prisma-library", ends: [".ts", ".json", ".prisma"], turns: 40 },
] as const;

test.each(cases)(
  "$name: an incremental answer equals a fresh one",
  { timeout: 600_000 },
  ({ name, ends, turns }) => {
    const seed = 20;
    const random = randomFrom(seed);
    const original = {
      ...textsOf(name, ends),
      ...(name === "django-shop" ? { [woven.file]: woven.text } : {}),
    };
    const texts = new Map(Object.entries(original));
    const { project, write, remove } = openLibrary(original, { preset: "strict" });
    const done: string[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      for (const edit of editsFrom(random, texts, original)) {
        done.push(edit.description);
        if (edit.text === undefined) {
          texts.delete(edit.file);
          remove(edit.file);
        } else {
          texts.set(edit.file, edit.text);
          write(edit.file, edit.text);
        }
      }
      const fresh = openLibrary(Object.fromEntries(texts), { preset: "strict" }).project;
      const expected = fresh.sources().map((file) => told(fresh, file));
      const actual = project.sources().map((file) => told(project, file));
      expect(actual, `seed ${seed}, after:\n${done.join("\n")}`).toEqual(expected);
    }
    const found = project.sources().flatMap((file) => check(project, file).findings);
    expect(found.length).toBeGreaterThan(5);
  },
);

/** What hosts can tell of a file; of a load they tell no models, which are immutable and may be of another time. */
function told(project: Project, file: string): unknown {
  const { findings, problems } = check(project, file);
  return {
    file,
    problems,
    findings: findings.map(({ load: { rows, columns, delivery }, ...finding }) => ({
      ...finding,
      load: { rows, columns, delivery },
    })),
  };
}

function textsOf(name: string, ends: readonly string[]): Readonly<Record<string, string>> {
  const root = path.join(projects, name);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (file) => ends.some((end) => file.endsWith(end)) && !file.includes("node_modules"),
  );
  return Object.fromEntries(
    files.map((file) => [file.split(path.sep).join("/"), readFileSync(path.join(root, file), "utf8")]),
  );
}
