import type { File, FileError, Language, OkParseResult, ParseResult } from "@eslint/core";
import type { Node } from "../syntax/python/visitor-keys.js";
import { visitorKeys } from "../syntax/python/visitor-keys.js";
import { LazyModule } from "./lazy-module.js";
import { lineStarts, positionAt } from "./line-table.js";
import { PythonSourceCode } from "./python-source-code.js";

/** The types that this language gives to ESLint. */
interface PythonTypes {
  LangOptions: PythonLanguageOptions;
  Code: PythonSourceCode;
  RootNode: LazyModule;
  Node: Node;
}

/** `languageOptions` of a configuration entry for Python. */
export interface PythonLanguageOptions extends Record<string, unknown> {
  /** `false` makes a file that cannot be parsed in full a fatal error; otherwise what can be read is checked. */
  tolerant?: boolean;
  /** `full` lets rules of other plugins visit every node (`no-restricted-syntax`); `root` is faster. */
  traversal?: "root" | "full";
}

/** Python for ESLint: `language: "leanrows/python"`. */
export const pythonLanguage: Language<PythonTypes> = {
  fileType: "text",
  lineStart: 1,
  columnStart: 0,
  nodeTypeKey: "type",
  visitorKeys: Object.fromEntries(Object.entries(visitorKeys).map(([type, keys]) => [type, [...keys]])),
  defaultLanguageOptions: { tolerant: true, traversal: "root" },
  validateLanguageOptions,
  normalizeLanguageOptions,
  // Rules for JavaScript use classes (`:statement`, `:function`) and then expect nodes of JavaScript.
  matchesSelectorClass: () => false,
  parse: parseFile,
  createSourceCode(file, { ast }, { languageOptions }) {
    return new PythonSourceCode({
      text: textOf(file),
      ast,
      hasBOM: file.bom,
      traversal: languageOptions.traversal ?? "root",
    });
  },
};

/** Entries without `files` merge options for JavaScript into every language, so these are no mistakes of the user. */
const foreignOptions = ["parser", "parserOptions", "globals", "ecmaVersion", "sourceType"];

function validateLanguageOptions(options: PythonLanguageOptions): void {
  for (const key of Object.keys(options)) {
    if (key === "tolerant" || key === "traversal" || foreignOptions.includes(key)) continue;
    throw new TypeError(`Unexpected key "${key}": Python has the options "tolerant" and "traversal".`);
  }
  const { tolerant, traversal } = options;
  if (tolerant !== undefined && typeof tolerant !== "boolean") {
    throw new TypeError('Key "tolerant": Expected true or false.');
  }
  if (traversal !== undefined && !["root", "full"].includes(traversal)) {
    throw new TypeError('Key "traversal": Expected "root" or "full".');
  }
}

/** Puts in the place of foreign options what rules for JavaScript read without asking. */
function normalizeLanguageOptions({ tolerant, traversal }: PythonLanguageOptions): PythonLanguageOptions {
  return {
    tolerant: tolerant ?? true,
    traversal: traversal ?? "root",
    sourceType: "module",
    globals: {},
    parserOptions: { ecmaFeatures: {} },
  };
}

function parseFile(
  file: File,
  { languageOptions }: { readonly languageOptions: PythonLanguageOptions },
): ParseResult<LazyModule> {
  const ast = new LazyModule(textOf(file));
  if (languageOptions.tolerant !== false || ast.errors.length === 0)
    return { ok: true, ast } satisfies OkParseResult;
  const starts = lineStarts(textOf(file));
  return {
    ok: false,
    errors: ast.errors.map(({ message, start }): FileError => ({ message, ...positionAt(starts, start) })),
  };
}

/** A text language gets text; the type leaves room for languages that read bytes. */
function textOf({ body }: File): string {
  return typeof body === "string" ? body : new TextDecoder().decode(body);
}
