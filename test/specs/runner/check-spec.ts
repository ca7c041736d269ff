import { check, queriesOf } from "../../../rules/src/analyze.js";
import type { Shown } from "./fact.js";
import { createMemoryFiles } from "../../../rules/src/project/memory-files.js";
import { Project } from "../../../rules/src/project/project.js";
import { readSettings } from "../../../rules/src/settings/read-settings.js";
import type { Spec } from "./spec.js";

/** A spec's project, checked. */
export interface CheckedSpec {
  readonly project: Project;
  /** By path from the project's root. */
  readonly files: ReadonlyMap<string, CheckedFile>;
}

/** A file of a spec with what was found in it. */
export interface CheckedFile extends Shown {
  readonly text: string;
}

const root = "/project";

/** Checks every code file of a spec; `changed` replaces the text of one of them. */
export function checkSpec(spec: Spec, changed: ReadonlyMap<string, string> = new Map()): CheckedSpec {
  const texts = new Map([...spec.code].map(([path, { text }]) => [path, changed.get(path) ?? text]));
  const files = createMemoryFiles(
    Object.fromEntries([...spec.files, ...texts].map(([path, text]) => [`${root}/${path}`, text])),
  );
  const { settings, problems } = readSettings(root, files);
  const [problem] = problems;
  if (problem) throw new Error(`${problem.file}: ${problem.message}`);
  const project = new Project({ root, files, settings });
  const checked = [...texts].map(
    ([path, text]) => [path, checkedFile(project, `${root}/${path}`, text)] as const,
  );
  return { project, files: new Map(checked) };
}

/** A check does not even parse what holds no query; a spec must be right all the same. */
function checkedFile(project: Project, file: string, text: string): CheckedFile {
  const errors = project.syntax(file)?.errors ?? [];
  const problems = errors.map(({ message, start }) => ({ file, message, start }));
  return { ...check(project, file), queries: queriesOf(project, file), problems, text };
}

/** What could not be read, as `PATH: MESSAGE`. */
export function problemsOf({ files }: CheckedSpec): readonly string[] {
  return [...files].flatMap(([path, { problems }]) => problems.map(({ message }) => `${path}: ${message}`));
}
