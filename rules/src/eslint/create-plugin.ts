import manifest from "../../package.json" with { type: "json" };
import type { Analysis } from "./analysis.js";
import { configurations } from "./configurations.js";
import { pythonLanguage } from "./python-language.js";
import type { RuleEntry } from "./to-eslint-rule.js";
import { ruleMaker } from "./to-eslint-rule.js";

/** Makes the plugin from a list of rules and an analysis. */
export function createPlugin(rules: readonly RuleEntry[], analysis: Analysis) {
  const toEslintRule = ruleMaker(analysis);
  const plugin = {
    meta: { name: manifest.name, version: manifest.version, namespace: "leanrows" },
    rules: Object.fromEntries(rules.map((rule) => [rule.name, toEslintRule(rule)])),
    languages: { python: pythonLanguage },
  };
  // The configurations name the plugin that they are part of.
  return Object.assign(plugin, { configs: configurations(plugin, rules, analysis) });
}
