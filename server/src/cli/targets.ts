import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { normalPath } from "../disk-paths.js";
import { isWithin } from "../paths.js";

/** The files and folders that a command is about, and the project that they belong to. */
export interface Targets {
  readonly kind: "targets";
  readonly root: string;
  readonly paths: readonly Target[];
}

export interface Target {
  readonly path: string;
  readonly kind: "file" | "folder";
}

/** Finds the paths that were given; the working directory if there are none. */
export function findTargets(
  given: readonly string[],
  folder: string,
): Targets | { readonly kind: "missing"; readonly path: string } {
  const paths: Target[] = [];
  for (const each of given.length === 0 ? ["."] : given) {
    const found = normalPath(each, folder);
    const status = statSync(found, { throwIfNoEntry: false });
    if (status === undefined) return { kind: "missing", path: each };
    paths.push({ path: found, kind: status.isDirectory() ? "folder" : "file" });
  }
  return { kind: "targets", root: rootOf(paths), paths };
}

/** Whether a source file was asked for. */
export function isTargeted(file: string, targets: Targets): boolean {
  return targets.paths.some((target) =>
    target.kind === "file" ? target.path === file : isWithin(file, target.path),
  );
}

/** What marks the folder of a project. */
const markers = ["manage.py", "pyproject.toml", "leanrows.config.json", ".git", "package.json"];

/** The nearest folder with a marker that holds all paths; without one, the folder that holds them. */
function rootOf(paths: readonly Target[]): string {
  const folders = paths.map((target) =>
    target.kind === "folder" ? target.path : path.posix.dirname(target.path),
  );
  const common = folders.reduce(commonFolder);
  for (let folder = common; ; folder = path.posix.dirname(folder)) {
    if (markers.some((marker) => existsSync(path.posix.join(folder, marker)))) return folder;
    if (folder === path.posix.dirname(folder) || /^[A-Za-z]:$/.test(folder)) return common;
  }
}

function commonFolder(left: string, right: string): string {
  let folder = left;
  while (!isWithin(right, folder) && folder !== path.posix.dirname(folder))
    folder = path.posix.dirname(folder);
  return folder;
}
