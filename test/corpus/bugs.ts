import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { positionAt } from "../../server/src/line-index.js";
import { normalPath } from "../../server/src/disk-paths.js";
import { elementsOf, membersOf } from "../laws/json.js";
import { checkSources } from "./check-sources.js";

/** One place of a folder of known bugs: real code before or after somebody repaired it, or a tempting place that is fine. */
interface BugRow {
  readonly id: string;
  readonly side: string;
  readonly orm: string;
  readonly strength: string;
  readonly root: string;
  readonly path: string;
  readonly ranges: readonly (readonly [number, number])[];
}

interface Judged extends BugRow {
  readonly isReported: boolean;
}

/**
 * Prints recall and false alarms over a folder of known bugs: `index.jsonl`, and below it the trees that its rows
 * name. The rows are nobody's to commit: only the numbers come out, and what was missed.
 */
export function describeBugs(folder: string): readonly string[] {
  const rows = readFileSync(join(folder, "index.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(bugRow);
  const roots = [...new Set(rows.map(({ root }) => root))];
  const judged = roots.flatMap((root) => judge(folder, root, rows.filter((row) => row.root === root)));
  const shouldReport = judged.filter(({ side }) => side === "before" || side === "trap");
  const shouldBeSilent = judged.filter(({ side }) => side === "after" || side === "negative");
  return [
    "recall (reported of what should be)",
    ...shareLines(shouldReport),
    "false alarms (reported of what should be silent)",
    ...shareLines(shouldBeSilent),
    ...shouldReport
      .filter(({ isReported, strength }) => !isReported && strength === "must")
      .map((row) => `missed  ${placeOf(row)}`),
    ...shouldBeSilent.filter(({ isReported }) => isReported).map((row) => `alarm   ${placeOf(row)}`),
  ];
}

function judge(folder: string, root: string, rows: readonly BugRow[]): readonly Judged[] {
  const tree = join(folder, root);
  const present = rows.filter(({ path }) => existsSync(join(tree, path)));
  const paths = [...new Set(present.map(({ path }) => path))];
  if (paths.length === 0) return [];
  const { findings, texts } = checkSources(tree, paths);
  return present.map((row) => {
    const file = normalPath(row.path, normalPath(tree, process.cwd()));
    const lines = texts(file)?.lines;
    const isReported = findings.some(({ location }) => {
      if (lines === undefined || location.file !== file) return false;
      const [first, last] = [positionAt(lines, location.start).line + 1, positionAt(lines, location.end).line + 1];
      return row.ranges.some(([start, end]) => start <= last && first <= end);
    });
    return { ...row, isReported };
  });
}

function shareLines(rows: readonly Judged[]): readonly string[] {
  const groupOf = ({ orm, side, strength }: Judged): string => `${orm} ${side} ${strength}`.trim();
  return [...new Set(rows.map(groupOf))].sort().map((group) => {
    const members = rows.filter((row) => groupOf(row) === group);
    const reported = members.filter(({ isReported }) => isReported).length;
    const share = ((100 * reported) / members.length).toFixed(1);
    return `  ${group.padEnd(34)}${String(reported).padStart(5)} / ${String(members.length).padEnd(5)} ${share.padStart(5)}%`;
  });
}

function placeOf({ id, side, strength, root, path, ranges }: BugRow): string {
  return `${id} ${side} ${strength} ${root}/${path}:${ranges[0]?.[0] ?? 0}`;
}

function bugRow(line: string): BugRow {
  const document: unknown = JSON.parse(line);
  const { id, side, orm, strength, root, path, ranges } = membersOf(document);
  return {
    id: String(id),
    side: String(side),
    orm: String(orm),
    strength: typeof strength === "string" ? strength : "",
    root: String(root),
    path: String(path),
    ranges: elementsOf(ranges).map((range) => {
      const [start, end] = elementsOf(range);
      return [Number(start), Number(end)];
    }),
  };
}
