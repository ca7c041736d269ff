import type { RowAccess } from "../flow/query.js";
import type { Column } from "../project/catalog.js";
import type { Site } from "./form.js";

/** Accesses that plain values can serve. */
const plainReads: readonly RowAccess["kind"][] = ["column", "key", "annotation"];

/** The first use of a row that needs an instance. */
export function instanceUse({ query }: Site): RowAccess | undefined {
  return query.rowUse.uses.find((access) => !plainReads.includes(access.kind));
}

/** The columns that the code reads, each once, in the order of the source. */
export function columnsUsed({ query }: Site): readonly string[] {
  return [
    ...new Set(query.rowUse.uses.filter(({ kind }) => plainReads.includes(kind)).map(({ name }) => name)),
  ];
}

/** The first read of a column whose plain value differs from the attribute of an instance. */
export function unplainRead({ query }: Site): RowAccess | undefined {
  return query.rowUse.uses.find(
    ({ kind, name }) => kind === "column" && columnOf(query.model.columns, name)?.isPlain !== true,
  );
}

/** A column by its name or by the attribute of its raw value. */
export function columnOf(columns: readonly Column[], name: string): Column | undefined {
  return columns.find((column) => column.name === name || column.attribute === name);
}
