import { describe, expect, test } from "vitest";
import { createMemoryFiles } from "../../rules/src/project/memory-files.js";
import type { SettingsRead } from "../../rules/src/settings/read-settings.js";
import {
  defaultSettings,
  overridesName,
  readSettings,
  readSettingsFrom,
} from "../../rules/src/settings/read-settings.js";

const json = "/shop/leanrows.config.json";
const toml = "/shop/pyproject.toml";

function read(
  files: Readonly<Record<string, string>>,
  overrides: Readonly<Record<string, unknown>> = {},
): SettingsRead {
  return readSettings("/shop", createMemoryFiles(files), overrides);
}

function messages(config: unknown): readonly string[] {
  return read({ [json]: JSON.stringify(config) }).problems.map(({ message }) => message);
}

describe("where settings come from", () => {
  test("without any file they are the defaults", () => {
    expect(read({})).toEqual({ settings: defaultSettings, problems: [], sources: [] });
  });

  test("leanrows.config.json", () => {
    const settings = {
      preset: "strict",
      rules: { "no-fake-stream": "off", "no-false-bound": "info" },
      minimum: "narrowed",
      smallModels: ["Country", "billing.Plan"],
      largeModels: ["Tag"],
      batchHelpers: ["queryset_in_batches"],
      include: ["src/**"],
      exclude: ["**/legacy/**"],
      tests: true,
      versions: { django: "5.2" },
      database: "postgresql",
      serverSideCursors: false,
    };
    const config = {
      $schema: "node_modules/eslint-plugin-leanrows/schema/settings.schema.json",
      ...settings,
    };
    expect(read({ [json]: JSON.stringify(config) })).toEqual({ settings, problems: [], sources: [json] });
  });

  test("[tool.leanrows] in pyproject.toml", () => {
    const text = [
      "[project]",
      'name = "shop"',
      "[tool.leanrows]",
      'minimum = "all"',
      'smallModels = ["Country"]',
      "[tool.leanrows.rules]",
      'no-binary-load = "error"',
      "[tool.ruff]",
      "line-length = 100",
    ].join("\n");
    expect(read({ [toml]: text })).toEqual({
      settings: {
        ...defaultSettings,
        minimum: "all",
        smallModels: ["Country"],
        rules: { "no-binary-load": "error" },
      },
      problems: [],
      sources: [toml],
    });
  });

  test("a pyproject.toml that says nothing about us is no source, even if it is broken", () => {
    expect(read({ [toml]: '[project]\nname = "shop"\n' }).sources).toEqual([]);
    expect(read({ [toml]: "[project\n" })).toEqual({ settings: defaultSettings, problems: [], sources: [] });
    expect(read({ [toml]: '[project]\ndependencies = ["leanrows"]\n' }).sources).toEqual([]);
  });

  test("the host counts over leanrows.config.json, and that over pyproject.toml", () => {
    const { settings, sources } = read(
      {
        [toml]:
          '[tool.leanrows]\nminimum = "all"\ntests = true\nsmallModels = ["Country"]\nrules = { no-load-to-count = "off", no-fake-stream = "off" }\n',
        [json]: JSON.stringify({
          minimum: "narrowed",
          smallModels: ["Currency"],
          rules: { "no-fake-stream": "info" },
        }),
      },
      { minimum: "parent", rules: { "no-binary-load": "error" }, versions: { django: "4.2" } },
    );
    expect(settings).toEqual({
      ...defaultSettings,
      minimum: "parent",
      tests: true,
      smallModels: ["Currency"],
      rules: { "no-load-to-count": "off", "no-fake-stream": "info", "no-binary-load": "error" },
      versions: { django: "4.2" },
    });
    expect(sources).toEqual([toml, json]);
  });

  test("what a host leaves undefined is not set", () => {
    expect(read({}, { preset: undefined }).settings).toEqual(defaultSettings);
  });

  test("another file in the place of the project's own", () => {
    const files = createMemoryFiles({
      [json]: '{ "tests": true }',
      "/ci/lean.json": '{ "preset": "strict" }',
    });
    expect(readSettingsFrom("/ci/lean.json", files, { minimum: "all" })).toEqual({
      settings: { ...defaultSettings, preset: "strict", minimum: "all" },
      problems: [],
      sources: ["/ci/lean.json"],
    });
    expect(readSettingsFrom("/ci/other.json", files).problems).toEqual([
      { file: "/ci/other.json", key: "", message: "there is no such file" },
    ]);
    expect(readSettingsFrom("/ci/other.toml", files).problems).toHaveLength(1);
  });
});

