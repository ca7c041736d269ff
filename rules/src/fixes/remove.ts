import {
  holdsInstances,
  livesShortly,
  noOwnLoading,
  notCombined,
  notRaw,
  outsideTemplates,
  usedHere,
} from "./conditions.js";
import type { Form } from "./form.js";
import { append, quoteOf } from "./text.js";

/** Deletes with nothing but the key in memory: `qs.only("pk").delete()`. */
export const remove: Form = {
  intent: "remove",
  form: "project",
  fits: ({ query, rewrites }) => rewrites.remove !== undefined && query.use.kind === "deleted",
  conditions: [usedHere, livesShortly, holdsInstances, notCombined, notRaw, outsideTemplates, noOwnLoading],
  caveats: [
    {
      text: "what handles the deletion sees rows with their key only and fetches the rest one by one",
      applies: () => true,
    },
  ],
  write(site) {
    const rewrite = site.rewrites.remove;
    if (!rewrite) return undefined;
    return {
      title: "Load the key only",
      edits: append(site, site.query.expression, [rewrite.write(quoteOf(site))]),
    };
  },
};
