import type { ESLint, Linter } from "eslint";

/** The ESLint plugin: its rules, the Python language, and the configurations. */
declare const plugin: Omit<ESLint.Plugin, "configs"> & {
  readonly configs: {
    /** What every project wants, for Python, TypeScript and JavaScript. */
    readonly recommended: Linter.Config[];
    /** `recommended` and what a project with large tables wants as well. */
    readonly strict: Linter.Config[];
    /** `recommended` for Python alone. */
    readonly python: Linter.Config[];
    /** `recommended` for TypeScript and JavaScript alone. */
    readonly javascript: Linter.Config[];
  };
};
export default plugin;
