import type { Finding } from "../finding.js";

/** The analysis as ESLint's rules ask for it. */
export interface Analysis {
  /** Checks a file with all rules, whichever are on. */
  check(linted: LintedFile): Checked;
  /** Changes whenever findings of a file may change though the file does not. */
  fingerprint(place: LintPlace): string;
}

/** The findings of a file, or the defect of ours that stands between: one file must not end a run over thousands. */
export type Checked =
  | { readonly kind: "checked"; readonly findings: readonly Finding[] }
  | { readonly kind: "failed"; readonly reason: string };

/** A file as ESLint has it, which may be newer than the disk. */
export interface LintedFile extends LintPlace {
  /** Absolute, with forward slashes. */
  readonly path: string;
  /** Without byte order mark. */
  readonly text: string;
}

/** Where ESLint runs, and with what settings. */
export interface LintPlace {
  readonly folder: string;
  readonly settings: EslintSettings;
}

/**
 * `settings.leanrows` of an ESLint configuration: what only ESLint needs, and every setting of `leanrows.config.json`,
 * over which it counts.
 */
export interface EslintSettings {
  /** The folder of the project, relative to the working directory; the working directory itself if left out. */
  readonly root?: string;
  /** Report information too; an option of each rule says otherwise for that rule. */
  readonly info?: boolean;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Reads `settings` of a configuration. The values are checked with all other settings. */
export function eslintSettings(settings: Readonly<Record<string, unknown>>): EslintSettings {
  const ours = settings["leanrows"] ?? {};
  if (!isRecord(ours)) throw new TypeError("settings.leanrows: Expected an object.");
  const { root, info, ...others } = ours;
  if (root !== undefined && typeof root !== "string")
    throw new TypeError("settings.leanrows.root: Expected a folder.");
  if (info !== undefined && typeof info !== "boolean")
    throw new TypeError("settings.leanrows.info: Expected true or false.");
  return {
    ...(root === undefined ? {} : { root }),
    ...(info === undefined ? {} : { info }),
    values: Object.fromEntries(Object.entries(others).filter(([name]) => name !== cacheKeyName)),
  };
}

/** The method among the settings by which ESLint's cache learns about other files. */
const cacheKeyName = "toJSON";

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
