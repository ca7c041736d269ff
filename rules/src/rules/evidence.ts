import type { Evidence } from "../finding.js";
import type { HeavyColumn, Query, StepTaken, Use } from "../flow/query.js";
import type { Settings } from "../settings.js";
import { sizeOfTable } from "./size-of-table.js";
import { listInWords } from "./subject.js";

/** The step that leaves the number of rows open, and the place of consumption where it is another one. */
export function evidenceOf(query: Query): readonly Evidence[] {
  const { handedOver, use, load } = query;
  const narrowing = load.rows.level === "all" ? undefined : query.steps.findLast(hasConditions);
  const step = narrowing ?? query.steps[0];
  const evidence: Evidence[] = [];
  if (step && step.at.end > step.at.start) {
    const message =
      narrowing === undefined
        ? `${query.model.name} is queried here without a bound`
        : `${step.name}() leaves the number of rows open`;
    evidence.push({ kind: "unbounded-by", message, location: step.at });
  }
  if (handedOver) evidence.push({ kind: "consumed-at", message: "the rows are read here", location: use.at });
  return evidence;
}

/** Why the table is taken for a small one. */
export function sizeEvidence({ model }: Query, settings: Settings): readonly Evidence[] {
  const size = sizeOfTable(model, settings);
  if (!("reasons" in size)) return [];
  const message = `${model.name} is taken for a table with few rows: ${listInWords(size.reasons)}`;
  return [{ kind: "table-size", message, location: model.declared }];
}

/** Where else the same result is used. */
export function otherUseEvidence({ otherUses }: Query): readonly Evidence[] {
  const words: Partial<Record<Use["kind"], string>> = {
    counted: "the same rows are counted here",
    tested: "the same rows are tested here",
    looped: "the same rows are read again here",
  };
  return otherUses.flatMap(({ kind, at }) => {
    const message = words[kind];
    return message === undefined ? [] : [{ kind: "other-use", message, location: at } as const];
  });
}

/** Where heavy columns are declared. */
export function columnEvidence(columns: readonly HeavyColumn[]): readonly Evidence[] {
  return columns.map(({ model, column }) => ({
    kind: "heavy-column",
    message: `${model.name}.${column.name} is a ${column.type}`,
    location: column.declared,
  }));
}

/** Heavy columns in words, each with the path that brings it: `pdf and customer.avatar`. */
export function columnsInWords(columns: readonly HeavyColumn[]): string {
  return listInWords(
    columns.map(({ path, column }) =>
      [...path.split("__"), column.name].filter((part) => part !== "").join("."),
    ),
  );
}

function hasConditions({ call }: StepTaken): boolean {
  return call?.arguments.some(({ form }) => form === "named" || form === "named-spread") ?? false;
}
