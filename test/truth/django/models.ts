import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Model } from "../../../rules/src/project/catalog.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import { hasMembers, readLines } from "../read-lines.js";
import { type Bench, databaseFor } from "./prove.js";
import { runPython } from "./run-programs.js";
import { plainSettings, pythonFolder } from "./shop.js";

/** What is compared of a model. */
export interface Described {
  readonly label: string;
  /** Name, attribute, class, whether it may be null. */
  readonly columns: readonly (readonly [string, string, string, boolean])[];
  readonly primaryKey: string;
  readonly ordering: readonly string[];
  /** Name on instances, arity, label of the target, name in lookups; sorted. */
  readonly relations: readonly (readonly [string, string, string, string])[];
  readonly managers: readonly string[];
  readonly defaultManager: string;
  readonly isProxy: boolean;
}

/** Apps whose models are compared, by their folder below the modules. */
const apps = ["auth", "contenttypes", "admin", "sessions", "sites", "flatpages", "redirects"];

/** What Django says of each model. */
export async function modelsOfDjango(bench: Bench): Promise<readonly Described[]> {
  const output = await runPython(bench.installation, databaseFor(bench, "models"), "describe_models.py", {});
  return readLines(output, isDescribed);
}

/** What our extraction says of the test's own models, from their sources. */
export function modelsOfCatalog(bench: Bench): readonly Described[] {
  return extracted(bench, pythonFolder, ["shop", "library"], root);
}

/** What it says of Django's own models: `sources` reads them, `stubs` is what stands for them in other projects. */
export function modelsOfContrib(bench: Bench): {
  readonly sources: readonly Described[];
  readonly stubs: readonly Described[];
} {
  const folder = join(bench.installation.modules, "django/contrib");
  return {
    sources: extracted(bench, folder, apps, root),
    stubs: extracted(bench, pythonFolder, ["shop", "library"], "stub:"),
  };
}

function extracted(
  { installation }: Bench,
  folder: string,
  names: readonly string[],
  declaredBelow: string,
): readonly Described[] {
  const texts = names
    .flatMap((name) => pythonFiles(join(folder, name)))
    .map((path) => [`${root}${path.slice(folder.length)}`, readFileSync(path, "utf8")] as const);
  const project = new Project({
    root,
    files: createMemoryFiles(Object.fromEntries(texts)),
    settings: { ...plainSettings, versions: { django: installation.version } },
  });
  const { models } = project.catalog;
  return [...models.values()]
    .filter(({ isAbstract, declared }) => !isAbstract && declared.file.startsWith(declaredBelow))
    .map((model) => described(model, models));
}

const root = "/project";

function described(model: Model, models: ReadonlyMap<string, Model>): Described {
  const managers = [...model.managers.keys()];
  return {
    label: model.label ?? "",
    columns: model.columns.map(({ name, attribute, type, isNullable }) => [
      name,
      attribute,
      type,
      isNullable,
    ]),
    primaryKey: model.primaryKey.join(),
    ordering: model.ordering ?? [],
    relations: [...model.relations.values()]
      .map(({ name, arity, target = "", queryName }): readonly [string, string, string, string] => [
        name,
        arity,
        models.get(target)?.label ?? target,
        queryName,
      ])
      .sort((left, right) => (left.join() < right.join() ? -1 : 1)),
    managers,
    defaultManager: managers[0] ?? "",
    isProxy: model.proxyOf !== undefined,
  };
}

function isDescribed(value: unknown): value is Described {
  return hasMembers(value, [
    "label",
    "columns",
    "primaryKey",
    "ordering",
    "relations",
    "managers",
    "isProxy",
  ]);
}

function pythonFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === "migrations" ? [] : pythonFiles(path);
    return entry.name.endsWith(".py") ? [path] : [];
  });
}
