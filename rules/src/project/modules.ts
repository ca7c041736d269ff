/** Whether a file is a stub: it declares some names of a module outside the project, not all. */
export function isStub(file: string): boolean {
  return file.startsWith("stub:");
}

/** Finds the files of dotted module names. */
export interface Modules {
  /** The file of `a.b.c`, absolute or, with leading dots, relative to `from`. */
  find(module: string, from: string): string | undefined;
  /** The dotted name of a file, `shop.models`. */
  nameOf(file: string): string;
  /** Whether the project has a package folder of this dotted name. */
  isPackage(module: string): boolean;
}

/**
 * Maps module names to files. Every folder whose parent is no package may be on the import path, so a file is known by
 * the name that its own packages give it; where two files have one name, the shorter path wins.
 */
export function createModules(root: string, files: readonly string[], stubs: readonly string[]): Modules {
  const packages = new Set<string>();
  for (const file of files) if (file.endsWith("/__init__.py") || file.endsWith("/__init__.pyi")) packages.add(folderOf(file));
  const byName = new Map<string, string>();
  const names = new Map<string, string>();
  const folders = new Set<string>();
  const sorted = [...files].sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
  for (const file of sorted) {
    const name = dottedName(file, root, packages);
    names.set(file, name);
    if (!byName.has(name)) byName.set(name, file);
    // Without `__init__` a folder below the root is a namespace package; its full path is another name of the file.
    const full = withoutExtension(file.slice(root.length + 1)).split("/").join(".");
    if (!byName.has(full)) byName.set(full, file);
    for (let cut = full.lastIndexOf("."); cut > 0; cut = full.lastIndexOf(".", cut - 1)) folders.add(full.slice(0, cut));
    for (let cut = name.lastIndexOf("."); cut > 0; cut = name.lastIndexOf(".", cut - 1)) folders.add(name.slice(0, cut));
  }
  for (const file of stubs) {
    const name = withoutExtension(file.replace(/^stub:\//, "")).split("/").join(".");
    names.set(file, name);
    if (!byName.has(name)) byName.set(name, file);
  }
  return {
    find(module, from) {
      if (!module.startsWith(".")) return byName.get(module);
      const dots = module.length - module.replace(/^\.+/, "").length;
      const own = names.get(from) ?? "";
      const isPackageFile = /\/__init__\.pyi?$/.test(from);
      const parts = own === "" ? [] : own.split(".");
      const base = parts.slice(0, parts.length - (isPackageFile ? dots - 1 : dots));
      const rest = module.slice(dots);
      return byName.get([...base, ...(rest === "" ? [] : [rest])].join("."));
    },
    nameOf: (file) => names.get(file) ?? withoutExtension(file),
    isPackage: (module) => folders.has(module),
  };
}

function dottedName(file: string, root: string, packages: ReadonlySet<string>): string {
  const folder = folderOf(file);
  const own = withoutExtension(file.slice(folder.length + 1));
  const parts = own === "" ? [] : [own];
  for (let at = folder; at.length > root.length && packages.has(at); at = folderOf(at)) parts.unshift(at.slice(at.lastIndexOf("/") + 1));
  return parts.join(".");
}

function withoutExtension(path: string): string {
  return path.replace(/(?:(^|\/)__init__)?\.pyi?$/, "");
}

/** The folder that holds a path. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
