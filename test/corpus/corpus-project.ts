import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { elementsOf, membersOf } from "../laws/json.js";

/** A public project at one commit; its sources are no part of the repository. */
export interface CorpusProject {
  readonly name: string;
  /** Owner and name on GitHub. */
  readonly repository: string;
  readonly commit: string;
}

/** The projects of `projects.json`. */
export function corpusProjects(): readonly CorpusProject[] {
  const document: unknown = JSON.parse(readFileSync(dataFile("projects.json"), "utf8"));
  return elementsOf(document).map((element) => {
    const { name, repository, commit } = membersOf(element);
    return { name: String(name), repository: String(repository), commit: String(commit) };
  });
}

/** The place of a data file of this folder. */
export function dataFile(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
