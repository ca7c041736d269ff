import type { Edit } from "../finding.js";
import type { CallExpression } from "../syntax/syntax.js";
import { livesShortly, outsideTemplates, usedHere } from "./conditions.js";
import type { Form, Site } from "./form.js";
import { missingColumns } from "./missing-columns.js";
import { isInOneScope } from "./surroundings.js";
import { edit, quoteOf, sourceOf } from "./text.js";

/** Loads what the rows need as well: `only("number")` → `only("number", "total")`, `defer("total")` → nothing. */
export const addColumns: Form = {
  intent: "add-columns",
  form: "add-columns",
  fits: (site) => site.rewrites.addColumns !== undefined && missingColumns(site.query, site).length > 0,
  conditions: [usedHere, livesShortly, outsideTemplates],
  caveats: [
    {
      text: "saving a row then writes these columns too",
      applies: ({ query }) => query.rowUse.uses.some(({ kind, name }) => kind === "save" && name === "*"),
    },
  ],
  write(site) {
    const names = [...new Set(missingColumns(site.query, site).map(({ column }) => column.name))];
    const edits = site.query.load.columns.kind === "only" ? added(site, names) : without(site, names);
    return edits && { title: `Load ${names.join(", ")} as well`, edits };
  },
};

function callsOf({ query, syntax }: Site, methods: readonly string[]): readonly CallExpression[] {
  return query.steps.flatMap(({ name, call, at }) =>
    call && methods.includes(name) && at.file === query.file && isInOneScope(syntax, at, query.expression)
      ? [call]
      : [],
  );
}

/** A later call replaces the names of an earlier one. */
function added(site: Site, names: readonly string[]): readonly Edit[] | undefined {
  const call = callsOf(site, site.rewrites.addColumns?.loads ?? []).at(-1);
  const last = call?.arguments.at(-1);
  const quote = quoteOf(site);
  return (
    last && [edit(site, { start: last.end, end: last.end }, names.map((name) => `, ${quote(name)}`).join(""))]
  );
}

function without(site: Site, names: readonly string[]): readonly Edit[] | undefined {
  const calls = callsOf(site, site.rewrites.addColumns?.leaves ?? []);
  const edits = calls.flatMap((call) => withoutNames(site, call, names));
  return edits.length > 0 ? edits : undefined;
}

function withoutNames(site: Site, call: CallExpression, names: readonly string[]): readonly Edit[] {
  const kept = call.arguments.filter(
    ({ value }) => value.kind !== "literal" || !names.some((name) => name === value.value),
  );
  if (kept.length === call.arguments.length || call.callee.kind !== "member") return [];
  if (kept.length === 0) return [edit(site, { start: call.callee.object.end, end: call.end }, "")];
  return [edit(site, call.argumentsSpan, `(${kept.map((one) => sourceOf(site, one)).join(", ")})`)];
}
