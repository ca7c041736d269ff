import { madeElsewhere } from "./caveats.js";
import { notLocked, usedHere, usedOnce } from "./conditions.js";
import { sendingCall, tellBefore } from "./builder-call.js";
import type { Caveat, Form, Site } from "./form.js";
import { firstCount, textOfCount, notBounded, notPicked, ties, unordered } from "./take-option.js";

const twoStatements: Caveat = {
  text: "with joins it becomes two statements, the first of which picks the keys",
  applies: (site) => site.query.load.joins.length > 0 && boundOf(site) === "take",
};

/** Tells the builder how many rows are wanted: `.take(1)` before `.getOne()`. */
export const limitBuilder: Form = {
  intent: "limit",
  form: "limit",
  fits: (site) => boundOf(site) !== undefined && firstCount(site) !== undefined,
  conditions: [usedHere, usedOnce, notPicked, notBounded, notLocked],
  caveats: [unordered, ties, twoStatements, madeElsewhere],
  write(site) {
    const call = sendingCall(site);
    const bound = boundOf(site);
    const count = textOfCount(site, firstCount(site));
    if (!call || bound === undefined || count === undefined) return undefined;
    return {
      title: "Put the bound into the query",
      edits: tellBefore(site, call, `${bound}(${count})`),
    };
  },
};

/** The method that bounds the rows which the call asks for. */
function boundOf(site: Site): string | undefined {
  const call = sendingCall(site);
  const known = site.rewrites.builder?.limit ?? {};
  const name = call?.callee.property ?? "";
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
