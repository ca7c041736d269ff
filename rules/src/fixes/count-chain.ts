import type { CallExpression } from "../syntax/syntax.js";
import { madeElsewhere } from "./caveats.js";
import { notAggregated, notBounded, runOf, startOf } from "./chain-call.js";
import { decidingUse, usedHere, usedOnce } from "./conditions.js";
import type { Caveat, Condition, Form, Site } from "./form.js";
import { clientKnown } from "./option-call.js";
import { parentOf } from "./surroundings.js";
import { edit, sourceOf } from "./text.js";

const canBeCounted: Condition = {
  holds: "the conditions can be counted",
  otherwise: "the database cannot count by a condition like this",
  brokenAt: (site) => {
    const filter = readOf(site)?.arguments[0];
    const isNever = filter && site.rewrites.chain?.count.never.test(sourceOf(site, filter));
    return isNever === true ? { file: site.query.file, start: filter.start, end: filter.end } : undefined;
  },
};

const unseenFilter: Caveat = {
  text: "conditions that cannot be counted fail, if there are such",
  applies: (site) => {
    const filter = readOf(site)?.arguments[0]?.value;
    return filter !== undefined && filter.kind !== "dictionary";
  },
};

/** Lets the database count: `(await Book.find(filter)).length` → `await Book.countDocuments(filter)`. */
export const countChain: Form = {
  intent: "count",
  form: "count",
  fits: ({ query, rewrites }) =>
    rewrites.chain !== undefined && decidingUse(query.use).kind === "counted" && query.use.kind === "counted",
  conditions: [usedHere, usedOnce, clientKnown, notBounded, notAggregated, canBeCounted],
  caveats: [unseenFilter, madeElsewhere],
  write(site) {
    const { query, rewrites, syntax } = site;
    const { use, expression } = query;
    const read = readOf(site);
    if (use.kind !== "counted" || use.node.kind !== "member" || read?.callee.kind !== "member")
      return undefined;
    if (expression.kind !== "await" || !runOf(site, expression) || !rewrites.chain) return undefined;
    const filter = read.arguments[0];
    const given = filter ? sourceOf(site, filter) : "";
    const counted = `await ${sourceOf(site, read.callee.object)}.${rewrites.chain.count.method}(${given})`;
    const parent = parentOf(syntax, use.node);
    const isReceiver = parent?.kind === "member";
    return {
      title: "Count in the database",
      edits: [edit(site, use.node, isReceiver ? `(${counted})` : counted)],
    };
  },
};

/** The call that reads the rows, if nothing in the chain changes how many they are. */
function readOf(site: Site): CallExpression | undefined {
  const { rewrites, query } = site;
  const last = query.steps.at(-1)?.call;
  const count = rewrites.chain?.count;
  const read = last && count && startOf(last, count.read);
  const names = query.steps.filter(({ call }) => call).map(({ name }) => name);
  return count && names.slice(1).every((name) => count.without.includes(name)) ? read : undefined;
}
