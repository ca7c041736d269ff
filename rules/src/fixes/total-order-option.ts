import { usedHere } from "./conditions.js";
import type { Form, Site } from "./form.js";
import { clientKnown, optionCall, optionIn, optionsOf } from "./option-call.js";
import { edit, quoteOf } from "./text.js";

/** Orders by the key as well, so that the database can keep the bound: `orderBy: [{ total: "asc" }, { id: "asc" }]`. */
export const totalOrderOption: Form = {
  intent: "keep-bound",
  form: "limit",
  fits: ({ query, rewrites }) =>
    rewrites.options?.order !== undefined &&
    query.shape.looseBounds?.[0]?.cause === "ties" &&
    query.model.primaryKey.length > 0,
  conditions: [usedHere, clientKnown],
  caveats: [{ text: "rows that are equal in the order come in that of the key", applies: () => true }],
  write(site) {
    const call = optionCall(site);
    const order = site.rewrites.options?.order;
    const value = order && optionIn(call && optionsOf(call), order.name);
    if (!order || !value) return undefined;
    const keys = keysOf(site, order.ascending);
    const title = `Order by ${site.query.model.primaryKey.join(", ")} as well, so that the database keeps the bound`;
    if (value.kind === "dictionary") {
      const [before, after] = [value.start, value.end].map((at) => ({ start: at, end: at }));
      return before && after
        ? { title, edits: [edit(site, before, "["), edit(site, after, `, ${keys}]`)] }
        : undefined;
    }
    const last = value.kind === "collection" ? value.elements.at(-1) : undefined;
    return last && { title, edits: [edit(site, { start: last.end, end: last.end }, `, ${keys}`)] };
  },
};

function keysOf(site: Site, ascending: string): string {
  const quote = quoteOf(site);
  return site.query.model.primaryKey.map((name) => `{ ${name}: ${quote(ascending)} }`).join(", ");
}
