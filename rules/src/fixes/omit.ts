import { heavyColumns } from "../flow/heavy.js";
import type { RowAccess } from "../flow/query.js";
import {
  append,
  common,
  type Condition,
  firstBroken,
  type FixInput,
  here,
  type Outcome,
  quoter,
  safetyOf,
} from "./fix-form.js";

/** `documents.defer("content")` — the same rows without the heavy columns that nobody reads. */
export function planOmit(input: FixInput): Outcome {
  const { query, rewrites, catalog } = input;
  const form = rewrites.omit;
  const { columns, joins } = query.load;
  if (!form || (columns.kind !== "all" && columns.kind !== "except")) return undefined;
  const joined = new Set(joins.map((join) => join.path));
  const heavy = heavyColumns(query, catalog).filter(({ path }) => path === "" || joined.has(path));
  const names = heavy.map(({ path, column }) => (path === "" ? column.name : `${path}__${column.name}`));
  const unread = names.filter((name) => !query.rowUse.uses.some((use) => use.name === name));
  if (unread.length === 0) return undefined;
  const broken = firstBroken("omit", [...common(input), ...conditions(input)]);
  if (broken) return broken;
  const careful = query.rowUse.uses.find((use) => risky.includes(use.kind));
  const isHarmless = query.rowUse.isComplete && !careful && query.use.kind === "looped";
  const quote = quoter(input);
  return {
    form: "omit",
    title: `Leave out ${unread.join(", ")} with defer()${isHarmless ? "" : " — code that reads it later runs one query a row"}`,
    safety: safetyOf(input, "omit", isHarmless),
    edits: append(input, form.write(unread.map(quote))),
    conditions: ["the code here does not read these columns", "rows are not copied"],
  };
}

const risky: readonly RowAccess["kind"][] = [
  "save",
  "delete",
  "assign",
  "escape",
  "dynamic",
  "unknown-method",
  "text",
];

function conditions({ query }: FixInput): readonly Condition[] {
  const copy = query.rowUse.uses.find((use) => use.kind === "copy");
  const watches = query.model.traits.has("custom-init") || query.model.traits.has("tracker");
  return [
    here(
      query,
      "the model looks at every loaded row, so a missing column would be fetched row by row",
      !watches,
    ),
    { says: "a row is copied, which needs all of its columns", brokenAt: copy?.at },
    here(query, "combined queries cannot leave columns out", !query.shape.isCombined),
    here(
      query,
      "the place of use is not a query any more",
      query.load.delivery === "buffered" && (query.use.kind === "looped" || query.use.kind === "collected"),
    ),
  ];
}
