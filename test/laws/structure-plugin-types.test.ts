// The hand-kept declaration of the ESLint plugin tells what the plugin has; that ESLint accepts it is for the compiler.
import { expect, test } from "vitest";
import type declared from "../../rules/index.js";
import plugin from "../../rules/src/eslint/plugin.js";

test("the declared configurations are those of the plugin", () => {
  const configurations: Readonly<Record<keyof (typeof declared)["configs"], unknown>> = plugin.configs;
  const names: Readonly<Record<keyof (typeof declared)["configs"], true>> = {
    recommended: true,
    strict: true,
    python: true,
    javascript: true,
  };
  expect(Object.keys(configurations).sort()).toEqual(Object.keys(names).sort());
});
