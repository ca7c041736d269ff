import type { Analysis } from "./analysis.js";
import { eslintSettings } from "./analysis.js";
import type { RuleEntry } from "./to-eslint-rule.js";

/** An entry of an ESLint configuration. */
export interface ConfigurationEntry<Plugin> {
  readonly name: string;
  readonly files: string[];
  readonly plugins: { readonly leanrows: Plugin };
  readonly language?: string;
  readonly settings: { readonly leanrows: Readonly<Record<string, unknown>> };
  readonly rules: Record<string, "error">;
}

/** The configurations that the plugin brings. */
export interface Configurations<Plugin> {
  /** What every project wants, for Python, TypeScript and JavaScript. */
  readonly recommended: ConfigurationEntry<Plugin>[];
  /** `recommended` and what a project with large tables wants as well. */
  readonly strict: ConfigurationEntry<Plugin>[];
  /** `recommended` for Python alone. */
  readonly python: ConfigurationEntry<Plugin>[];
  /** `recommended` for TypeScript and JavaScript alone. */
  readonly javascript: ConfigurationEntry<Plugin>[];
}

/** Makes the configurations; `plugin` is the one that they are part of, as ESLint compares plugins by identity. */
export function configurations<Plugin>(
  plugin: Plugin,
  rules: readonly RuleEntry[],
  analysis: Analysis,
): Configurations<Plugin> {
  const entry = (
    name: string,
    language: Language,
    preset: RuleEntry["preset"],
  ): ConfigurationEntry<Plugin> => ({
    name: `leanrows/${name}`,
    ...languages[language],
    plugins: { leanrows: plugin },
    settings: { leanrows: { preset, toJSON: cacheKey(analysis) } },
    // Errors, so that a run fails on findings as `leanrows check` does.
    rules: Object.fromEntries(
      rules
        .filter((rule) => preset === "strict" || rule.preset === "recommended")
        .map((rule) => [`leanrows/${rule.name}`, "error"]),
    ),
  });
  return {
    recommended: [
      entry("recommended/python", "python", "recommended"),
      entry("recommended/javascript", "javascript", "recommended"),
    ],
    strict: [entry("strict/python", "python", "strict"), entry("strict/javascript", "javascript", "strict")],
    python: [entry("python", "python", "recommended")],
    javascript: [entry("javascript", "javascript", "recommended")],
  };
}

type Language = keyof typeof languages;

const languages = {
  python: { files: ["**/*.{py,pyi}"], language: "leanrows/python" },
  javascript: { files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"] },
};

/**
 * ESLint's cache knows the configuration and the linted file, but not the models in other files. It writes the
 * configuration as JSON to compare it with that of the cached run, so a `toJSON` in there can tell about those, too.
 * It is a property of its own because ESLint copies properties, not prototypes, when it merges settings.
 */
function cacheKey(analysis: Analysis) {
  return function toJSON(this: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const place = { folder: process.cwd(), settings: eslintSettings({ leanrows: this }) };
    return { ...this, toJSON: undefined, fingerprint: analysis.fingerprint(place) };
  };
}
