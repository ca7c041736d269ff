// The pages of rules say what the rules say of themselves, and have the same parts.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rules } from "../../rules/src/rules/index.js";
import { pagesWithTable, withTable } from "../../scripts/rules-table.mjs";
import { membersOf } from "../laws/json.js";
import { repositoryFiles } from "../laws/repository-files.js";
import { readPage } from "../specs/runner/page.js";
import { specsOf } from "../specs/runner/spec.js";

const parts = [
  "What happens",
  "Example",
  "How to change it",
  "What the fix changes",
  "When it is silent",
  "When to ignore it",
  "Settings",
];

const presets = { recommended: "On in `recommended` and `strict`.", strict: "On in `strict`." };

describe.each(rules)("$name", ({ name, description, preset }) => {
  const text = read(`docs/rules/${name}.md`);
  const [page] = readPage(text);

  test("has a page that starts with its name, its description and its preset", () => {
    expect(text.split("\n\n").slice(0, 3)).toEqual([`# ${name}`, `${description}.`, presets[preset]]);
  });

  test("has a page with all parts", () => {
    expect(page?.sections.map(({ title }) => title)).toEqual(parts);
  });

  test("has a page that says how to silence it", () => {
    expect(text).toMatch(
      new RegExp(`^A comment silences one line: \`# leanrows: ignore\\[${name}\\]\`\\.$`, "m"),
    );
  });

  test("has an example that it finds, and code on which it is silent", () => {
    const expected = specsOf(page ? [page] : []).map(({ titles, code }) => ({
      part: titles[1],
      rules: [...code.values()]
        .flatMap(({ expectations }) => [...expectations.values()].flat())
        .flatMap(({ kind, words }) => (kind === "finding" ? [words] : [])),
    }));
    expect(expected.filter(({ part }) => part === "Example").flatMap((one) => one.rules)).toContain(name);
    const silent = expected.filter(({ part }) => part === "When it is silent");
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.flatMap((one) => one.rules)).not.toContain(name);
  });

  test("is described alike in VS Code's settings", () => {
    const manifest: unknown = JSON.parse(read("package.json"));
    const settings = ["contributes", "configuration", "properties", "leanrows.rules", "properties", name];
    const setting = settings.reduce<unknown>((at, key) => membersOf(at)[key], manifest);
    expect(membersOf(setting)["markdownDescription"]).toBe(`${description}.`);
  });
});

test("each page is a rule's", () => {
  const pages = repositoryFiles().flatMap(({ path }) => /^docs\/rules\/(no-.*)\.md$/.exec(path)?.[1] ?? []);
  expect(pages.sort()).toEqual(rules.map(({ name }) => name).sort());
});

test.each(pagesWithTable)(
  "$page has the table of rules: npx tsx scripts/rules-table.mts",
  ({ page, folder }) => {
    expect(read(page)).toBe(withTable(read(page), folder));
  },
);

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}
