import ts from "typescript";
import type { ModulesInput } from "../language.js";
import { folderOf, type Modules } from "../modules.js";
import { createConfigurations } from "./configurations.js";
import { createPackages } from "./packages.js";
import { fileAt } from "./source-files.js";

/**
 * Finds modules as TypeScript's own resolver does with `moduleResolution: bundler`: relative paths with swapped
 * extensions, `paths` and `baseUrl`, `imports` of packages. Packages of the workspace are found by their name in the
 * source folders, because nobody need have installed or built them. Nothing in `node_modules` is looked at.
 */
export function createTypeScriptModules(input: ModulesInput): Modules {
  const { root, generated } = input;
  const files = new Set([...input.files, ...[...generated.keys()].flatMap(generatedFiles)]);
  const folders = foldersOf(files);
  const host: ts.ModuleResolutionHost = {
    fileExists: (file) => files.has(file),
    readFile: (file) => textOf(input, file),
    directoryExists: (folder) => folders.has(folder),
    useCaseSensitiveFileNames: true,
  };
  const configurations = createConfigurations(input, files);
  const packages = createPackages(input, files);
  const known = new Map<string, string | undefined>();

  const look = (module: string, from: string): string | undefined => {
    const { options, cache } = configurations.of(from);
    const found = ts.resolveModuleName(module, from, options, host, cache).resolvedModule?.resolvedFileName;
    return found !== undefined && files.has(found) ? found : packages.find(module);
  };
  /** The file of a module, generated ones included. */
  const resolve = (module: string, from: string): string | undefined => {
    const key = `${folderOf(from)}\n${module}`;
    if (known.has(key)) return known.get(key);
    const file = look(module, from) ?? fileBehindAlias(module, from, files, root);
    known.set(key, file);
    return file;
  };
  /** The module that generated code stands for. */
  const standsFor = (file: string): string | undefined => {
    for (const [folder, module] of generated) if (file.startsWith(`${folder}/`)) return module;
    return undefined;
  };

  return {
    find(module, from) {
      const file = resolve(module, from);
      return file === undefined || standsFor(file) !== undefined ? undefined : file;
    },
    inner: () => undefined,
    outside(module, name, from) {
      const file = resolve(module, from);
      const path = file === undefined ? (/^[./]/.test(module) ? undefined : module) : standsFor(file);
      if (path === undefined) return undefined;
      return name === undefined || name === "default" || name === "export=" ? path : `${path}.${name}`;
    },
    nameOf: (file) => file.slice(root.length + 1).replace(/\.[cm]?[jt]sx?$/, ""),
    isStub: () => false,
  };
}

/** Generated code need not be there: these are the files by which programs import it. */
function generatedFiles(folder: string): readonly string[] {
  return ["index.ts", "client.ts", "client/index.ts", "edge.ts", "browser.ts"].map(
    (name) => `${folder}/${name}`,
  );
}

function foldersOf(files: ReadonlySet<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = folderOf(file); folder !== "" && !folders.has(folder); folder = folderOf(folder))
      folders.add(folder);
  }
  return folders;
}

function textOf({ read }: ModulesInput, file: string): string | undefined {
  const content = read(file);
  return content.kind === "text" ? content.text : undefined;
}

/**
 * `@/x`, `~/x` and `$lib/x` where no configuration tells: frameworks write theirs into a generated file. The innermost
 * folder around the importing file that holds the path counts.
 */
function fileBehindAlias(
  module: string,
  from: string,
  files: ReadonlySet<string>,
  root: string,
): string | undefined {
  const [, name, path] = /^(@|~|\$lib)\/(.+)$/.exec(module) ?? [];
  if (path === undefined) return undefined;
  const places = name === "$lib" ? ["src/lib"] : ["", "src", "app"];
  for (let folder = folderOf(from); folder.length >= root.length; folder = folderOf(folder)) {
    for (const place of places) {
      const found = fileAt([folder, place, path].filter((part) => part !== "").join("/"), files);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
