// The list of rules is the folder's.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { rules } from "../../rules/src/rules/index.js";
import { rulesIndex } from "../../scripts/generate-index.mjs";

test("the index lists the files of the folder: npx tsx scripts/generate-index.mts", () => {
  const index = readFileSync(new URL("../../rules/src/rules/index.ts", import.meta.url), "utf8");
  expect(index).toBe(rulesIndex());
});

test("a rule yields to rules that exist", () => {
  const names = rules.map(({ name }) => name);
  expect(rules.flatMap(({ yieldsTo }) => yieldsTo).filter((name) => !names.includes(name))).toEqual([]);
});
