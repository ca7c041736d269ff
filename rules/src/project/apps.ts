import { folderOf } from "./modules.js";

/** Labels of apps by their folder. */
export type AppLabels = ReadonlyMap<string, string>;

/**
 * The app of a model's file: the nearest folder that holds `models` or `apps.py`, under the label that its
 * configuration gives, else under its name.
 */
export function appOf(file: string, labels: AppLabels, hasFile: (path: string) => boolean): string {
  const folder = folderOf(file);
  const models = /^(.*)\/models(?:\/.*)?$/.exec(folder)?.[1] ?? folder;
  const isApp = (at: string): boolean =>
    labels.has(at) || [`${at}/apps.py`, `${at}/models.py`, `${at}/models/__init__.py`].some(hasFile);
  for (let at = models; at.includes("/"); at = folderOf(at)) {
    if (isApp(at)) return labels.get(at) ?? nameOf(at);
  }
  return nameOf(models);
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1);
}
