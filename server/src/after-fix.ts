import type { Fix } from "../../rules/src/finding.js";
import { applyFixes } from "./fix-all.js";
import type { EditableProject } from "./fix-all.js";

/** What is seen of `file` once `fix` is applied; `undefined` if it cannot be. Nothing is changed. */
export function afterFix<Seen>(
  editable: EditableProject,
  file: string,
  fix: Fix,
  look: () => Seen,
): Seen | undefined {
  const touched = [...new Set([file, ...fix.edits.map((edit) => edit.file)])];
  try {
    return editable.overlay.meanwhile(() => {
      const changed = applyFixes(editable, [fix]);
      return changed.length === 0 ? undefined : look();
    });
  } finally {
    editable.project.changed(touched);
  }
}

/** Where an offset of the old text lies after a fix; one inside of an edit moves to the edit's end. */
export function offsetAfter(fix: Fix, file: string, offset: number): number {
  let moved = 0;
  for (const edit of fix.edits) {
    if (edit.file !== file || edit.start > offset) continue;
    if (edit.end <= offset) moved += edit.text.length - (edit.end - edit.start);
    else return edit.start + moved + edit.text.length;
  }
  return offset + moved;
}
