import {
  holdsInstances,
  livesShortly,
  notCombined,
  notRaw,
  notSliced,
  outsideAsync,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Form } from "./form.js";
import { isAtLeast } from "./is-at-least.js";
import { parentOf } from "./surroundings.js";
import { edit, receiverText, sourceOf } from "./text.js";

/** Asks the database for one row: `order in qs` → `qs.contains(order)`. */
export const contains: Form = {
  intent: "contains",
  form: "contains",
  fits: ({ query, rewrites }) => rewrites.contains !== undefined && query.use.kind === "contained",
  conditions: [
    usedHere,
    usedOnce,
    runOnce,
    livesShortly,
    notRaw,
    holdsInstances,
    notCombined,
    notSliced,
    outsideAsync,
  ],
  caveats: [
    { text: "an unsaved row or another object raises an error instead of being absent", applies: () => true },
  ],
  write(site) {
    const { query, rewrites, environment, syntax } = site;
    const { use } = query;
    const rewrite = rewrites.contains;
    if (!rewrite || use.kind !== "contained" || use.node.operators.length !== 1) return undefined;
    const isNew = isAtLeast(environment.versions[rewrites.package], rewrite.since);
    if (!isNew && use.element.kind !== "name") return undefined;
    const write = isNew ? rewrite.write : rewrite.writeBefore;
    const call = `${receiverText(site, query.expression)}${write(sourceOf(site, use.element))}`;
    const parent = parentOf(syntax, use.node);
    const isTight =
      parent?.kind === "compare" ||
      parent?.kind === "binary" ||
      (parent?.kind === "unary" && parent.operator !== "not");
    const negated = isTight ? `(not ${call})` : `not ${call}`;
    const text = use.isNegated ? negated : call;
    return { title: "Ask the database for that row", edits: [edit(site, use.node, text)] };
  },
};
