import type { ESLint, Linter } from "eslint";

/** The ESLint plugin: its rules, the Python language, and the configurations. */
declare const plugin: ESLint.Plugin & {
  readonly configs: {
    /** What is worth a warning in every project, for JavaScript, TypeScript and Python files. */
    readonly recommended: Linter.Config[];
    /** `recommended` and what a project with large tables wants as well. */
    readonly strict: Linter.Config[];
  };
};
export default plugin;