describe("what is wrong with them", () => {
  test("names file, key, allowed values and what was given", () => {
    expect(read({ [json]: '{ "minimum": "some", "tests": true }' })).toEqual({
      settings: { ...defaultSettings, tests: true },
      problems: [
        {
          file: json,
          key: "minimum",
          message: '"minimum" must be "all", "narrowed" or "parent", not "some"',
        },
      ],
      sources: [json],
    });
  });

  test.each([
    [{ preset: "stict" }, '"preset" must be "recommended" or "strict", not "stict" (did you mean "strict"?)'],
    [{ preset: null }, '"preset" must be "recommended" or "strict", not null'],
    [{ tests: "yes" }, '"tests" must be true or false, not "yes"'],
    [{ smallModels: "Country" }, '"smallModels" must be a list, not "Country"'],
    [{ smallModels: ["Country", 7] }, '"smallModels[1]" must be a text, not 7'],
    [{ exclude: [""] }, '"exclude[0]" must be a text, not ""'],
    [{ versions: { django: 5.2 } }, '"versions.django" must be a text, not 5.2'],
    [{ versions: ["5.2"] }, '"versions" must be a table of names and values, not ["5.2"]'],
    [
      { rules: { "no-fake-stream": "warn" } },
      '"rules.no-fake-stream" must be "off", "info", "warning" or "error", not "warn" (did you mean "warning"?)',
    ],
    [
      { database: "mariadb" },
      '"database" must be "postgresql", "mysql", "sqlite" or "oracle", not "mariadb"',
    ],
  ])("%j", (config, message) => {
    expect(messages(config)).toEqual([message]);
  });

  test.each([
    ["presets", "preset"],
    ["small-models", "smallModels"],
    ["small_models", "smallModels"],
    ["excludes", "exclude"],
    ["rule", "rules"],
  ])("a key that does not exist: %s", (wrong, meant) => {
    expect(messages({ [wrong]: [] })[0]).toMatch(
      `"${wrong}" is no setting (did you mean "${meant}"?); known are preset, `,
    );
  });

  test("a key that resembles none gets no guess", () => {
    expect(messages({ colour: "red" })[0]).toMatch(/^"colour" is no setting; known are preset, rules, /);
  });

  test("a rule that does not exist", () => {
    expect(messages({ rules: { "no-unbounded-iterations": "off" } })[0]).toMatch(
      '"rules.no-unbounded-iterations" is no rule (did you mean "no-unbounded-iteration"?)',
    );
  });

  test("all problems are told at once, each with its source", () => {
    const { problems } = read(
      { [json]: '{ "tests": 1, "preset": 2 }', [toml]: "[tool.leanrows]\ntests = 1979-05-27\n" },
      { minimum: "none" },
    );
    expect(problems.map(({ file, key }) => [file, key])).toEqual([
      [toml, "tests"],
      [json, "tests"],
      [json, "preset"],
      [overridesName, "minimum"],
    ]);
  });

  test.each([
    [json, "{", /^the file cannot be parsed: /],
    [json, "[]", /^the file must hold an object/],
    [toml, "[tool.leanrows]\npreset = \n", /^the file cannot be parsed: line 2, column \d+$/],
    [toml, '[tool]\nleanrows = "strict"\n', /^"tool.leanrows" must be a table$/],
  ])("%s holding %j", (file, text, message) => {
    const { settings, problems } = read({ [file]: text });
    expect(settings).toEqual(defaultSettings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file, key: "" });
    expect(problems[0]?.message).toMatch(message);
  });
});
