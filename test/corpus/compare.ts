import type { Entry } from "./entry.js";
import { writeEntry } from "./findings-text.js";
import type { Labels } from "./labels.js";

/** What changed between two checks of the same sources. */
export interface Difference {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
  readonly changed: readonly { readonly before: Entry; readonly after: Entry }[];
}

/** Compares by key, so that shifted lines are no difference of their own. */
export function compareEntries(before: readonly Entry[], after: readonly Entry[]): Difference {
  const old = new Map(before.map((entry) => [entry.key, entry]));
  const now = new Set(after.map(({ key }) => key));
  return {
    added: after.filter(({ key }) => !old.has(key)),
    removed: before.filter(({ key }) => !now.has(key)),
    changed: after.flatMap((entry) => {
      const former = old.get(entry.key);
      return former === undefined || writeEntry(former) === writeEntry(entry)
        ? []
        : [{ before: former, after: entry }];
    }),
  };
}

/** The difference as a reviewer reads it: `+` new, `-` gone, `~` changed lines; with the labels that are known. */
export function describeDifference({ added, removed, changed }: Difference, labels: Labels): readonly string[] {
  return [
    ...added.map((entry) => marked("+", writeEntry(entry), labels[entry.key]?.label)),
    ...removed.map((entry) => marked("-", writeEntry(entry), labels[entry.key]?.label)),
    ...changed.map(({ before, after }) => changedLines(before, after)),
  ];
}

function marked(sign: string, block: string, label: boolean | undefined): string {
  const [head = "", ...details] = block.trimEnd().split("\n");
  const known = label === undefined ? "without a label" : `labeled ${label}`;
  return [`${sign} ${head} (${known})`, ...details.map((detail) => `${sign} ${detail}`)].join("\n");
}

function changedLines(before: Entry, after: Entry): string {
  const [old, now] = [writeEntry(before).trimEnd().split("\n"), writeEntry(after).trimEnd().split("\n")];
  return [
    `~ ${now[0] ?? ""}`,
    ...old.filter((line) => !now.includes(line)).map((line) => `~   was ${line.trim()}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `~   now ${line.trim()}`),
  ].join("\n");
}
