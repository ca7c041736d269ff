import type { ModulesInput } from "../language.js";
import { folderOf, type Modules } from "../modules.js";

/** Where the stub of a module lies. */
export function stubFile(module: string): string {
  return `stub:/${module.replaceAll(".", "/")}.py`;
}

/** A file under one of its names; `path` is the folder that has to be on the import path for it. */
interface Named {
  readonly file: string;
  readonly path: string;
  /** The name by which the file is known; others hold only for files below `path`. */
  readonly isOwn: boolean;
}

/** What the files tell about import paths. */
interface Layout {
  readonly root: string;
  /** Folders whose files stand for modules outside, for all who import them. */
  readonly stubFolders: ReadonlySet<string>;
  /** Folders with `__init__`. */
  readonly packages: ReadonlySet<string>;
  /** Folders where a program starts, so that modules are imported from there. */
  readonly starts: ReadonlySet<string>;
}

/**
 * Maps module names to files. Nothing tells the import path, so each file has several names: the one that its own
 * packages give it, and longer ones from folders without `__init__` above. Where several files have one name, an
 * import path around the importing file wins, the innermost first.
 */
export function createModules({
  root,
  files,
  stubs,
  stubFolders,
}: Pick<ModulesInput, "root" | "files" | "stubs" | "stubFolders">): Modules {
  const layout: Layout = {
    root,
    stubFolders: new Set(stubFolders),
    packages: new Set(files.filter(isPackageFile).map(folderOf)),
    starts: new Set(files.flatMap(startsOf)),
  };
  const byName = new Map<string, Named[]>();
  const names = new Map<string, string>();
  const add = (named: Named): void => {
    const name = dotted(named.file.slice(named.path.length + 1));
    const known = byName.get(name);
    if (known) known.push(named);
    else byName.set(name, [named]);
  };
  const taken = new Set<string>();
  const sorted = [...files].sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
  for (const file of sorted) {
    const paths = importPaths(file, layout);
    const [own = root] = paths;
    const name = dotted(file.slice(own.length + 1));
    // Two files of one name, as in examples beside each other, go by their whole path.
    names.set(file, taken.has(name) ? dotted(file.slice(root.length + 1)) : name);
    taken.add(name);
    for (const path of paths) add({ path, file, isOwn: path === own });
  }
  for (const file of stubs) {
    names.set(file, dotted(file.slice("stub:/".length)));
    add({ path: "stub:", file, isOwn: true });
  }
  return {
    find(module, from) {
      const dots = module.length - module.replace(/^\.+/, "").length;
      if (dots === 0) return nearest(byName.get(module) ?? [], from);
      let folder = folderOf(from);
      for (let left = dots; left > 1; left -= 1) folder = folderOf(folder);
      const rest = module.slice(dots).replaceAll(".", "/");
      return fileAt(names, rest === "" ? folder : `${folder}/${rest}`);
    },
    inner: (module, name) => (module.endsWith(".") ? module + name : `${module}.${name}`),
    outside(module, name) {
      if (module.startsWith(".")) return undefined;
      return name === undefined ? module : `${module}.${name}`;
    },
    nameOf: (file) => names.get(file) ?? dotted(file),
    isStub: (file) => file.startsWith("stub:") || stubFolders.some((folder) => file.startsWith(`${folder}/`)),
  };
}

/** Folders from which a file may be imported, the likeliest first. */
function importPaths(file: string, { root, packages, starts, stubFolders }: Layout): readonly string[] {
  const around: string[] = [];
  for (let folder = folderOf(file); folder.length >= root.length; folder = folderOf(folder)) {
    if (stubFolders.has(folder)) return [folder];
    around.push(folder);
  }
  const outermost = around.findLast((folder) => folder !== root && packages.has(folder));
  const own =
    outermost === undefined ? (around.find((folder) => starts.has(folder)) ?? root) : folderOf(outermost);
  // A folder without `__init__` may be on the path itself; of packages only the customary `apps` often is.
  const others = around.filter(
    (folder) => folder !== own && (!packages.has(folder) || folder.endsWith("/apps")),
  );
  return [own, ...others];
}

function nearest(candidates: readonly Named[], from: string): string | undefined {
  const reach = ({ path }: Named): number => (from.startsWith(`${path}/`) ? path.length : 0);
  const [first, ...others] = candidates.filter((one) => one.isOwn || reach(one) > 0);
  return first && others.reduce((best, one) => (reach(one) > reach(best) ? one : best), first).file;
}

/** The module or package at a path without extension. */
function fileAt(files: ReadonlyMap<string, unknown>, path: string): string | undefined {
  const found = ["/__init__.py", ".py", "/__init__.pyi", ".pyi"].find((ending) => files.has(path + ending));
  return found === undefined ? undefined : path + found;
}

/** `a.b` of `a/b.py` and of `a/b/__init__.py`. */
function dotted(path: string): string {
  return path.replace(/(?:(?:^|\/)__init__)?\.pyi?$/, "").replaceAll("/", ".");
}

/** The folder of `manage.py`, and `src`. */
function startsOf(file: string): readonly string[] {
  if (file.endsWith("/manage.py")) return [folderOf(file)];
  const source = /^(.*\/src)\//.exec(file)?.[1];
  return source === undefined ? [] : [source];
}

function isPackageFile(file: string): boolean {
  return file.endsWith("/__init__.py") || file.endsWith("/__init__.pyi");
}
