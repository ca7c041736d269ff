import { madeElsewhere } from "./caveats.js";
import { decidingUse, ofQuery, usedHere, usedOnce } from "./conditions.js";
import { countedResult } from "./counted-result.js";
import type { Condition, Form, Site } from "./form.js";
import { clientKnown, isWritten, leadOf, type OptionCall, optionIn, optionsOf } from "./option-call.js";
import { parentOf } from "./surroundings.js";
import { sourceOf } from "./text.js";

/** A bound, an offset or distinct columns make another number. */
export const notBounded: Condition = ofQuery(
  "the query has no bound and no distinct columns",
  "a bound or distinct columns change what is counted",
  ({ query }) => !query.shape.isSliced && query.shape.distinct === "no",
);

/** Only the conditions are handed on, not the rows that come along. */
export const freeOfRelated: Condition = ofQuery(
  "no related rows decide which rows come",
  "which rows come depends on related rows that the call asks for as well",
  ({ query }) => query.shape.needsRelated !== true,
);

/** Lets the database count: `(await orders.findMany({ where })).length` → `await orders.count({ where })`. */
export const countCall: Form = {
  intent: "count",
  form: "count",
  fits: ({ query, rewrites }) =>
    rewrites.options?.count !== undefined && decidingUse(query.use).kind === "counted",
  conditions: [usedHere, usedOnce, clientKnown, notBounded, freeOfRelated],
  caveats: [madeElsewhere],
  write(site) {
    const counted = countedResult(site);
    const rewrite = site.rewrites.options?.count;
    const given = counted && conditionsOf(site, counted.call);
    if (!counted || !rewrite || !given || counted.call.callee.kind !== "member") return undefined;
    const { call, node } = counted;
    const receiver = sourceOf(site, counted.call.callee.object);
    const options = given.text === "" ? "" : `{ ${given.text} }`;
    const asked = `await ${receiver}.${rewrite.method}(${argumentsOf(site, call, options)})`;
    const parent = parentOf(site.syntax, node);
    const isReceiver = parent?.kind === "member" || parent?.kind === "call";
    const isDirect = node.start <= call.start && call.end <= node.end;
    const made = (answer: string): string => (isDirect && !isReceiver ? answer.slice(1, -1) : answer);
    return { title: "Count in the database", edits: counted.replaced(node, asked, made) };
  },
};

/** What a method of the same object is called with. */
export function argumentsOf(site: Site, call: OptionCall, options: string): string {
  return [leadOf(site, call), options].filter((text) => text !== "").join(", ");
}

/** `where: …`, or `where` where it was written so; `undefined` where some options are out of sight. */
export function conditionsOf(site: Site, call: OptionCall): { readonly text: string } | undefined {
  if (!isWritten(call)) return undefined;
  const name = site.rewrites.options?.count.keeps ?? "";
  const value = call.wrap === name ? call.arguments[0]?.value : optionIn(optionsOf(call), name);
  if (!value) return { text: "" };
  const source = sourceOf(site, value);
  return { text: source === name ? name : `${name}: ${source}` };
}
