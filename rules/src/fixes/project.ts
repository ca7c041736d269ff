import type { Column } from "../project/catalog.js";
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

/** Up to this many columns a projection is worth its line. */
const mostColumns = 6;

/** `orders.values_list("number", "total", named=True)` — exactly the columns that the loop reads. */
export function planProject(input: FixInput): Outcome {
  const { query, rewrites } = input;
  const form = rewrites.project;
  if (
    !form ||
    query.use.kind !== "looped" ||
    query.load.columns.kind !== "all" ||
    query.load.delivery !== "buffered"
  )
    return undefined;
  const names = [...new Set(query.rowUse.uses.map((use) => use.name))];
  if (names.length === 0 || names.length > mostColumns) return undefined;
  const broken = firstBroken("project", [...common(input), ...conditions(input, names)]);
  if (broken) return broken;
  const stream =
    rewrites.stream && !query.context.isAsync && query.effects.length === 0
      ? rewrites.stream.write(rewrites.stream.method, undefined)
      : "";
  return {
    form: "project",
    title: `Load only ${names.join(", ")}${stream === "" ? "" : " and stream them"}`,
    safety: safetyOf(input, "project", !query.model.traits.has("custom-init")),
    edits: append(input, form.named(names.map(quoter(input))) + stream),
    conditions: ["the loop reads nothing but these columns", "they have the same values without an instance"],
  };
}

function conditions({ query }: FixInput, names: readonly string[]): readonly Condition[] {
  const { shape, rowUse, load } = query;
  const other = rowUse.uses.find((use) => use.kind !== "column" && use.kind !== "key");
  const far = rowUse.uses.find((use) => !use.isLocal);
  const isPlain = (column: Column | undefined): boolean => column?.isPlain ?? false;
  const columnOf = (name: string): Column | undefined =>
    query.model.columns.find((column) => column.name === name || column.attribute === name);
  return [
    here(query, "some uses of the rows cannot be followed", rowUse.isComplete),
    { says: "the loop needs the instance, not only its columns", brokenAt: other?.at },
    { says: "columns are read in another function, which expects an instance", brokenAt: far?.at },
    here(
      query,
      "a column has another value on an instance",
      names.every((name) => name === "pk" || isPlain(columnOf(name))),
    ),
    here(
      query,
      "a name starts with an underscore",
      names.every((name) => !name.startsWith("_")),
    ),
    here(query, "a projection would drop the prefetch", shape.prefetch === "none"),
    here(
      query,
      "a projection would change which rows are equal",
      shape.distinct === "no" && !shape.isCombined,
    ),
    here(
      query,
      "the loop runs again and again over one result",
      query.use.kind !== "looped" || query.use.depth === 0,
    ),
    here(query, "the parent may have prefetched these rows", !shape.isRelatedSet),
    here(query, "joined rows are read", load.joins.length === 0),
    here(query, "a comprehension or loop in a coroutine needs async for", !query.context.isAsync),
    here(query, "rows are not taken one by one", query.use.kind === "looped" && query.use.via !== "reversed"),
  ];
}
