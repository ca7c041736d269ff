import {
  livesShortly,
  notRaw,
  ofQuery,
  outsideAsync,
  outsideTemplates,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import { importOf } from "./imports.js";
import { surroundingsOf } from "./surroundings.js";
import { edit, quoteOf, sourceOf } from "./text.js";

const hasRequest: Condition = ofQuery(
  "the request is at hand",
  "no request is at hand that could say which page is wanted",
  (site) => {
    const functions = surroundingsOf(site.syntax, site.query.expression).filter(
      (one) => one.kind === "function",
    );
    const wanted = site.rewrites.paginate?.request;
    return functions.at(-1)?.parameters.some(({ name }) => name === wanted) ?? false;
  },
);

/** Hands one page of rows to a template: `Paginator(orders, 50).get_page(request.GET.get("page"))`. */
export const paginate: Form = {
  intent: "paginate",
  form: "paginate",
  fits: ({ query, rewrites }: Site) =>
    rewrites.paginate !== undefined && query.use.kind === "rendered" && query.use.via === "template",
  conditions: [usedHere, usedOnce, runOnce, livesShortly, notRaw, outsideAsync, outsideTemplates, hasRequest],
  caveats: [
    { text: "the template gets one page and has to link to the others", applies: () => true },
    {
      text: "without a total order a row may come on two pages",
      applies: ({ query }) => query.shape.order !== "total",
    },
  ],
  write(site) {
    const rewrite = site.rewrites.paginate;
    const imports = rewrite && importOf(site, rewrite.import);
    if (!imports) return undefined;
    const text = rewrite.write(sourceOf(site, site.query.expression), quoteOf(site));
    return {
      title: "Show one page of the rows",
      edits: [...imports, edit(site, site.query.expression, text)],
    };
  },
};
