import ts from "typescript";
import type { ModulesInput } from "../language.js";
import { folderOf } from "../modules.js";

/** How the modules of a file are resolved. */
export interface Configuration {
  readonly options: ts.CompilerOptions;
  readonly cache: ts.ModuleResolutionCache;
}

/** Finds the configuration of a file. */
export interface Configurations {
  of(file: string): Configuration;
}

/** The `tsconfig.json` and `jsconfig.json` files of a project, each read when first asked for. */
export function createConfigurations(input: ModulesInput, files: ReadonlySet<string>): Configurations {
  const byFolder = new Map<string, Configuration>();
  const standard = configurationWith(input, {});

  const configurationIn = (folder: string): Configuration | undefined => {
    for (const name of ["tsconfig.json", "jsconfig.json"]) {
      const options = files.has(`${folder}/${name}`) ? optionsIn(input, `${folder}/${name}`, []) : undefined;
      if (options) return configurationWith(input, options);
    }
    return undefined;
  };

  const configurationOf = (folder: string): Configuration => {
    const known = byFolder.get(folder);
    if (known) return known;
    const own = configurationIn(folder);
    const made = own ?? (folder.length > input.root.length ? configurationOf(folderOf(folder)) : standard);
    byFolder.set(folder, made);
    return made;
  };

  return { of: (file) => configurationOf(folderOf(file)) };
}

/** Options that decide where names lead. */
const decisive = ["baseUrl", "paths", "pathsBasePath", "customConditions"];

function configurationWith({ root }: ModulesInput, options: ts.CompilerOptions): Configuration {
  const kept: ts.CompilerOptions = {
    ...Object.fromEntries(Object.entries(options).filter(([name]) => decisive.includes(name))),
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowJs: true,
    allowImportingTsExtensions: true,
  };
  return { options: kept, cache: ts.createModuleResolutionCache(root, (name) => name, kept) };
}

/** The options of a configuration; of one that only refers to others, those of the first with paths. */
function optionsIn(input: ModulesInput, file: string, above: readonly string[]): ts.CompilerOptions {
  const text = textOf(input, file);
  if (text === undefined || above.includes(file)) return {};
  const parsed = ts.parseConfigFileTextToJson(file, text);
  const config: unknown = parsed.config;
  const host: ts.ParseConfigHost = {
    fileExists: (name) => textOf(input, name) !== undefined,
    readFile: (name) => textOf(input, name),
    readDirectory: () => [],
    useCaseSensitiveFileNames: true,
  };
  const { options, projectReferences } = ts.parseJsonConfigFileContent(
    config ?? {},
    host,
    folderOf(file),
    undefined,
    file,
  );
  if ("paths" in options || "baseUrl" in options) return options;
  const referred = (projectReferences ?? []).map(({ path }) =>
    optionsIn(input, path.endsWith(".json") ? path : `${path}/tsconfig.json`, [...above, file]),
  );
  // Only the parts of one folder share its names: other packages have configurations of their own.
  return referred.find(({ paths }) => paths !== undefined) ?? options;
}

function textOf({ read }: ModulesInput, file: string): string | undefined {
  const content = read(file);
  return content.kind === "text" ? content.text : undefined;
}
