import type { Edit } from "../finding.js";
import type { FirstCount } from "../flow/query.js";
import type { LimitRewrite } from "../orms/rewrites.js";
import type { CallExpression, IndexExpression, SliceExpression } from "../syntax/syntax.js";
import { madeElsewhere } from "./caveats.js";
import {
  decidingUse,
  livesShortly,
  loopOf,
  notRaw,
  ofQuery,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { orderOfSorted } from "./sorted-order.js";
import { parentOf } from "./surroundings.js";
import { append, edit, receiverText, sourceOf } from "./text.js";

const isLast = ({ query }: Site): boolean => decidingUse(query.use).kind === "last";
const isSorted = ({ query }: Site): boolean => viaOf(query) === "sorted";

const turnsAround: Condition = ofQuery(
  "the order can be turned around",
  "the last rows are wanted, but the query has no total order of its own to turn around",
  (site) => !isLast(site) || (site.query.shape.order === "total" && !site.query.shape.isSliced),
);

const ordersAnew: Condition = ofQuery(
  "the database can sort",
  "the rows are sorted in the program, and a query that is sliced, combined or merged takes no other order",
  (site) => !isSorted(site) || takesOrder(site),
);

function takesOrder({ query: { shape } }: Site): boolean {
  return !shape.isSliced && !shape.isCombined && shape.distinct !== "columns";
}

const unordered: Caveat = {
  text: "without an order the database may pick other rows",
  applies: (site) => site.query.shape.order === "none" && !isSorted(site),
};

const ties: Caveat = {
  text: "rows with equal values, and rows without one, may come in another order",
  applies: isSorted,
};

const otherEnd: Caveat = { text: "no rows raise another error than before", applies: isLast };

const noRow: Caveat = {
  text: "an empty result raises IndexError, not StopIteration, and the key decides where no order does",
  applies: ({ query }) => viaOf(query) === "next",
};

const negative: Caveat = {
  text: "a negative or missing count raises an error",
  applies: ({ query }) =>
    viaOf(query) !== "islice" && countOf(query)?.kind === "many" && !isLiteral(countOf(query)),
};

const iterator: Caveat = {
  text: "the result is a query, not an iterator",
  applies: ({ query, syntax }) => {
    const { node } = decidingUse(query.use);
    if (viaOf(query) !== "islice" || node.kind !== "call") return false;
    const parent = parentOf(syntax, node);
    return !["loop", "comprehension", "call"].includes(parent?.kind ?? "");
  },
};

/** Puts the bound into the query: `list(qs)[:5]` → `list(qs[:5])`. */
export const limit: Form = {
  intent: "limit",
  form: "limit",
  fits: ({ query, rewrites }) => {
    const use = decidingUse(query.use);
    return (
      rewrites.limit !== undefined &&
      (use.kind === "first" || use.kind === "last" || loopOf(query)?.stopsAtFirst === true)
    );
  },
  conditions: [usedHere, usedOnce, runOnce, livesShortly, notRaw, turnsAround, ordersAnew],
  caveats: [unordered, ties, otherEnd, noRow, negative, iterator, madeElsewhere],
  write(site) {
    const rewrite = site.rewrites.limit;
    const edits = rewrite && written(site, rewrite);
    return edits && { title: "Put the bound into the query", edits };
  },
};

function written(site: Site, rewrite: LimitRewrite): readonly Edit[] | undefined {
  const { query } = site;
  const use = decidingUse(query.use);
  if (use.kind === "looped")
    return query.use.kind === "looped" ? append(site, query.expression, [rewrite.upTo("1")]) : undefined;
  if (use.kind !== "first" && use.kind !== "last") return undefined;
  const { node, count } = use;
  if (node.kind === "call") return writtenCall(site, rewrite, node, count);
  if ((node.kind !== "index" && node.kind !== "slice") || query.use.kind === "collected") return undefined;
  const source = listedSource(site, rewrite, node);
  if (source === undefined) return undefined;
  const around = use.kind === "last" ? `${source}${rewrite.backwards}` : source;
  if (count.kind === "one") return [edit(site, node, `${around}${rewrite.first}`)];
  const list = rewrite.list(`${around}${rewrite.upTo(sourceOf(site, count.expression))}`);
  return [edit(site, node, use.kind === "last" ? `${list}[::-1]` : list)];
}

/** The query inside `list(…)[…]` or `sorted(…)[…]`, ordered as the latter would. */
function listedSource(
  site: Site,
  rewrite: LimitRewrite,
  { object }: IndexExpression | SliceExpression,
): string | undefined {
  if (object.kind !== "call" || object.callee.kind !== "name") return undefined;
  const source = receiverText(site, site.query.expression);
  if (object.callee.name === "list") return object.arguments.length === 1 ? source : undefined;
  const order = object.callee.name === "sorted" ? orderOfSorted(site, object) : undefined;
  return order === undefined ? undefined : `${source}${rewrite.order(order)}`;
}

function writtenCall(
  site: Site,
  rewrite: LimitRewrite,
  node: CallExpression,
  count: FirstCount,
): readonly Edit[] | undefined {
  const source = receiverText(site, site.query.expression);
  if (count.kind === "many") {
    return node.arguments.length === 2
      ? [edit(site, node, `${source}${rewrite.upTo(sourceOf(site, count.expression))}`)]
      : undefined;
  }
  const [, otherwise] = node.arguments;
  if (!otherwise) return [edit(site, node, `${source}${rewrite.first}`)];
  const isNothing = otherwise.value.kind === "literal" && otherwise.value.value === null;
  return isNothing ? [edit(site, node, `${source}${rewrite.firstOrNothing}`)] : undefined;
}

function viaOf(query: Site["query"]): string | undefined {
  const use = decidingUse(query.use);
  return use.kind === "first" || use.kind === "last" ? use.via : undefined;
}

function countOf(query: Site["query"]): FirstCount | undefined {
  const use = decidingUse(query.use);
  return use.kind === "first" || use.kind === "last" ? use.count : undefined;
}

function isLiteral(count: FirstCount | undefined): boolean {
  return (
    count?.kind === "many" &&
    count.expression.kind === "literal" &&
    typeof count.expression.value === "number"
  );
}
