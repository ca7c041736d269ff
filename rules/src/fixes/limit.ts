import { common, firstBroken, type FixInput, here, type Outcome, safetyOf, textOf } from "./fix-form.js";

/** `orders[:5]` in place of `islice(orders, 5)` or `list(orders)[:5]`; `orders[0]` in place of `list(orders)[0]`. */
export function planLimit(input: FixInput): Outcome {
  const { query, rewrites } = input;
  const form = rewrites.limit;
  if (!form || query.use.kind !== "first" || !("start" in query.use.node)) return undefined;
  const { via, count, node } = query.use;
  if (via !== "list" && via !== "tuple" && via !== "islice") return undefined;
  const broken = firstBroken("limit", [
    ...common(input),
    here(
      query,
      "the list is made elsewhere",
      node.start <= query.expression.start && query.expression.end <= node.end,
    ),
    here(query, "the query is sliced already", !query.shape.isSliced),
    here(query, "in a coroutine a slice has to be awaited", !query.context.isAsync),
    here(query, "the parent may have prefetched these rows", !query.shape.isRelatedSet),
    here(
      query,
      "the count is more than a number or a name",
      count.kind === "one" || ["literal", "name"].includes(count.expression.kind),
    ),
    here(query, "a comment stands inside", !textOf(input, node).includes("#")),
  ]);
  if (broken) return broken;
  const text = textOf(input, query.expression);
  const bound = count.kind === "one" ? form.first : form.upTo(textOf(input, count.expression));
  const bounded = via === "islice" || count.kind === "one" ? text + bound : form.list(text + bound);
  const isLiteral = count.kind === "one" || count.expression.kind === "literal";
  return {
    form: "limit",
    title: isLiteral
      ? "Let the database stop there"
      : "Let the database stop there — None as a bound loads everything",
    safety: safetyOf(input, "limit", isLiteral && (via !== "islice" || node.kind === "call")),
    edits: [{ file: query.file, start: node.start, end: node.end, text: bounded }],
    conditions: ["the rest of the rows is not used"],
  };
}
