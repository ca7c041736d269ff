import type { DictionaryExpression, Expression } from "../syntax/syntax.js";
import { ofQuery, usedHere } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import { clientKnown, isClosed, optionCall, optionIn, optionsOf } from "./option-call.js";
import { edit, quoteOf, sourceOf } from "./text.js";

const readsWhatIsDistinct: Condition = ofQuery(
  "nothing but the distinct columns is loaded",
  "other columns than the distinct ones are loaded, and the database would have to choose a row for each",
  (site) => {
    const names = distinctNames(site);
    const { columns, joins } = site.query.load;
    return (
      joins.length === 0 &&
      columns.kind === "only" &&
      columns.names.length === names.length &&
      columns.names.every((name) => names.includes(name))
    );
  },
);

/** Lets the database merge equal values: `groupBy({ by: ["pages"], orderBy: { pages: "asc" }, take: 5 })`. */
export const groupOption: Form = {
  intent: "keep-bound",
  form: "limit",
  fits: ({ query, rewrites }) =>
    rewrites.options?.group !== undefined && query.shape.looseBounds?.[0]?.cause === "distinct",
  conditions: [usedHere, clientKnown, readsWhatIsDistinct],
  caveats: [
    {
      text: "which values come first is then decided by their order",
      applies: ({ query }) => query.shape.order === "none",
    },
  ],
  write(site) {
    const call = optionCall(site);
    const options = call && optionsOf(call);
    const { group, order, select } = site.rewrites.options ?? {};
    const names = distinctNames(site);
    const [first] = names;
    if (!group || !order || !options || call.callee.kind !== "member" || first === undefined)
      return undefined;
    const others = options.entries.filter(({ key }) => !isNamed(key, [group.distinct, select ?? ""]));
    if (!isClosed(options) || !others.every(({ key }) => isNamed(key, group.keeps))) return undefined;
    if (!site.query.shape.orderBy.every((by) => names.includes(by.replace(/^-/, "")))) return undefined;
    const quote = quoteOf(site);
    const written = others.map(({ key, value }) => {
      const source = sourceOf(site, value);
      return key?.kind === "literal" && key.start !== value.start
        ? `${String(key.value)}: ${source}`
        : source;
    });
    const ordered = optionIn(options, order.name)
      ? []
      : [`${order.name}: { ${first}: ${quote(order.ascending)} }`];
    const by = `${group.by}: [${names.map(quote).join(", ")}]`;
    return {
      title: "Let the database merge equal values and keep the bound",
      edits: [
        edit(site, call.callee.propertySpan, group.method),
        edit(site, options, `{ ${[by, ...written, ...ordered].join(", ")} }`),
      ],
    };
  },
};

/** The columns that are to be distinct, where they are written out. */
function distinctNames(site: Pick<Site, "query" | "rewrites">): readonly string[] {
  const call = site.query.steps.at(-1)?.call;
  const options: DictionaryExpression | undefined = call && optionsOf(call);
  const value = optionIn(options, site.rewrites.options?.group?.distinct ?? "");
  const elements = value?.kind === "collection" ? value.elements : value ? [value] : [];
  const names = elements.flatMap((one) =>
    one.kind === "literal" && typeof one.value === "string" ? [one.value] : [],
  );
  return names.length === elements.length ? names : [];
}

function isNamed(key: Expression | undefined, names: readonly string[]): boolean {
  return key?.kind === "literal" && names.some((name) => name === key.value);
}
