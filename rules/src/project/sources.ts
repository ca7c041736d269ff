import picomatch from "picomatch";
import type { Settings } from "../settings.js";
import type { FileHost } from "./file-host.js";
import { languageOf, languages } from "./languages.js";
import { isTemplate } from "./templates.js";

/** Folders that hold other people's code, or none. */
const foreignFolders = new Set([
  "node_modules",
  "site-packages",
  "__pycache__",
  "bower_components",
  "htmlcov",
]);

/** Folders of built copies and environments, unless they are packages: an app may be called `build`. */
const outputFolders = new Set(["build", "dist", "env", "venv", "eggs"]);

/** Tells the sources of a project from other files. */
export interface Sources {
  /** Every file that can be read for its declarations, sorted. */
  readonly declaring: () => readonly string[];
  readonly isDeclaring: (file: string) => boolean;
  /** Templates, found together with the declaring files. */
  readonly templates: () => readonly string[];
  /** Whether findings are wanted in a declaring file: `include` and `exclude` keep findings out, not models. */
  readonly isChecked: (file: string) => boolean;
}

/**
 * The sources below `root` as the settings choose them. Besides source code, files that tell where modules lie and
 * those that `isSchema` knows are declaring.
 */
export function createSources(
  root: string,
  files: FileHost,
  settings: Settings,
  isSchema: (file: string) => boolean,
): Sources {
  const isIncluded = settings.include.length > 0 ? picomatch([...settings.include]) : () => true;
  const isExcluded = settings.exclude.length > 0 ? picomatch([...settings.exclude]) : () => false;
  const isKnown = (file: string): boolean =>
    languageOf(file) !== undefined || isMapOf(file) || isSchema(file);
  let templates: readonly string[] | undefined;
  const isEnvironment = (folder: string): boolean => files.version(`${folder}/pyvenv.cfg`) !== undefined;
  return {
    declaring: () => {
      const found = walk(root, files, (file) => isKnown(file) || isTemplate(file));
      templates = found.filter((file) => !isKnown(file));
      return found.filter(isKnown);
    },
    templates: () => (templates ??= walk(root, files, isTemplate).filter((file) => !isKnown(file))),
    isDeclaring(file) {
      if (!file.startsWith(`${root}/`) || !isKnown(file)) return false;
      const folders = file
        .slice(root.length + 1)
        .split("/")
        .slice(0, -1);
      return folders.every((name, index) => {
        const folder = [root, ...folders.slice(0, index + 1)].join("/");
        return isEntered(files, folder, name) && !isEnvironment(folder);
      });
    },
    isChecked(file) {
      const relative = file.slice(root.length + 1);
      return languageOf(file) !== undefined && isIncluded(relative) && !isExcluded(relative);
    },
  };
}

function isMapOf(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return languages.some((language) => language.isMap(name));
}

function walk(root: string, files: FileHost, isKnown: (file: string) => boolean): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    const entries = files.list(folder);
    // A virtual environment has no fixed name, but this file.
    if (folder !== root && entries.some((entry) => entry.name === "pyvenv.cfg")) return;
    for (const { name, kind } of entries) {
      if (kind === "file") {
        if (isKnown(`${folder}/${name}`)) found.push(`${folder}/${name}`);
      } else if (isEntered(files, `${folder}/${name}`, name)) visit(`${folder}/${name}`);
    }
  };
  visit(root);
  return found.sort();
}

function isEntered(files: FileHost, folder: string, name: string): boolean {
  if (name.startsWith(".") || foreignFolders.has(name)) return false;
  return !outputFolders.has(name) || files.version(`${folder}/__init__.py`) !== undefined;
}
