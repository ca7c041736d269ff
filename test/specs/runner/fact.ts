import type { FileCheck } from "../../../rules/src/analyze.js";
import type { Finding } from "../../../rules/src/finding.js";
import type { Query } from "../../../rules/src/flow/query.js";
import {
  contextInWords,
  effectsInWords,
  loadInWords,
  rowUseInWords,
  useInWords,
} from "./in-words.js";

/** What can be expected of a line. */
export const factKinds = [
  "finding",
  "fix",
  "no-fix",
  "withheld",
  "load",
  "use",
  "also",
  "depth",
  "row-use",
  "other-row-use",
  "effects",
  "place",
] as const;

export type FactKind = (typeof factKinds)[number];

/** What the analysis says of a line. */
export interface Fact {
  readonly kind: FactKind;
  readonly words: string;
  /** Message, title or condition in full. */
  readonly quote?: string;
}

/** What a check and the evaluation of a file show. */
export interface Shown extends FileCheck {
  readonly queries: readonly Query[];
}

/** The facts of a checked file by line, counted from 0. */
export function factsOf({ findings, queries }: Shown, text: string): ReadonlyMap<number, readonly Fact[]> {
  const facts = new Map<number, Fact[]>();
  const add = (offset: number, more: readonly Fact[]): void => {
    const line = text.slice(0, offset).split("\n").length - 1;
    facts.set(line, [...(facts.get(line) ?? []), ...more]);
  };
  for (const finding of findings) add(finding.location.start, factsOfFinding(finding));
  for (const query of queries) add(query.expression.start, factsOfQuery(query));
  return facts;
}

function factsOfFinding({ rule, severity, message, fixes, withheld }: Finding): readonly Fact[] {
  return [
    { kind: "finding", words: severity === "warning" ? rule : `${rule} ${severity}`, quote: message },
    ...fixes.map(({ form, safety, title }) => ({
      kind: "fix" as const,
      words: `${form} ${safety}`,
      quote: title,
    })),
    ...withheld.map(({ form, condition }) => ({ kind: "withheld" as const, words: form, quote: condition })),
  ];
}

function factsOfQuery(query: Query): readonly Fact[] {
  const { load, use, otherUses, rowUse, otherRowUse, effects, depth, context } = query;
  return [
    { kind: "load", words: loadInWords(load) },
    { kind: "use", words: useInWords(use) },
    { kind: "also", words: otherUses.map(useInWords).join(", ") || "nothing" },
    { kind: "depth", words: String(depth) },
    { kind: "row-use", words: rowUseInWords(rowUse) },
    { kind: "other-row-use", words: otherRowUse ? rowUseInWords(otherRowUse) : "unknown" },
    { kind: "effects", words: effectsInWords(effects) },
    { kind: "place", words: contextInWords(context) },
  ];
}
