import { createMemoryFiles, type MemoryFiles } from "../../rules/src/project/memory-files.js";
import type { Model } from "../../rules/src/project/catalog.js";
import { Project } from "../../rules/src/project/project.js";
import type { Settings } from "../../rules/src/settings.js";
import { defaultSettings } from "../../rules/src/settings/read-settings.js";

const plain: Settings = {
  ...defaultSettings,
};

/** A project over texts, with the files that a test may change. */
export interface Library {
  readonly project: Project;
  readonly files: MemoryFiles;
  /** Writes a file and says so. */
  readonly write: (path: string, text: string) => void;
  readonly remove: (path: string) => void;
}

/** Opens a project at `/library` over files by their path below it. */
export function openLibrary(
  texts: Readonly<Record<string, string>>,
  settings: Partial<Settings> = {},
): Library {
  const files = createMemoryFiles(
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/library/${path}`, text])),
  );
  const project = new Project({ root: "/library", files, settings: { ...plain, ...settings } });
  return {
    project,
    files,
    write(path, text) {
      files.write(`/library/${path}`, text);
      project.changed([`/library/${path}`]);
    },
    remove(path) {
      files.remove(`/library/${path}`);
      project.changed([`/library/${path}`]);
    },
  };
}

/** The models of the project's own files as text, in the order of their ids. */
export function printCatalog(project: Project): string {
  const own = [...project.catalog.models.values()].filter(
    (model) => !model.declared.file.startsWith("stub:"),
  );
  return own
    .sort((left, right) => (left.id < right.id ? -1 : 1))
    .map((model) => printModel(project, model))
    .join("\n");
}

/** One model as text: what it is, its columns, relations and managers, one a line. */
function printModel(project: Project, model: Model): string {
  const nameOf = (id: string | undefined): string => project.catalog.models.get(id ?? "")?.label ?? "?";
  const lines = [
    [
      model.label ?? "?",
      ...(model.isAbstract ? ["abstract"] : []),
      ...(model.isIncomplete ? ["incomplete"] : []),
      ...(model.proxyOf === undefined ? [] : [`proxy of ${nameOf(model.proxyOf)}`]),
      ...(model.parents.length > 0 ? [`extends ${model.parents.map(nameOf).join(", ")}`] : []),
    ].join(" "),
    `  key ${model.primaryKey.join(" ")}`,
    ...model.columns.map((column) => `  ${printColumn(column)}`),
    ...model.unique.slice(1).map((names) => `  unique ${names.join(" ")}`),
    ...(model.ordering ? [`  order ${model.ordering.join(" ")}`] : []),
    ...[...model.relations.values()].map(({ name, arity, direction, target, queryName }) => {
      const query = queryName === name ? "" : ` query ${queryName}`;
      return `  ${direction === "reverse" ? "back" : "link"} ${name} → ${arity} ${nameOf(target)}${query}`;
    }),
    ...[...model.managers.values()].map(({ name, classes, isIncomplete }) => {
      const from = classes.map((one) => one.name).join(" ");
      return `  manager ${name}${from === "" ? "" : ` of ${from}`}${isIncomplete ? " incomplete" : ""}`;
    }),
    ...(model.traits.size > 0 ? [`  traits ${[...model.traits].sort().join(" ")}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function printColumn({
  name,
  attribute,
  type,
  weight,
  isNullable,
  isPlain,
  isSetOnSave,
  isInteger,
}: Model["columns"][number]): string {
  const flags = [
    ...(attribute === name ? [] : [attribute]),
    ...(isNullable ? ["null"] : []),
    ...(isInteger ? ["integer"] : []),
    ...(isPlain ? [] : ["converted"]),
    ...(isSetOnSave ? ["set-on-save"] : []),
  ];
  return [name, type, weight, ...flags].join(" ");
}

/** The text of one model by its label. */
export function printed(project: Project, label: string): string {
  const model = [...project.catalog.models.values()].find((one) => one.label === label);
  return model ? printModel(project, model) : `no model ${label}`;
}
