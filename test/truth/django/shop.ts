import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { django } from "../../../rules/src/orms/django/django.js";
import type { Engine } from "../../../rules/src/project/environment.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import type { Settings } from "../../../rules/src/settings.js";
import { offersIn, type Offer } from "../offers.js";
import { type Program, programsOf } from "../program.js";
import { defaultSettings } from "../../../rules/src/settings/read-settings.js";

/** The programs' Python code: the shop's models, and what runs and observes a program. */
export const pythonFolder = fileURLToPath(new URL("python", import.meta.url));

/** What the analysis may know of where a program runs. */
export interface Surroundings {
  readonly version?: string;
  readonly engine?: Engine;
}

/** The functions of all program files in a folder beside this module. */
export function readPrograms(folder: string): readonly Program[] {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path)
    .filter((name) => name.endsWith(".py"))
    .sort()
    .flatMap((name) => programsOf(name, readFileSync(`${path}/${name}`, "utf8")));
}

/** Every fix that is offered in the programs. */
export function offersFor(programs: readonly Program[], surroundings: Surroundings): readonly Offer[] {
  const project = projectOf(programs, surroundings);
  return [...new Set(programs.map(({ file }) => file))].flatMap((file) =>
    offersIn(
      project,
      django,
      pathOf(file),
      programs.filter((program) => program.file === file),
    ),
  );
}

/** Everything is reported. */
export const plainSettings: Settings = {
  ...defaultSettings,
  preset: "strict",
  minimum: "parent",
};

/** The shop with the programs as its management commands. */
export function projectOf(programs: readonly Program[], { version, engine }: Surroundings): Project {
  const settings: Settings = {
    ...plainSettings,
    versions: version === undefined ? {} : { django: version },
    ...(engine === undefined ? {} : { database: engine }),
  };
  return new Project({
    root,
    files: createMemoryFiles({
      [`${root}/pyproject.toml`]: '[project]\nname = "shop"\nrequires-python = ">=3.12"\n',
      [`${root}/shop/__init__.py`]: "",
      [`${root}/shop/models.py`]: readFileSync(`${pythonFolder}/shop/models.py`, "utf8"),
      ...Object.fromEntries(programs.map(({ file, text }) => [pathOf(file), text])),
    }),
    settings,
  });
}

const root = "/project";

/** Where a program file stands in the project that is analyzed. */
export function pathOf(file: string): string {
  return `${root}/shop/management/commands/${file}`;
}
