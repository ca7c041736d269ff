import type { FileHost } from "../../../rules/src/project/file-host.js";
import { Project } from "../../../rules/src/project/project.js";
import { readSettings } from "../../../rules/src/settings/read-settings.js";
import { displayPath } from "../paths.js";
import type { SettingsOptions } from "./settings-options.js";

/** A project that can be asked, or what is wrong with its configuration. */
export type OpenedProject =
  | { readonly kind: "project"; readonly project: Project; readonly files: FileHost; readonly root: string }
  | { readonly kind: "broken"; readonly messages: readonly string[] };

/** Reads the settings of the project at `root` and opens it. */
export function openProject(root: string, files: FileHost, options: SettingsOptions, folder: string): OpenedProject {
  const { settings, problems } = readSettings(root, files, options.values);
  if (problems.length > 0) {
    return { kind: "broken", messages: problems.map(({ file, message }) => `${displayPath(file, folder)}: ${message}`) };
  }
  return { kind: "project", project: new Project({ root, files, settings }), files, root };
}
