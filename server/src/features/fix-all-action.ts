import type { Line } from "../diff-lines.js";
import { diffLines } from "../diff-lines.js";
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

/** Line by line, so that cursors and folds elsewhere stay. */
function difference(file: string, before: string, after: string): readonly Edit[] {
  const edits: Edit[] = [];
  let offset = 0;
  for (const { old, fresh } of changedBlocks(before, after)) {
    const isAligned = old.length === fresh.length;
    const [from, to] = isAligned ? [old, fresh] : [[old.join("")], [fresh.join("")]];
    from.forEach((text, index) => {
      edits.push(...changedPart(file, text, to[index] ?? "", offset));
      offset += text.length;
    });
  }
  return edits;
}

/** Lines of the one text and what stands for them in the other. */
interface Block {
  readonly old: string[];
  readonly fresh: string[];
}

function changedBlocks(before: string, after: string): readonly Block[] {
  const blocks: Block[] = [];
  let last: Line["sign"] | undefined;
  for (const { sign, text } of diffLines(before, after)) {
    let block = blocks.at(-1);
    if (block === undefined || (sign === " ") !== (last === " ")) {
      block = { old: [], fresh: [] };
      blocks.push(block);
    }
    if (sign !== "+") block.old.push(text);
    if (sign !== "-") block.fresh.push(text);
    last = sign;
  }
  return blocks;
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
