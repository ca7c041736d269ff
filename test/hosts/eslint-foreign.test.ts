// Configuration entries without `files` switch rules for JavaScript on for Python too.
import { builtinRules } from "eslint/use-at-your-own-risk";
import tseslint from "typescript-eslint";
import { describe, expect, test } from "vitest";
import { pluginFinding } from "./eslint-fake.js";
import { majors } from "./eslint-majors.js";

const text = [
  "import os",
  "",
  "",
  "class Shelf:",
  "    def books(self, *args, **options):  # what is on it",
  "        return [book for book in Book.objects.all()]",
  "",
].join("\n");

/** Every rule of ESLint; two may not stand without options. */
const core = Object.fromEntries(
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else lists the rules
  [...builtinRules.keys()]
    .filter((name) => !["no-restricted-imports", "id-match"].includes(name))
    .map((name) => [name, "error"]),
);

describe.each(majors)("ESLint $major", ({ lint }) => {
  const { recommended } = pluginFinding().plugin.configs;
  const ours = { ruleId: "leanrows/no-unbounded-iteration", line: 6, column: 34 };

  describe.each(["root", "full"])("with traversal: %s", (traversal) => {
    const python = [...recommended, { files: ["**/*.py"], languageOptions: { traversal } }];

    test("every rule of ESLint is harmless", () => {
      expect(lint(text, [{ rules: core }, ...python])).toMatchObject([ours]);
    });

    test("so is every rule of typescript-eslint, with its parser and its project service", () => {
      const typed = { languageOptions: { parserOptions: { projectService: true } } };
      expect(lint(text, [...tseslint.configs.all, typed, ...python])).toMatchObject([ours]);
    });
  });
});
