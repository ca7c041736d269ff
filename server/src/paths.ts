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
  const end = file.lastIndexOf("/");
  return end > 0 ? file.slice(0, end) : "/";
}
