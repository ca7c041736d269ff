/** Finds the files of modules, as a language names them. */
export interface Modules {
  /** The file of a module that `from` imports. */
  find(module: string, from: string): string | undefined;
  /** The name of a module inside another one, `a.b` for `b` of `a`; `undefined` where modules hold no modules. */
  inner(module: string, name: string, from: string): string | undefined;
  /** Path of a module outside the project, or of a name in it; `undefined` when it should lie inside and does not. */
  outside(module: string, name: string | undefined, from: string): string | undefined;
  /** The name of a file as other files may write it, `shop.models`. */
  nameOf(file: string): string;
  /** Whether a file is a stub: it declares some names of a module outside the project, not all. */
  isStub(file: string): boolean;
}

/** The folder that holds a path. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
