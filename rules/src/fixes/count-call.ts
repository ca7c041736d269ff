import { madeElsewhere } from "./caveats.js";
import { decidingUse, ofQuery, usedHere, usedOnce } from "./conditions.js";
import { countedResult } from "./counted-result.js";
import type { Condition, Form, Site } from "./form.js";
import { clientKnown, isClosed, optionIn, optionsOf } from "./option-call.js";
import { parentOf } from "./surroundings.js";
import { sourceOf } from "./text.js";
import type { CallExpression } from "../syntax/syntax.js";

/** A bound, an offset or distinct columns make another number. */
export const notBounded: Condition = ofQuery(
  "the query has no bound and no distinct columns",
  "a bound or distinct columns change what is counted",
  ({ query }) => !query.shape.isSliced && query.shape.distinct === "no",
);

/** Lets the database count: `(await orders.findMany({ where })).length` → `await orders.count({ where })`. */
export const countCall: Form = {
  intent: "count",
  form: "count",
  fits: ({ query, rewrites }) =>
    rewrites.options?.count !== undefined && decidingUse(query.use).kind === "counted",
  conditions: [usedHere, usedOnce, clientKnown, notBounded],
  caveats: [madeElsewhere],
  write(site) {
    const counted = countedResult(site);
    const rewrite = site.rewrites.options?.count;
    const given = counted && conditionsOf(site, counted.call);
    if (!counted || !rewrite || !given || counted.call.callee.kind !== "member") return undefined;
    const { call, node } = counted;
    const receiver = sourceOf(site, counted.call.callee.object);
    const asked = `await ${receiver}.${rewrite.method}(${given.text === "" ? "" : `{ ${given.text} }`})`;
    const parent = parentOf(site.syntax, node);
    const isReceiver = parent?.kind === "member" || parent?.kind === "call";
    const isDirect = node.start <= call.start && call.end <= node.end;
    const made = (answer: string): string => (isDirect && !isReceiver ? answer.slice(1, -1) : answer);
    return { title: "Count in the database", edits: counted.replaced(node, asked, made) };
  },
};

/** `where: …`, or `where` where it was written so; `undefined` where some options are out of sight. */
export function conditionsOf(site: Site, call: CallExpression): { readonly text: string } | undefined {
  const options = optionsOf(call);
  if (call.arguments.length > 0 && (!options || !isClosed(options))) return undefined;
  const name = site.rewrites.options?.count.keeps ?? "";
  const value = optionIn(options, name);
  if (!value) return { text: "" };
  const source = sourceOf(site, value);
  return { text: source === name ? name : `${name}: ${source}` };
}
