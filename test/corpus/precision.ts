import type { Entry } from "./entry.js";
import { formsOf } from "./entry.js";
import type { Labels } from "./labels.js";

/** The entries and labels of one project. */
export interface LabeledProject {
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly labels: Labels;
}

/** Prints the share of true findings among the labeled ones: in all, by severity, rule and project. */
export function describePrecision(projects: readonly LabeledProject[]): readonly string[] {
  const judged = projects.flatMap(({ name, entries, labels }) =>
    entries.map((entry) => ({ project: name, entry, label: labels[entry.key] })),
  );
  const groups: readonly (readonly [string, Grouping])[] = [
    ["all", () => ""],
    ["severity", ({ entry }) => entry.severity],
    ["rule", ({ entry }) => `${entry.rule} ${entry.severity}`],
    ["project", ({ project }) => project],
    ["project's warnings", ({ project, entry }) => (entry.severity === "info" ? undefined : project)],
  ];
  return [
    ...groups.flatMap(([title, of]) => [
      `by ${title}`.replace("by all", "precision").padEnd(44) + "  true of labeled       findings",
      ...groupLines(judged, of),
    ]),
    "false findings by class",
    ...classLines(judged),
    "wrong fixes that are offered",
    ...wrongFixLines(judged),
  ];
}

interface Judged {
  readonly project: string;
  readonly entry: Entry;
  readonly label: Labels[string] | undefined;
}

/** The group that a finding counts in, if any. */
type Grouping = (one: Judged) => string | undefined;

function groupLines(judged: readonly Judged[], of: Grouping): readonly string[] {
  return [...new Set(judged.flatMap((one) => of(one) ?? []))].sort().map((name) => {
    const members = judged.filter((one) => of(one) === name);
    const labeled = members.flatMap(({ label }) => (label === undefined ? [] : [label.label]));
    const right = labeled.filter((label) => label).length;
    const share = labeled.length === 0 ? "   –  " : `${((100 * right) / labeled.length).toFixed(1).padStart(5)}%`;
    const counts = `${String(right).padStart(5)} / ${String(labeled.length).padEnd(5)}`;
    return `  ${name.padEnd(42)}${counts} ${share}  ${String(members.length).padStart(6)}`;
  });
}

function classLines(judged: readonly Judged[]): readonly string[] {
  const classes = judged.flatMap(({ label }) => (label?.class === undefined ? [] : [label.class]));
  return countLines(classes);
}

function wrongFixLines(judged: readonly Judged[]): readonly string[] {
  return countLines(
    judged.flatMap(({ entry, label }) =>
      Object.keys(label?.wrongFixes ?? {}).filter((form) => formsOf(entry).includes(form)),
    ),
  );
}

function countLines(names: readonly string[]): readonly string[] {
  const counts = [...new Set(names)].map((name) => ({ name, count: names.filter((each) => each === name).length }));
  return counts
    .sort((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1))
    .map(({ name, count }) => `  ${name.padEnd(42)}${String(count).padStart(5)}`);
}
