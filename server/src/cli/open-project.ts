import type { FileHost } from "../../../rules/src/project/file-host.js";
import { Project } from "../../../rules/src/project/project.js";
import { overridesName, readSettings, readSettingsFrom } from "../../../rules/src/settings/read-settings.js";
import { displayPath, normalPath } from "../disk-paths.js";
import type { SettingsOptions } from "./settings-options.js";

/** A project that can be asked, or what is wrong with its configuration. */
export type OpenedProject =
  | { readonly kind: "project"; readonly project: Project; readonly files: FileHost; readonly root: string }
  | { readonly kind: "broken"; readonly messages: readonly string[] };

/** Reads the settings of the project at `root` and opens it. */
export function openProject(
  root: string,
  files: FileHost,
  options: SettingsOptions,
  folder: string,
): OpenedProject {
  const { config, values } = options;
  const { settings, problems } =
    config === undefined
      ? readSettings(root, files, values)
      : readSettingsFrom(normalPath(config, folder), files, values);
  if (problems.length > 0) {
    const where = (file: string): string =>
      file === overridesName ? "command line" : displayPath(file, folder);
    return { kind: "broken", messages: problems.map(({ file, message }) => `${where(file)}: ${message}`) };
  }
  return { kind: "project", project: new Project({ root, files, settings }), files, root };
}
