import {
  decidingUse,
  livesShortly,
  notRaw,
  outsideAsync,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import { madeElsewhere } from "./caveats.js";
import type { Form } from "./form.js";
import { edit, receiverText } from "./text.js";

/** Lets the database count: `len(qs)` → `qs.count()`. */
export const count: Form = {
  intent: "count",
  form: "count",
  fits: ({ query, rewrites }) => rewrites.count !== undefined && decidingUse(query.use).kind === "counted",
  conditions: [usedHere, usedOnce, runOnce, livesShortly, notRaw, outsideAsync],
  caveats: [madeElsewhere],
  write(site) {
    const { query, rewrites } = site;
    const use = decidingUse(query.use);
    if (
      use.kind !== "counted" ||
      use.node.kind !== "call" ||
      use.node.arguments.length !== 1 ||
      !rewrites.count
    )
      return undefined;
    if (query.use.kind === "collected" && use.node.arguments[0]?.value.start !== query.use.node.start)
      return undefined;
    const text = `${receiverText(site, query.expression)}${rewrites.count.call}`;
    return { title: "Count in the database", edits: [edit(site, use.node, text)] };
  },
};
