import type { FirstCount } from "../flow/query.js";
import { madeElsewhere } from "./caveats.js";
import { addCall, notBounded } from "./chain-call.js";
import { decidingUse, loopOf, usedHere, usedOnce } from "./conditions.js";
import type { Form, Site } from "./form.js";
import { clientKnown } from "./option-call.js";
import { notPicked, textOfCount, ties, unordered } from "./take-option.js";

/** Puts the bound into the query: `.limit(1)`. */
export const limitCall: Form = {
  intent: "limit",
  form: "limit",
  fits: (site) => site.rewrites.chain !== undefined && countOf(site) !== undefined,
  conditions: [usedHere, usedOnce, clientKnown, notPicked, notBounded],
  caveats: [unordered, ties, madeElsewhere],
  write(site) {
    const count = textOfCount(site, countOf(site));
    const call = count === undefined ? undefined : site.rewrites.chain?.limit(count);
    const edits = call === undefined ? undefined : addCall(site, call);
    return edits && { title: "Put the bound into the query", edits };
  },
};

function countOf({ query }: Site): FirstCount | undefined {
  const use = decidingUse(query.use);
  if (use.kind === "first") return use.count;
  return loopOf(query)?.stopsAtFirst === true ? { kind: "one" } : undefined;
}
