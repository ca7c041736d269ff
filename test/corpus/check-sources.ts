import { checkSafely } from "../../server/src/check-safely.js";
import { checkFiles } from "../../server/src/cli/check-files.js";
import { targetedFiles } from "../../server/src/cli/check.js";
import { openProject } from "../../server/src/cli/open-project.js";
import { findTargets } from "../../server/src/cli/targets.js";
import { nodeFiles } from "../../rules/src/disk/node-files.js";
import { normalPath } from "../../server/src/disk-paths.js";
import { readTexts } from "../../server/src/texts.js";
import type { Entry } from "./entry.js";
import { entriesOf } from "./entry.js";
import type { Finding } from "../../rules/src/finding.js";
import type { Texts } from "../../server/src/texts.js";

/** What a check of a project's sources gave. */
export interface CheckedSources {
  readonly findings: readonly Finding[];
  readonly texts: Texts;
  /** Files that could not be read or parsed. */
  readonly errors: readonly string[];
}

/** Checks the project at `folder` as the command line does there: all its files, or those of `paths` below it. */
export function checkSources(folder: string, paths: readonly string[] = ["."]): CheckedSources {
  const root = normalPath(folder, process.cwd());
  const targets = findTargets(paths, root);
  if (targets.kind === "missing") throw new Error(`No such file or folder below ${folder}: ${targets.path}`);
  const opened = openProject(root, nodeFiles, { kind: "settings", values: {} }, root);
  if (opened.kind === "broken") throw new Error(opened.messages.join("\n"));
  const files = targetedFiles(opened.project.sources(), targets);
  const { findings, errors } = checkFiles(files, (file) => checkSafely(opened.project, file));
  return {
    findings,
    texts: readTexts(nodeFiles),
    errors: errors.map(({ file, message }) => `${file}: ${message}`),
  };
}

/** The entries of the project at `folder`. */
export function checkedEntries(folder: string): readonly Entry[] {
  const { findings, texts } = checkSources(folder);
  return entriesOf(findings, { folder: normalPath(folder, process.cwd()), texts });
}
