import type { FirstCount } from "../flow/query.js";
import { madeElsewhere } from "./caveats.js";
import { decidingUse, loopOf, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { addOption, clientKnown, optionCall, optionIn, optionsOf } from "./option-call.js";
import { sourceOf } from "./text.js";

/** Without an order any rows are the first. */
export const unordered: Caveat = {
  text: "without an order the database may pick other rows",
  applies: ({ query }) => query.shape.order === "none",
};

/** An order that does not tell any two rows apart. */
export const ties: Caveat = {
  text: "of rows that are equal in the order the database may pick others",
  applies: ({ query }) => query.shape.order !== "none" && query.shape.order !== "total",
};

/** The first rows are wanted, not those for which something holds. */
export const notPicked: Condition = ofQuery(
  "the first rows are wanted, whatever they hold",
  "which row is wanted depends on what it holds, so the condition belongs into the query",
  ({ query }) => {
    const use = decidingUse(query.use);
    return use.kind !== "first" || !["find", "findLast"].includes(use.via);
  },
);

/** A second bound would replace the first one. */
export const notBounded: Condition = ofQuery(
  "the query has no bound of its own",
  "the query has a bound or an offset already",
  ({ query }) => !query.shape.isSliced && query.shape.distinct === "no",
);

/** Puts the bound into the query: `take: 1`. */
export const takeOption: Form = {
  intent: "limit",
  form: "limit",
  fits: (site) => site.rewrites.options?.limit !== undefined && firstCount(site) !== undefined,
  conditions: [usedHere, usedOnce, clientKnown, notPicked, notBounded],
  caveats: [unordered, ties, madeElsewhere],
  write(site) {
    const call = optionCall(site);
    const name = site.rewrites.options?.limit;
    const count = textOfCount(site, firstCount(site));
    if (!call || name === undefined || count === undefined) return undefined;
    const options = optionsOf(call);
    if (options && optionIn(options, name)) return undefined;
    const edits = addOption(site, call, `${name}: ${count}`);
    return edits && { title: "Put the bound into the query", edits };
  },
};

/** How many rows are wanted. */
export function firstCount({ query }: Site): FirstCount | undefined {
  const use = decidingUse(query.use);
  if (use.kind === "first") return use.count;
  return loopOf(query)?.stopsAtFirst === true ? { kind: "one" } : undefined;
}

/** Only a number that is written out cannot turn out negative or missing. */
export function textOfCount(site: Site, count: FirstCount | undefined): string | undefined {
  if (count?.kind !== "many") return count && "1";
  const { expression } = count;
  return expression.kind === "literal" && typeof expression.value === "number"
    ? sourceOf(site, expression)
    : undefined;
}
