import picomatch from "picomatch";
import type { Settings } from "../settings.js";
import type { FileHost } from "./file-host.js";

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
  /** Whether findings are wanted in a declaring file: `include` and `exclude` keep findings out, not models. */
  readonly isChecked: (file: string) => boolean;
}

/** The sources below `root` as the settings choose them. */
export function createSources(root: string, files: FileHost, settings: Settings): Sources {
  const isIncluded = settings.include.length > 0 ? picomatch([...settings.include]) : () => true;
  const isExcluded = settings.exclude.length > 0 ? picomatch([...settings.exclude]) : () => false;
  const isEnvironment = (folder: string): boolean => files.version(`${folder}/pyvenv.cfg`) !== undefined;
  return {
    declaring: () => walk(root, files),
    isDeclaring(file) {
      if (!file.startsWith(`${root}/`) || !isSourceName(file)) return false;
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
      return isIncluded(relative) && !isExcluded(relative);
    },
  };
}

/** Every source below the root in which findings are wanted, sorted. */
export function listSources(root: string, files: FileHost, settings: Settings): readonly string[] {
  const sources = createSources(root, files, settings);
  return sources.declaring().filter(sources.isChecked);
}

function walk(root: string, files: FileHost): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string): void => {
    const entries = files.list(folder);
    // A virtual environment has no fixed name, but this file.
    if (folder !== root && entries.some((entry) => entry.name === "pyvenv.cfg")) return;
    for (const { name, kind } of entries) {
      if (kind === "file") {
        if (isSourceName(name)) found.push(`${folder}/${name}`);
      } else if (isEntered(files, `${folder}/${name}`, name)) visit(`${folder}/${name}`);
    }
  };
  visit(root);
  return found.sort();
}

function isSourceName(name: string): boolean {
  return name.endsWith(".py") || name.endsWith(".pyi");
}

function isEntered(files: FileHost, folder: string, name: string): boolean {
  if (name.startsWith(".") || foreignFolders.has(name)) return false;
  return !outputFolders.has(name) || files.version(`${folder}/__init__.py`) !== undefined;
}
