import type { Edit } from "../finding.js";
import type { Column } from "../project/catalog.js";
import type { CallExpression, ComprehensionExpression } from "../syntax/syntax.js";
import { madeElsewhere } from "./caveats.js";
import { columnOf } from "./columns-used.js";
import {
  holdsInstances,
  livesShortly,
  notCombined,
  notRaw,
  notSliced,
  ofQuery,
  outsideAsync,
  outsideTemplates,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Form, Site } from "./form.js";
import { importOf } from "./imports.js";
import { parentOf } from "./surroundings.js";
import { edit, quoteOf, receiverText } from "./text.js";

const oneColumn = ofQuery(
  "the value is computed from one column of the rows",
  "the value is not computed from one plain column of each row, so the database cannot be asked in the same words",
  (site) => columnComputed(site) !== undefined,
);

/** Lets the database compute: `sum(row.amount for row in qs)` → `qs.aggregate(total=Sum("amount"))["total"] or 0`. */
export const aggregate: Form = {
  intent: "aggregate",
  form: "aggregate",
  fits: ({ query, rewrites }) => {
    const { use } = query;
    const isKnown =
      use.kind === "aggregated" &&
      (use.via === "any" || Object.hasOwn(rewrites.aggregate?.functions ?? {}, use.via));
    return rewrites.aggregate !== undefined && isKnown;
  },
  conditions: [
    usedHere,
    usedOnce,
    runOnce,
    livesShortly,
    holdsInstances,
    notRaw,
    notCombined,
    notSliced,
    outsideTemplates,
    outsideAsync,
    oneColumn,
  ],
  caveats: [
    {
      text: "no rows give None instead of an error",
      applies: ({ query }) =>
        query.use.kind === "aggregated" && (query.use.via === "max" || query.use.via === "min"),
    },
    {
      text: "rows without a value are left out instead of raising an error",
      applies: (site) => columnComputed(site)?.isNullable === true,
    },
    {
      text: "the database computes with its own precision",
      applies: (site) => isSum(site) && columnComputed(site)?.isInteger === false,
    },
    {
      text: "the truth of each value is compared in the database",
      applies: ({ query }) => query.use.kind === "aggregated" && query.use.via === "any",
    },
    madeElsewhere,
  ],
  write(site) {
    const edits = written(site);
    return edits && { title: "Compute the value in the database", edits };
  },
};

function isSum({ query }: Site): boolean {
  return query.use.kind === "aggregated" && query.use.via === "sum";
}

function written(site: Site): readonly Edit[] | undefined {
  const { query, rewrites, syntax } = site;
  const column = columnComputed(site);
  const rewrite = rewrites.aggregate;
  if (query.use.kind !== "aggregated" || !rewrite || !column) return undefined;
  const { node, via } = query.use;
  const source = receiverText(site, query.expression);
  if (via === "any")
    return rewrite.flagTypes.includes(column.type)
      ? [edit(site, node, `${source}${rewrite.someFlag(column.name)}`)]
      : undefined;
  const found = rewrite.functions[via];
  const imports = found && importOf(site, found.import);
  if (!imports) return undefined;
  const quote = quoteOf(site);
  const value = `${source}${found.write(quote(column.name), quote)}`;
  const whole = found.ifEmpty === undefined ? value : `${value} or ${found.ifEmpty}`;
  const parent = parentOf(syntax, node);
  const stands =
    parent?.kind === "assign" ||
    parent?.kind === "return" ||
    parent?.kind === "expression" ||
    parent?.kind === "call";
  return [...imports, edit(site, node, found.ifEmpty === undefined || stands ? whole : `(${whole})`)];
}

/** The column in `sum(row.column for row in qs)`. */
function columnComputed({ query }: Site): Column | undefined {
  const { use } = query;
  if (use.kind !== "aggregated" || !use.comprehension || !isOnlyArgument(use.node, use.comprehension))
    return undefined;
  const { clauses, element } = use.comprehension;
  const [clause] = clauses;
  if (!clause || clauses.length !== 1 || clause.conditions.length > 0 || clause.target.kind !== "name")
    return undefined;
  if (
    element.kind !== "member" ||
    element.object.kind !== "name" ||
    element.object.name !== clause.target.name
  )
    return undefined;
  const column = columnOf(query.model.columns, element.property);
  return column?.name === element.property && column.isPlain ? column : undefined;
}

function isOnlyArgument(node: CallExpression, comprehension: ComprehensionExpression): boolean {
  return node.arguments.length === 1 && node.arguments[0]?.value.start === comprehension.start;
}
