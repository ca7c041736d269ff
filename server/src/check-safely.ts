import { check, checkOnce } from "../../rules/src/analyze.js";
import type { FileCheck } from "../../rules/src/analyze.js";
import type { Project } from "../../rules/src/project/project.js";

/** Checks one file of a project that will be asked again. */
export function checkSafely(project: Project, file: string): FileCheck {
  return safely(file, () => check(project, file));
}

/** Checks one file of a project that will not be asked again. */
export function checkSafelyOnce(project: Project, file: string): FileCheck {
  return safely(file, () => checkOnce(project, file));
}

/** A defect of ours in one file must not hide the findings of all others: it becomes a problem of that file. */
function safely(file: string, run: () => FileCheck): FileCheck {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `internal error, please report it: ${reason}`;
    return { file, findings: [], problems: [{ file, message }] };
  }
}
