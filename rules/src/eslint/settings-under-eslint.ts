import type { FileHost } from "../project/file-host.js";
import { overridesName, readSettings } from "../settings/read-settings.js";
import type { Settings } from "../settings.js";
import type { RuleEntry } from "./to-eslint-rule.js";

/**
 * The settings of the project at `root` under ESLint; throws if they are wrong, which ends the run with that message.
 * Here ESLint's configuration switches rules on, so a rule outside the preset must run as well. A level that the
 * project's own files give to a rule still counts.
 */
export function settingsUnderEslint(
  root: string,
  disk: FileHost,
  values: Readonly<Record<string, unknown>>,
  rules: readonly RuleEntry[],
): Settings {
  const { settings, problems } = readSettings(root, disk, values);
  if (problems.length > 0) {
    const messages = problems.map(
      ({ file, message }) => `${file === overridesName ? "settings.leanrows" : file}: ${message}`,
    );
    throw new Error(messages.join("\n"));
  }
  if (settings.preset === "strict") return settings;
  const strict = rules
    .filter(({ preset }) => preset === "strict")
    .map(({ name }): [string, "warning"] => [name, "warning"]);
  return { ...settings, rules: { ...Object.fromEntries(strict), ...settings.rules } };
}
