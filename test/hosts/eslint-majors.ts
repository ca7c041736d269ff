import * as current from "eslint";
import * as previous from "eslint9";

/** A major of ESLint that the plugin supports. */
export interface Major {
  readonly major: 9 | 10;
  /** The program of this major. */
  readonly bin: string;
  readonly lint: (text: string, config: readonly object[], filename?: string) => readonly Message[];
  /** Fixes until nothing changes, as `--fix` does. */
  readonly fix: (text: string, config: readonly object[], filename?: string) => string;
  readonly lintFiles: (
    folder: string,
    config: readonly object[],
    patterns: readonly string[],
  ) => Promise<readonly Linted[]>;
  readonly lintText: (
    folder: string,
    config: readonly object[],
    text: string,
    filePath: string,
  ) => Promise<readonly Linted[]>;
  readonly testRule: (name: string, rule: object, language: object, cases: Cases) => void;
}

/** What ESLint says about a place. */
export interface Message {
  readonly ruleId: string | null;
  readonly message: string;
  readonly severity: number;
  readonly line: number;
  readonly column: number;
  readonly endLine?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly fatal?: true | undefined;
  readonly fix?: Replacement | undefined;
  readonly suggestions?: { readonly desc: string; readonly fix: Replacement }[] | undefined;
}

/** ESLint's one replacement for all edits of a fix. */
export interface Replacement {
  readonly range: readonly [number, number];
  readonly text: string;
}

/** What ESLint says about a file. */
export interface Linted {
  readonly filePath: string;
  readonly messages: readonly Message[];
}

/** Cases of ESLint's own rule tester. */
export interface Cases {
  readonly valid: object[];
  readonly invalid: object[];
}

export const majors: readonly Major[] = [
  {
    major: 10,
    bin: "node_modules/eslint/bin/eslint.js",
    lint: (text, config, filename = "shop/reports.py") =>
      new current.Linter({ configType: "flat" }).verify(text, entries(config), { filename }),
    fix: (text, config, filename = "shop/reports.py") =>
      new current.Linter({ configType: "flat" }).verifyAndFix(text, entries(config), { filename }).output,
    lintFiles: (cwd, config, patterns) =>
      new current.ESLint({ cwd, overrideConfigFile: true, overrideConfig: entries(config) }).lintFiles([
        ...patterns,
      ]),
    lintText: (cwd, config, text, filePath) =>
      new current.ESLint({ cwd, overrideConfigFile: true, overrideConfig: entries(config) }).lintText(text, {
        filePath,
      }),
    testRule: (name, rule, config, cases) =>
      new current.RuleTester({ ...config }).run(
        name,
        { create: () => ({}), ...rule },
        { valid: valid(cases), invalid: invalid(cases) },
      ),
  },
  {
    major: 9,
    bin: "node_modules/eslint9/bin/eslint.js",
    lint: (text, config, filename = "shop/reports.py") =>
      new previous.Linter({ configType: "flat" }).verify(text, entries(config), { filename }),
    fix: (text, config, filename = "shop/reports.py") =>
      new previous.Linter({ configType: "flat" }).verifyAndFix(text, entries(config), { filename }).output,
    lintFiles: (cwd, config, patterns) =>
      new previous.ESLint({ cwd, overrideConfigFile: true, overrideConfig: entries(config) }).lintFiles([
        ...patterns,
      ]),
    lintText: (cwd, config, text, filePath) =>
      new previous.ESLint({ cwd, overrideConfigFile: true, overrideConfig: entries(config) }).lintText(text, {
        filePath,
      }),
    testRule: (name, rule, config, cases) =>
      new previous.RuleTester({ ...config }).run(
        name,
        { create: () => ({}), ...rule },
        { valid: valid(cases), invalid: invalid(cases) },
      ),
  },
];

/** The types of rules differ between ESLint and its TypeScript plugin kit; a configuration is any object to them. */
function entries(config: readonly object[]): object[] {
  return config.map((entry) => ({ ...entry }));
}

function valid({ valid: cases }: Cases): { code: string }[] {
  return cases.map((each) => ({ code: "", ...each }));
}

function invalid({ invalid: cases }: Cases): { code: string; errors: number }[] {
  return cases.map((each) => ({ code: "", errors: 0, ...each }));
}
