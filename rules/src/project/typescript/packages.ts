import type { ModulesInput } from "../language.js";
import { folderOf } from "../modules.js";
import { fileAt } from "./source-files.js";

/** The packages of a workspace. */
export interface Packages {
  /** The source file behind `@shop/db` or `@shop/db/client`. */
  find(module: string): string | undefined;
}

/** A package with what it says about its files. */
interface Package {
  readonly folder: string;
  readonly manifest: Readonly<Record<string, unknown>>;
}

/** Finds packages by the names in their `package.json`; those are read when the first one is asked for. */
export function createPackages({ files: listed, read }: ModulesInput, files: ReadonlySet<string>): Packages {
  let packages: ReadonlyMap<string, Package> | undefined;
  const load = (): ReadonlyMap<string, Package> => {
    const found = new Map<string, Package>();
    for (const file of listed) {
      if (!file.endsWith("/package.json")) continue;
      const content = read(file);
      const manifest = content.kind === "text" ? objectIn(content.text) : {};
      const name = manifest["name"];
      if (typeof name === "string" && !found.has(name)) found.set(name, { folder: folderOf(file), manifest });
    }
    return found;
  };
  return {
    find(module) {
      const [, name = "", rest = ""] = /^((?:@[^/]+\/)?[^/@.][^/]*)(?:\/(.+))?$/.exec(module) ?? [];
      if (name === "") return undefined;
      packages ??= load();
      const one = packages.get(name);
      return one && fileIn(one, rest, files);
    },
  };
}

function fileIn(one: Package, rest: string, files: ReadonlySet<string>): string | undefined {
  const targets = [...exportTargets(one, rest), ...customary(one, rest)];
  for (const target of targets) {
    const path = `${one.folder}/${target.replace(/^\.?\//, "")}`;
    const found = fileAt(path, files) ?? fileAt(sourceOf(path), files);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Where the source of a built file lies by custom. */
function sourceOf(path: string): string {
  return path.replace(/\/(?:dist|build|lib|out)\/(?:(?:esm|cjs|es|types|src)\/)?(?=[^/]*(?:\/|$))/, "/src/");
}

function customary({ manifest }: Package, rest: string): readonly string[] {
  if (rest !== "") return [rest, `src/${rest}`];
  const named = ["source", "module", "main", "types", "typings"].flatMap((key) => {
    const value = manifest[key];
    return typeof value === "string" ? [value] : [];
  });
  return [...named, "index", "src/index"];
}

/** Every file that `exports` names for a path, whatever the condition. */
function exportTargets({ manifest }: Package, rest: string): readonly string[] {
  const { exports } = manifest;
  const wanted = rest === "" ? "." : `./${rest}`;
  if (!isObject(exports) || !Object.keys(exports).some((key) => key.startsWith(".")))
    return wanted === "." ? textsIn(exports) : [];
  if (exports[wanted] !== undefined) return textsIn(exports[wanted]);
  for (const [key, target] of Object.entries(exports)) {
    const [before = "", after] = key.split("*");
    if (after === undefined || !wanted.startsWith(before) || !wanted.endsWith(after)) continue;
    const middle = wanted.slice(before.length, wanted.length - after.length);
    return textsIn(target).map((text) => text.replaceAll("*", middle));
  }
  return [];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    // A manifest that is being edited names nothing for now; its own tool says what is wrong with it.
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
