import { parse as parseToml, TomlError } from "smol-toml";
import type { FileHost } from "../project/file-host.js";
import type { Settings } from "../settings.js";
import { isTable } from "./shape.js";
import { validate } from "./validate.js";

/** The settings of a project, complete, and what could not be used. */
export interface SettingsRead {
  readonly settings: Settings;
  readonly problems: readonly SettingsProblem[];
  /** The files that settings were read from. */
  readonly sources: readonly string[];
}

/** One thing that is wrong with the configuration. */
export interface SettingsProblem {
  /** The file, or `overridesName` for what the host gave. */
  readonly file: string;
  /** The key as a path, `rules.no-wide-load`; empty when the whole file is meant. */
  readonly key: string;
  readonly message: string;
}

/** Settings that a host was given by its own means, in the shape of the configuration; not checked yet. */
export type Overrides = Readonly<Record<string, unknown>>;

/** Stands for a file in problems of overrides. */
export const overridesName = "settings";

/** What holds where nothing else is said. */
export const defaultSettings: Settings = {
  preset: "recommended",
  rules: {},
  smallModels: [],
  largeModels: [],
  batchHelpers: [],
  include: [],
  exclude: [],
  tests: false,
  versions: {},
};

/**
 * Reads the configuration of the project at `root`. A key counts where it stands last: `[tool.leanrows]` in
 * `pyproject.toml`, `leanrows.config.json`, `overrides`; `rules` and `versions` are merged name by name.
 */
export function readSettings(root: string, files: FileHost, overrides: Overrides = {}): SettingsRead {
  return combine(
    [readPyproject(`${root}/pyproject.toml`, files), readJson(`${root}/leanrows.config.json`, files)],
    overrides,
  );
}

/** Reads the configuration from `file` instead of the project's own, over it `overrides`. */
export function readSettingsFrom(file: string, files: FileHost, overrides: Overrides = {}): SettingsRead {
  const source = file.endsWith(".toml") ? readPyproject(file, files) : readJson(file, files);
  const missing: Source = { file, kind: "broken", message: "there is no such file" };
  return combine([source.kind === "absent" ? missing : source], overrides);
}

type Source =
  | { readonly kind: "values"; readonly file: string; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: "broken"; readonly file: string; readonly message: string }
  | { readonly kind: "absent" };

function combine(sources: readonly Source[], overrides: Overrides): SettingsRead {
  const given: Source = { kind: "values", file: overridesName, values: overrides };
  let settings = defaultSettings;
  const problems: SettingsProblem[] = [];
  for (const source of [...sources, given]) {
    if (source.kind === "absent") continue;
    if (source.kind === "broken") {
      problems.push({ file: source.file, key: "", message: source.message });
      continue;
    }
    const validated = validate(source.values);
    settings = merge(settings, validated.settings);
    problems.push(...validated.problems.map((problem) => ({ file: source.file, ...problem })));
  }
  const read = sources.flatMap((source) => (source.kind === "absent" ? [] : [source.file]));
  return { settings, problems, sources: read };
}

function merge(below: Settings, above: Partial<Settings>): Settings {
  return {
    ...below,
    ...above,
    rules: { ...below.rules, ...above.rules },
    versions: { ...below.versions, ...above.versions },
  };
}

function readJson(file: string, files: FileHost): Source {
  return readText(file, files, (text) => {
    const values: unknown = JSON.parse(text);
    if (isTable(values)) return { kind: "values", file, values };
    return { kind: "broken", file, message: 'the file must hold an object, as { "preset": "strict" }' };
  });
}

function readPyproject(file: string, files: FileHost): Source {
  return readText(file, files, (text) => {
    // Most projects do not mention us, and what is wrong with the rest of the file is for other tools to say.
    if (!text.includes("leanrows")) return { kind: "absent" };
    const { tool } = parseToml(text);
    const values = isTable(tool) ? tool["leanrows"] : undefined;
    if (values === undefined) return { kind: "absent" };
    if (isTable(values)) return { kind: "values", file, values };
    return { kind: "broken", file, message: '"tool.leanrows" must be a table' };
  });
}

function readText(file: string, files: FileHost, read: (text: string) => Source): Source {
  if (files.version(file) === undefined) return { kind: "absent" };
  const content = files.read(file);
  if (content.kind === "unreadable") return { kind: "broken", file, message: content.reason };
  try {
    return read(content.text);
  } catch (error) {
    return { kind: "broken", file, message: `the file cannot be parsed: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TomlError) return `line ${error.line}, column ${error.column}`;
  return error instanceof Error ? error.message : String(error);
}
