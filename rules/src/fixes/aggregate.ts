import type { Edit } from "../finding.js";
import type { ImportedName } from "../orms/rewrites.js";
import { planQuestion } from "./ask.js";
import { type FixInput, here, type Outcome, quoter } from "./fix-form.js";

/** `orders.aggregate(total=Sum("amount"))["total"] or 0` in place of `sum(order.amount for order in orders)`. */
export function planAggregate(input: FixInput): Outcome {
  const { query, rewrites } = input;
  if (query.use.kind !== "aggregated" || !rewrites.aggregate) return undefined;
  const { via, node, comprehension } = query.use;
  const known = Object.hasOwn(rewrites.aggregate.functions, via)
    ? rewrites.aggregate.functions[via]
    : undefined;
  const [only, ...rest] = query.rowUse.uses;
  if (!known || comprehension?.clauses.length !== 1 || !only || rest.length > 0)
    return undefined;
  const column = query.model.columns.find((one) => one.name === only.name);
  const element = comprehension.element;
  const isPlainRead =
    element.kind === "member" &&
    element.property === only.name &&
    comprehension.clauses[0]?.conditions.length === 0;
  if (!column || !isPlainRead) return undefined;
  const quote = quoter(input);
  const fallback = known.ifEmpty === undefined ? "" : ` or ${known.ifEmpty}`;
  const planned = planQuestion(input, {
    form: "aggregate",
    title: `Compute it in the database with ${known.import.name}()${fallback === "" ? " — no rows give None instead of an error" : ""}`,
    node,
    write: (text) =>
      fallback === ""
        ? text + known.write(quote(only.name), quote)
        : `(${text}${known.write(quote(only.name), quote)}${fallback})`,
    isHarmless: false,
    conditions: [
      here(query, "missing values raise in the program and are left out in the database", !column.isNullable),
      here(query, "a slice is not aggregated alike on every version", !query.shape.isSliced),
    ],
  });
  if (!planned || !("edits" in planned)) return planned;
  return { ...planned, edits: [...importEdits(input, known.import), ...planned.edits] };
}

/** Imports a name behind the imports that the file has, unless it is there. */
function importEdits({ query, text }: FixInput, { module, name }: ImportedName): readonly Edit[] {
  const escaped = module.replaceAll(".", "\\.");
  const existing = new RegExp(`^from[ \\t]+${escaped}[ \\t]+import[ \\t]+([^(\\\\#\\r\\n]+)$`, "m").exec(
    text,
  );
  const names = (existing?.[1] ?? "").split(",").map((one) => one.trim());
  if (names.includes(name)) return [];
  if (existing) {
    const end = existing.index + existing[0].trimEnd().length;
    return [{ file: query.file, start: end, end, text: `, ${name}` }];
  }
  const imports = [
    ...text.matchAll(/^(?:from[ \t]+\S+[ \t]+import[ \t]+[^(\\\r\n]+|import[ \t]+[^\\\r\n]+)$/gm),
  ];
  const last = imports.findLast((one) => one.index < query.expression.start);
  const end = last ? last.index + last[0].length : 0;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return [
    {
      file: query.file,
      start: end,
      end,
      text: last ? `${newline}from ${module} import ${name}` : `from ${module} import ${name}${newline}`,
    },
  ];
}
