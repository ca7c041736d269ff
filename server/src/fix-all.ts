import type { Finding, Fix } from "../../rules/src/finding.js";
import type { FileHost } from "../../rules/src/project/file-host.js";
import type { Project } from "../../rules/src/project/project.js";
import { applyEdits, compatible, editsByFile } from "./apply-edits.js";
import { checkSafely } from "./check-safely.js";
import type { OverlayFiles } from "./overlay-files.js";

/** A project whose texts can be replaced without writing them. */
export interface EditableProject {
  readonly project: Project;
  readonly files: FileHost;
  readonly overlay: OverlayFiles;
}

/** A fix that was applied; the finding is that of the text before. */
export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** The text that the finding's offsets belong to. */
  readonly text: string;
}

/** Fixes of one fix may uncover the next; more passes than this mean that two fixes undo each other. */
const maximumPasses = 10;

/** Applies safe fixes in `files` over the overlay until none is left. */
export function fixAll(editable: EditableProject, files: readonly string[]): readonly AppliedFix[] {
  const applied: AppliedFix[] = [];
  let pending = files;
  for (let pass = 0; pass < maximumPasses && pending.length > 0; pass += 1) {
    const done = pending.map((file) => fixOnce(editable, file));
    applied.push(...done.flatMap((each) => each.applied));
    pending = [...new Set(done.flatMap((each) => each.changed))];
  }
  return applied;
}

/** Applies the fixes of one file that do not overlap. */
function fixOnce(
  editable: EditableProject,
  file: string,
): { readonly applied: readonly AppliedFix[]; readonly changed: readonly string[] } {
  const content = editable.files.read(file);
  if (content.kind !== "text") return { applied: [], changed: [] };
  const candidates = checkSafely(editable.project, file).findings.flatMap(safeFixOf);
  const chosen = compatible(candidates.map(({ fix }) => fix));
  const changed = applyFixes(editable, chosen);
  const applied = candidates.filter(({ fix }) => changed.length > 0 && chosen.includes(fix));
  return { changed, applied: applied.map((each) => ({ ...each, text: content.text })) };
}

/**
 * Applies `fixes`, which do not overlap, over the overlay and returns the files that changed: none if some file could
 * then be read less well than before, which a fix must never cause.
 */
export function applyFixes(
  { project, files, overlay }: EditableProject,
  fixes: readonly Fix[],
): readonly string[] {
  const before = [...editsByFile(fixes)].flatMap(([file, edits]) => {
    const content = files.read(file);
    if (content.kind !== "text") return [];
    return [
      {
        file,
        text: content.text,
        fixed: applyEdits(content.text, edits),
        problems: checkSafely(project, file).problems.length,
      },
    ];
  });
  const changed = before.filter(({ text, fixed }) => text !== fixed);
  for (const { file, fixed } of changed) overlay.cover(file, fixed);
  project.changed(changed.map(({ file }) => file));
  const broken = changed.some(({ file, problems }) => checkSafely(project, file).problems.length > problems);
  if (!broken) return changed.map(({ file }) => file);
  for (const { file, text } of changed) overlay.cover(file, text);
  project.changed(changed.map(({ file }) => file));
  return [];
}

function safeFixOf(finding: Finding): readonly { readonly finding: Finding; readonly fix: Fix }[] {
  const fix = finding.fixes.find(({ safety }) => safety === "safe");
  return fix === undefined ? [] : [{ finding, fix }];
}
