// What the plugin does with findings, in both majors of ESLint; the analysis is a fake.
import type { ESLint } from "eslint";
import { defineConfig } from "eslint/config";
import { describe, expect, test } from "vitest";
import { pluginFinding, streamFix } from "./eslint-fake.js";
import { majors } from "./eslint-majors.js";

const rule = "leanrows/no-unbounded-iteration";
const message = "All rows of Book are held in memory";
const loop = "for book in Book.objects.all():\n    print(book)\n";

describe.each(majors)("ESLint $major", ({ lint, fix, testRule }) => {
  const recommended = pluginFinding().plugin.configs.recommended;

  test("reports the place and the text of a finding", () => {
    const [problem, ...others] = lint(`import os\n${loop}`, recommended);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      ruleId: rule,
      message,
      severity: 2,
      line: 2,
      column: 13,
      endLine: 2,
      endColumn: 31,
    });
    expect(problem?.fix).toBeUndefined();
    expect(problem?.suggestions).toBeUndefined();
  });

  test.each(["\r\n", "\r"])("counts lines that end with %j", (newline) => {
    const [problem] = lint(`import os\n${loop}`.replaceAll("\n", newline), recommended);
    expect(problem).toMatchObject({ line: 2, column: 13, endLine: 2, endColumn: 31 });
  });

  test("keeps a byte order mark and does not count it", () => {
    const { plugin, asked } = pluginFinding({}, (finding) => [streamFix(finding)]);
    expect(lint(`\uFEFF${loop}`, plugin.configs.recommended)[0]).toMatchObject({ line: 1, column: 13 });
    expect(asked.files[0]?.text).toBe(loop);
    expect(fix(`\uFEFF${loop}`, plugin.configs.recommended)).toBe(
      `\uFEFF${loop.replace("all()", "all().iterator()")}`,
    );
  });

  test("analyzes a file once for all rules", () => {
    const { plugin, asked } = pluginFinding();
    lint(loop, plugin.configs.strict);
    expect(asked.files).toHaveLength(1);
  });

  test("the first safe fix is applied by --fix, the others are suggestions", () => {
    const { plugin } = pluginFinding({}, (finding) => [
      streamFix(finding, { title: "Differs", safety: "suggestion" }),
      streamFix(finding),
      streamFix(finding, {
        title: "Safe, but second",
        edits: [{ ...finding.location, text: "Book.objects.values()" }],
      }),
    ]);
    const [problem] = lint(loop, plugin.configs.recommended);
    expect(problem?.fix).toEqual({ range: [30, 30], text: ".iterator()" });
    expect(problem?.suggestions?.map(({ desc, fix: { text } }) => [desc, text])).toEqual([
      ["Differs", ".iterator()"],
      ["Safe, but second", "Book.objects.values()"],
    ]);
  });

  test("a fix that changes another file too is left out", () => {
    const { plugin } = pluginFinding({}, (finding) => [
      streamFix(finding, {
        edits: [...streamFix(finding).edits, { file: "/shop/models.py", start: 0, end: 0, text: "#" }],
      }),
    ]);
    const [problem] = lint(loop, plugin.configs.recommended);
    expect(problem).toMatchObject({ ruleId: rule });
    expect(problem?.fix).toBeUndefined();
    expect(problem?.suggestions).toBeUndefined();
  });

  test("edits of one fix become one replacement that keeps what is between", () => {
    const { plugin } = pluginFinding({}, (finding) => [
      streamFix(finding, {
        edits: [
          { file: finding.location.file, start: 0, end: 0, text: "import itertools\n" },
          ...streamFix(finding).edits,
        ],
      }),
    ]);
    expect(lint(loop, plugin.configs.recommended)[0]?.fix).toEqual({
      range: [0, 30],
      text: "import itertools\nfor book in Book.objects.all().iterator()",
    });
  });

  test("information is reported only when somebody asks for it", () => {
    const { plugin } = pluginFinding({ severity: "info" });
    const withOption = { files: ["**/*.py"], rules: { [rule]: ["warn", { info: true }] } };
    const withSetting = { settings: { leanrows: { info: true } } };
    const without = { files: ["**/*.py"], rules: { [rule]: ["warn", { info: false }] } };
    expect(lint(loop, plugin.configs.recommended)).toEqual([]);
    expect(lint(loop, [...plugin.configs.recommended, withOption])).toMatchObject([{ severity: 1, message }]);
    expect(lint(loop, [...plugin.configs.recommended, withSetting])).toMatchObject([
      { severity: 2, message },
    ]);
    expect(lint(loop, [...plugin.configs.recommended, withSetting, without])).toEqual([]);
  });

  test("strict rules are on in strict only, and can be switched on one by one", () => {
    const { plugin } = pluginFinding({ rule: "no-wide-load" });
    const single = { files: ["**/*.py"], rules: { "leanrows/no-wide-load": "warn" } };
    expect(lint(loop, plugin.configs.recommended)).toEqual([]);
    expect(lint(loop, plugin.configs.strict)).toHaveLength(1);
    expect(lint(loop, [...plugin.configs.recommended, single])).toMatchObject([{ severity: 1 }]);
  });

  test("hands settings over to the analysis, without what is ESLint's own", () => {
    const { plugin, asked } = pluginFinding();
    const settings = { leanrows: { root: "backend", info: true, smallModels: ["Country"] } };
    lint(loop, [...plugin.configs.strict, { settings }]);
    expect(asked.files[0]?.settings).toEqual({
      root: "backend",
      info: true,
      values: { preset: "strict", smallModels: ["Country"] },
    });
  });

  test.each([
    [{ root: 1 }, "root"],
    [{ info: "yes" }, "info"],
    ["strict", "leanrows"],
  ])("settings %j are refused with the name of the key", (leanrows, key) => {
    const config = [...pluginFinding().plugin.configs.recommended, { settings: { leanrows } }];
    expect(() => lint(loop, config)).toThrow(new RegExp(`settings\\.leanrows.*Expected`));
    expect(() => lint(loop, config)).toThrow(key);
  });

  test("a defect in the analysis is one problem of that file", () => {
    expect(lint("DEFECT", pluginFinding().plugin.configs.strict)).toMatchObject([
      {
        message: "The file could not be checked: internal error, please report it: a defect",
        line: 1,
        column: 1,
      },
    ]);
  });

  test("stubs are Python too", () => {
    expect(lint(loop, recommended, "shop/reports.pyi")).toHaveLength(1);
  });

  test("rules run on JavaScript and TypeScript files", () => {
    const script = "const books = Book.objects.all()";
    expect(lint(script, recommended, "shop/reports.js")).toMatchObject([{ line: 1, column: 15 }]);
    expect(lint(script, recommended, "shop/reports.ts")).toMatchObject([{ line: 1, column: 15 }]);
  });

  describe("comments", () => {
    test.each([
      ["on the line", `for book in Book.objects.all():  # eslint-disable-line ${rule}\n    pass\n`],
      ["on the next line", `# eslint-disable-next-line ${rule} -- few books\n${loop}`],
      [
        "on the next line, among others",
        `# eslint-disable-next-line ${rule}, leanrows/no-wide-load\n${loop}`,
      ],
      ["in the file", `# eslint-disable ${rule}\n${loop}`],
      ["all rules", `# eslint-disable\n${loop}`],
    ])("%s silence a rule", (_place, text) => {
      expect(lint(text, recommended).filter(({ ruleId }) => ruleId === rule)).toEqual([]);
    });

    test("end where a rule is enabled again", () => {
      const text = `# eslint-disable\n${loop}# eslint-enable\n${loop}`;
      expect(lint(text, recommended)).toMatchObject([{ ruleId: rule, line: 5 }]);
    });

    test("in strings are no comments", () => {
      expect(lint(`x = "# eslint-disable"\n${loop}`, recommended)).toMatchObject([{ line: 2 }]);
    });

    test("that silence nothing are reported and can be removed", () => {
      const unused = [...recommended, { linterOptions: { reportUnusedDisableDirectives: "error" } }];
      const text = `x = 1  # eslint-disable-line ${rule}\n`;
      expect(lint(text, unused)).toMatchObject([{ ruleId: null, line: 1, column: 8 }]);
      expect(fix(text, unused)).toBe("x = 1   \n");
      const both = loop.replace(":\n", `:  # eslint-disable-line leanrows/no-wide-load, ${rule}\n`);
      expect(fix(both, unused)).toBe(both.replace("leanrows/no-wide-load, ", ""));
    });

    test("configure a rule for the file", () => {
      expect(lint(`# eslint ${rule}: "warn"\n${loop}`, recommended)).toMatchObject([{ severity: 1 }]);
      expect(lint(`# eslint ${rule}: off\n${loop}`, recommended)).toEqual([]);
      expect(lint(`# eslint ${rule}: ["error"\n${loop}`, recommended)[0]).toMatchObject({
        ruleId: null,
        line: 1,
      });
    });
  });

  describe("broken Python", () => {
    const broken = `${loop}def (:\n`;

    test("is checked as far as it can be read", () => {
      expect(lint(broken, recommended)).toMatchObject([{ ruleId: rule, line: 1 }]);
    });

    test("is a fatal error if tolerant is off", () => {
      const [problem] = lint(broken, [
        ...recommended,
        { files: ["**/*.py"], languageOptions: { tolerant: false } },
      ]);
      expect(problem).toMatchObject({ ruleId: null, fatal: true, line: 3 });
    });
  });

  describe("options of the language", () => {
    test("that do not exist are refused", () => {
      const config = [...recommended, { files: ["**/*.py"], languageOptions: { tolerent: true } }];
      expect(() => lint(loop, config)).toThrow('Unexpected key "tolerent"');
    });

    test("of JavaScript are ignored, as entries without files merge them into every language", () => {
      const parser = { meta: { name: "other", version: "1" }, parse: () => ({}) };
      const foreign = {
        languageOptions: {
          parser,
          ecmaVersion: 2024,
          sourceType: "module",
          globals: { x: "readonly" },
          parserOptions: {},
        },
      };
      expect(lint(loop, [foreign, ...recommended])).toHaveLength(1);
    });

    test("traversal: full lets rules of others visit every node", () => {
      const restrict = {
        files: ["**/*.py"],
        rules: { "no-restricted-syntax": ["error", 'Call[func.attr="all"]', "FunctionDef > Return"] },
      };
      const text = `${loop}def read():\n    return 1\n`;
      const full = { files: ["**/*.py"], languageOptions: { traversal: "full" } };
      const found = lint(text, [...recommended, restrict, full]).filter(
        ({ ruleId }) => ruleId === "no-restricted-syntax",
      );
      expect(found.map(({ line, column }) => [line, column])).toEqual([
        [1, 13],
        [4, 5],
      ]);
      expect(lint(text, [...recommended, restrict])).toHaveLength(1);
    });
  });

  test("can be used under another name", () => {
    const { plugin } = pluginFinding();
    const config = defineConfig([{ plugins: { lean: anyPlugin(plugin) }, extends: ["lean/recommended"] }]);
    expect(lint(loop, config)).toMatchObject([{ ruleId: "lean/no-unbounded-iteration" }]);
  });

  test("rule tester with the language", () => {
    const { plugin } = pluginFinding({}, (finding) => [
      streamFix(finding),
      streamFix(finding, {
        title: "Limit the rows",
        safety: "suggestion",
        edits: [{ ...finding.location, text: "[]" }],
      }),
    ]);
    const output = loop.replace("all()", "all().iterator()");
    const limited = loop.replace("Book.objects.all()", "[]");
    testRule(
      "no-unbounded-iteration",
      plugin.rules["no-unbounded-iteration"] ?? {},
      { plugins: { leanrows: plugin }, language: "leanrows/python" },
      {
        valid: [{ code: "for book in []:\n    pass\n" }],
        invalid: [
          {
            code: loop,
            output,
            errors: [
              {
                messageId: "finding",
                data: { message },
                line: 1,
                column: 13,
                suggestions: [{ messageId: "fix", data: { title: "Limit the rows" }, output: limited }],
              },
            ],
          },
        ],
      },
    );
  });
});

/** The types of rules differ between ESLint and its TypeScript plugin kit. */
function anyPlugin(plugin: object): ESLint.Plugin {
  return plugin;
}
