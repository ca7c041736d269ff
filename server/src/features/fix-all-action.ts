import type { Edit } from "../../../rules/src/finding.js";
import type { EditableProject } from "../fix-all.js";
import { fixAll } from "../fix-all.js";

/** The edits of one file after which no safe fix is left; nothing is changed. */
export function fixAllEdits({ project, files, overlay }: EditableProject, file: string): readonly Edit[] {
  const content = files.read(file);
  if (content.kind !== "text") return [];
  const { fixed, touched } = overlay.meanwhile(() => {
    const applied = fixAll({ project, files, overlay }, [file]);
    const after = files.read(file);
    return {
      fixed: after.kind === "text" ? after.text : content.text,
      touched: new Set([file, ...applied.flatMap(({ fix }) => fix.edits.map((edit) => edit.file))]),
    };
  });
  project.changed([...touched]);
  // An action of one file must not reach into others, which their owner may not even have open.
  return touched.size > 1 ? [] : difference(file, content.text, fixed);
}

/** Line by line, so that cursors and folds elsewhere stay; texts of equal length in lines differ line by line. */
function difference(file: string, before: string, after: string): readonly Edit[] {
  const [old, fresh] = [before.split(/(?<=\n)/), after.split(/(?<=\n)/)];
  if (old.length !== fresh.length) return [...changedPart(file, before, after, 0)];
  const edits: Edit[] = [];
  let offset = 0;
  old.forEach((line, index) => {
    edits.push(...changedPart(file, line, fresh[index] ?? "", offset));
    offset += line.length;
  });
  return edits;
}

function changedPart(file: string, before: string, after: string, offset: number): readonly Edit[] {
  if (before === after) return [];
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return [
    {
      file,
      start: offset + head,
      end: offset + before.length - tail,
      text: after.slice(head, after.length - tail),
    },
  ];
}
