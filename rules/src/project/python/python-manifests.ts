import { parse } from "smol-toml";
import type { Syntax } from "../../syntax/syntax.js";
import { forEachExpression } from "../../syntax/walk.js";
import { option, textOf } from "../read-literals.js";
import type { ManifestInput, Requirement } from "../requirements.js";

const manifestName =
  /^(?:pyproject\.toml|Pipfile(?:\.lock)?|(?:poetry|uv|pdm)\.lock|setup\.(?:py|cfg)|[\w.-]*requirements[\w.-]*\.(?:txt|in))$/;
const requirementFolder = /^(?:requirements|reqs|dependencies|deps|pip)$/;
const listName = /\.(?:txt|in)$/;
/** What is needed for these says nothing about the program. */
const besideFolder = /^(?:docs?|examples?|tests?|node_modules|build|dist)$|^\./;

/** Whether a file may state versions; only the root and two levels of folders are searched. */
export function isManifest(root: string, file: string): boolean {
  const parts = file.startsWith(`${root}/`) ? file.slice(root.length + 1).split("/") : [];
  const name = parts.at(-1) ?? "";
  return parts.length > 0 && parts.length <= 3 && (manifestName.test(name) || listName.test(name));
}

/** Every requirement that the project's manifests state. */
export function readRequirements(input: ManifestInput): readonly Requirement[] {
  return manifestFiles(input).flatMap((file) => requirementsIn(input, file));
}

function manifestFiles({ root, list }: ManifestInput): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number, isRequirementFolder: (name: string) => boolean): void => {
    for (const { name, kind } of list(folder)) {
      const path = `${folder}/${name}`;
      if (kind === "folder") {
        const isDeeper = depth === 0 ? !besideFolder.test(name) : requirementFolder.test(name);
        if (isDeeper && depth < 2)
          visit(path, depth + 1, () => requirementFolder.test(name) || isRequirementFolder(name));
      } else if (manifestName.test(name) || (listName.test(name) && isRequirementFolder(name)))
        found.push(path);
    }
  };
  visit(root, 0, () => false);
  // A program below the root counts if the root itself states nothing.
  const atRoot = found.filter((file) => isRootManifest(root, file));
  return atRoot.length > 0 ? atRoot : found;
}

function isRootManifest(root: string, file: string): boolean {
  const folders = file
    .slice(root.length + 1)
    .split("/")
    .slice(0, -1);
  return folders.length === 0 || requirementFolder.test(folders[0] ?? "");
}

function requirementsIn(input: ManifestInput, file: string): readonly Requirement[] {
  if (file.endsWith("/setup.py"))
    return everyText(input.syntax(file)).flatMap((text) => requirement(text) ?? []);
  const content = input.read(file);
  if (content.kind !== "text") return [];
  const { text } = content;
  if (file.endsWith("/Pipfile.lock"))
    return [...text.matchAll(pipLock)].flatMap(([, name = "", version = ""]) => locked(name, version));
  if (file.endsWith(".lock"))
    return [...text.matchAll(tomlLock)].flatMap(([, name = "", version = ""]) => locked(name, version));
  if (file.endsWith(".toml") || file.endsWith("/Pipfile")) return fromToml(text);
  return text.split(/\r?\n/).flatMap((line) => requirement(line.replace(/^install_requires\s*=/, "")) ?? []);
}

/** Lock files are written by tools in one form, and large: they are searched, not parsed. */
const tomlLock = /^name = "([\w.-]+)"\r?\nversion = "(\d[^"]*)"/gm;
const pipLock = /"([\w.-]+)":\s*\{[^{}]*"version":\s*"==([^"]+)"/g;

function locked(name: string, version: string): readonly Requirement[] {
  return [{ name: normalized(name), constraint: `==${version.replace(/[^\d.].*$/, "")}`, from: "lock" }];
}

/** `django[bcrypt]>=4.2,<5; python_version > "3.8"  # why`. */
function requirement(text: string): Requirement | undefined {
  const [, name, constraint = ""] =
    /^\s*([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;#)\\]*)/.exec(text) ?? [];
  const isConstraint = /^[<>=!~][\s\w.<>=!~,*+-]*$/.test(constraint.trim());
  return name !== undefined && isConstraint
    ? { name: normalized(name), constraint: constraint.trim(), from: "manifest" }
    : undefined;
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

type Table = Readonly<Record<string, unknown>>;

function fromToml(text: string): readonly Requirement[] {
  const root = parsed(text);
  const project = tableIn(root, "project");
  const tool = tableIn(root, "tool");
  const poetry = tableIn(tool, "poetry");
  const lists = [
    project["dependencies"],
    ...Object.values(tableIn(project, "optional-dependencies")),
    ...Object.values(tableIn(root, "dependency-groups")),
    ...Object.values(tableIn(tableIn(tool, "pdm"), "dev-dependencies")),
    tableIn(tool, "uv")["dev-dependencies"],
  ];
  const tables = [
    tableIn(poetry, "dependencies"),
    tableIn(poetry, "dev-dependencies"),
    ...Object.values(tableIn(poetry, "group")).map((group) =>
      tableIn(isTable(group) ? group : {}, "dependencies"),
    ),
    tableIn(root, "packages"),
    tableIn(root, "dev-packages"),
  ];
  const python = project["requires-python"] ?? tableIn(root, "requires")["python_version"];
  return [
    ...lists.flatMap((list) =>
      Array.isArray(list)
        ? list.flatMap((item) => (typeof item === "string" ? (requirement(item) ?? []) : []))
        : [],
    ),
    ...tables.flatMap((table) => Object.entries(table).flatMap(([name, value]) => fromTable(name, value))),
    ...(typeof python === "string" ? fromTable("python", python) : []),
  ];
}

/** `django = "^4.2"` or `django = { version = "^4.2", extras = […] }`, also several of these. */
function fromTable(name: string, value: unknown): readonly Requirement[] {
  if (Array.isArray(value)) return value.flatMap((one) => fromTable(name, one));
  const constraint = isTable(value) ? value["version"] : value;
  return typeof constraint === "string" ? [{ name: normalized(name), constraint, from: "manifest" }] : [];
}

function parsed(text: string): Table {
  try {
    return parse(text);
  } catch {
    // A manifest that is being edited states nothing for now; its own tool says what is wrong with it.
    return {};
  }
}

function tableIn(table: Table, name: string): Table {
  const value = table[name];
  return isTable(value) ? value : {};
}

function isTable(value: unknown): value is Table {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The literal texts of a file; that of `python_requires=…` with the name that it has elsewhere. */
function everyText(syntax: Syntax | undefined): readonly string[] {
  const found: string[] = [];
  forEachExpression(syntax?.body ?? [], (expression) => {
    const text = textOf(expression);
    if (text !== undefined) found.push(text);
    const python = expression.kind === "call" ? textOf(option(expression, "python_requires")) : undefined;
    if (python !== undefined) found.push(`python ${python}`);
  });
  return found;
}
