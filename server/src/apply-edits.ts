import type { Edit, Fix } from "../../rules/src/finding.js";
import { byPath } from "./paths.js";

/** The text after `edits`, which are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let end = 0;
  for (const edit of edits) {
    parts.push(text.slice(end, edit.start), edit.text);
    end = edit.end;
  }
  return parts.join("") + text.slice(end);
}

/**
 * The fixes that can be applied together, in the order given: one that overlaps an earlier one waits for the next
 * pass, because each was planned over the text as it is now.
 */
export function compatible(fixes: readonly Fix[]): readonly Fix[] {
  const taken: Edit[] = [];
  return fixes.filter((fix) => {
    if (fix.edits.some((edit) => taken.some((other) => collides(edit, other)))) return false;
    taken.push(...fix.edits);
    return true;
  });
}

/** All edits of `fixes` by file, each file's in order; an insertion that several ask for (an import) stands once. */
export function editsByFile(fixes: readonly Fix[]): ReadonlyMap<string, readonly Edit[]> {
  const byFile = new Map<string, Edit[]>();
  for (const edit of fixes.flatMap((fix) => fix.edits)) {
    const edits = byFile.get(edit.file) ?? [];
    if (!edits.some((other) => isSame(edit, other))) byFile.set(edit.file, [...edits, edit]);
  }
  for (const edits of byFile.values())
    edits.sort((left, right) => left.start - right.start || left.end - right.end);
  return new Map([...byFile].sort(([left], [right]) => byPath(left, right)));
}

/** Touching at an end counts, because the order of two insertions at one place would be a guess. */
function collides(left: Edit, right: Edit): boolean {
  if (left.file !== right.file || isSame(left, right)) return false;
  if (left.start === right.start) return true;
  return left.start < right.end && right.start < left.end;
}

function isSame(left: Edit, right: Edit): boolean {
  return (
    left.file === right.file &&
    left.start === right.start &&
    left.end === right.end &&
    left.text === right.text
  );
}
