import path from "node:path";

/** The one spelling of paths inside the program: absolute, forward slashes, no slash at the end. */
export function normalPath(file: string, folder: string): string {
  return path.resolve(folder, file).replaceAll(path.sep, "/");
}

/** How people and other programs read a path: relative to `folder`, forward slashes. */
export function displayPath(file: string, folder: string): string {
  const relative = path.relative(folder, path.resolve(folder, file)).replaceAll(path.sep, "/");
  return relative === "" ? "." : relative;
}
