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

/** Whether `file` is `folder` or lies below it; both in normal form. */
export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** Order that depends on no locale, so that output is the same on every machine. */
export function byPath(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The folder that holds `file`; both in normal form. */
export function parentOf(file: string): string {
  return path.posix.dirname(file);
}
