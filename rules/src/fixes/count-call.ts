import { madeElsewhere } from "./caveats.js";
import { decidingUse, ofQuery, usedHere, usedOnce } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import { clientKnown, isClosed, isMadeHere, optionCall, optionIn, optionsOf } from "./option-call.js";
import { parentOf } from "./surroundings.js";
import { edit, sourceOf } from "./text.js";

const notBounded: Condition = ofQuery(
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
    const { query, rewrites, syntax } = site;
    const call = optionCall(site);
    const use = decidingUse(query.use);
    const rewrite = rewrites.options?.count;
    const isDirect = query.use.kind === "counted" && isMadeHere(query);
    if (!rewrite || use.kind !== "counted" || use.node.kind !== "member" || !isDirect) return undefined;
    if (call?.callee.kind !== "member" || query.expression.kind !== "await") return undefined;
    const options = optionsOf(call);
    if (call.arguments.length > 0 && (!options || !isClosed(options))) return undefined;
    const conditions = options && optionIn(options, rewrite.keeps);
    const kept = conditions && keptText(site, conditions, rewrite.keeps);
    const counted = `await ${sourceOf(site, call.callee.object)}.${rewrite.method}(${kept ?? ""})`;
    const parent = parentOf(syntax, use.node);
    const isReceiver = parent?.kind === "member" || parent?.kind === "call";
    return {
      title: "Count in the database",
      edits: [edit(site, use.node, isReceiver ? `(${counted})` : counted)],
    };
  },
};

/** `{ where: … }`, or `{ where }` where it was written so. */
function keptText(site: Site, value: { readonly start: number; readonly end: number }, name: string): string {
  const source = sourceOf(site, value);
  return source === name ? `{ ${name} }` : `{ ${name}: ${source} }`;
}
