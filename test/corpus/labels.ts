import { existsSync, readFileSync } from "node:fs";
import { membersOf } from "../laws/json.js";
import { dataFile } from "./corpus-project.js";

/** What a reader of the source thinks of one finding. */
export interface Label {
  /** Whether a developer of that project should have been told this. */
  readonly label: boolean;
  /** One sentence: for whom it grows, or why it does not. */
  readonly reason: string;
  /** Of a false finding: the short name that others of its kind share. */
  readonly class?: string;
  /** Forms of fixes whose result would be wrong, each with why; they stay when the form is offered no longer. */
  readonly wrongFixes?: Readonly<Record<string, string>>;
  /** The finding is not made any more. */
  readonly gone?: true;
}

/** Labels by the keys of their findings. */
export type Labels = Readonly<Record<string, Label>>;

/** The committed labels of a project. */
export function labelsOf(project: string): Labels {
  const file = labelsFile(project);
  return existsSync(file) ? readLabels(readFileSync(file, "utf8")) : {};
}

/** Where the labels of a project are kept. */
export function labelsFile(project: string): string {
  return dataFile(`labels/${project}.json`);
}

/** Reads labels, or says what is wrong with them. */
function readLabels(text: string): Labels {
  const document: unknown = JSON.parse(text);
  return Object.fromEntries(
    Object.entries(membersOf(document)).map(([key, value]) => {
      const { label, reason, class: kind, wrongFixes, gone, ...others } = membersOf(value);
      const unknown = Object.keys(others);
      if (typeof label !== "boolean" || typeof reason !== "string" || unknown.length > 0)
        throw new Error(`A label needs 'label' and 'reason' and knows no '${unknown.join(", ")}': ${key}`);
      if (kind !== undefined && typeof kind !== "string") throw new Error(`Not the name of a class: ${key}`);
      return [
        key,
        {
          label,
          ...(kind === undefined ? {} : { class: kind }),
          reason,
          ...(wrongFixes === undefined ? {} : { wrongFixes: textsOf(wrongFixes) }),
          ...(gone === true ? { gone } : {}),
        },
      ];
    }),
  );
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(membersOf(value)).map(([form, why]) => [form, String(why)]));
}

/** Marks the labels whose findings are gone, and unmarks those that are back; in the order of the keys. */
export function withGoneMarks(labels: Labels, keys: ReadonlySet<string>): Labels {
  const sorted = Object.entries(labels).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    sorted.map(([key, { gone: _, ...label }]) => [key, keys.has(key) ? label : { ...label, gone: true }]),
  );
}
