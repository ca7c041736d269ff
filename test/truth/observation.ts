import type { Intent } from "../../rules/src/orms/rewrites.js";
import { shapeProblem } from "./shape.js";

/** What a run of a program gave: everything that its user could notice. */
export interface Observation {
  /** Which text ran. */
  readonly id: string;
  /** How many rows of each kind there were. */
  readonly size: number;
  readonly outcome: { readonly kind: "returned" | "raised"; readonly value: string };
  /** The same without an order, where the value is a list. */
  readonly unordered: string;
  readonly printed: string;
  readonly statements: readonly string[];
  /** Rows that came from the database. */
  readonly rows: number;
  /** All rows after a program that wrote, by model. */
  readonly left: Readonly<Record<string, string>> | null;
}

/** How two runs of a program may differ; `statements`: they are not what the fix promises. */
export const differenceKinds = [
  "error",
  "values",
  "order",
  "printed",
  "left",
  "queries",
  "rows",
  "statements",
] as const;

export type Difference = (typeof differenceKinds)[number];

/** How a run after a fix differs from the one before; fewer queries and rows are what fixes are for. */
export function differencesBetween(
  intent: Intent,
  before: Observation,
  after: Observation,
): readonly Difference[] {
  const found: Record<Difference, boolean> = {
    error:
      before.outcome.kind !== after.outcome.kind ||
      (before.outcome.kind === "raised" && before.outcome.value !== after.outcome.value),
    values:
      before.outcome.kind === "returned" &&
      after.outcome.kind === "returned" &&
      before.unordered !== after.unordered,
    order:
      before.outcome.kind === "returned" &&
      before.unordered === after.unordered &&
      before.outcome.value !== after.outcome.value,
    printed: before.printed !== after.printed,
    left: JSON.stringify(before.left) !== JSON.stringify(after.left),
    queries: after.statements.length > before.statements.length,
    // The answer of a count is a row as well.
    rows: after.rows > Math.max(before.rows, 1),
    statements: shapeProblem(intent, before, after) !== undefined,
  };
  return differenceKinds.filter((kind) => found[kind]);
}
