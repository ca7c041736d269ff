import type { HeavyColumn, Join } from "../flow/query.js";
import { unreadHeavyColumns } from "../flow/unread.js";
import type { Edit } from "../finding.js";
import { livesShortly, ofQuery, outsideTemplates, usedHere, usedOnce } from "./conditions.js";
import type { Form, Site } from "./form.js";
import { importOf } from "./imports.js";
import { isInOneScope } from "./surroundings.js";
import { edit, quoteOf, sourceOf } from "./text.js";

/** Leaves heavy columns of prefetched rows in the database, by a query of their own. */
export const omitPrefetch: Form = {
  intent: "omit-prefetch",
  form: "omit",
  fits: (site) => site.rewrites.omit !== undefined && target(site) !== undefined,
  conditions: [
    usedHere,
    usedOnce,
    livesShortly,
    outsideTemplates,
    ofQuery(
      "the prefetch stands in the same function",
      "the prefetch stands in another function, where others may count on it",
      (site) => {
        const at = target(site)?.join.at;
        const { query, syntax } = site;
        return at?.file === query.file && isInOneScope(syntax, at, query.expression);
      },
    ),
  ],
  caveats: [
    {
      text: "code that reads an omitted column of a prefetched row fetches it, one query a row",
      applies: () => true,
    },
  ],
  write(site) {
    const found = target(site);
    const rewrite = site.rewrites.omit?.prefetch;
    if (!found || !rewrite) return undefined;
    const { model, join, columns } = found;
    const quote = quoteOf(site);
    const imports = [importOf(site, rewrite.import), availability(site, model)];
    if (imports.some((one) => one === undefined)) return undefined;
    const names = columns.map(({ column }) => quote(column.name));
    const edits = [
      ...imports.flatMap((one) => one ?? []),
      edit(site, join.at, rewrite.write(sourceOf(site, join.at), model.name, names)),
    ];
    return {
      title: `Leave ${columns.map(({ column }) => `${join.path}.${column.name}`).join(", ")} in the database`,
      edits,
    };
  },
};

interface Target {
  readonly join: Join;
  readonly model: HeavyColumn["model"];
  readonly columns: readonly HeavyColumn[];
}

/** The first prefetch by name that brings columns which nothing reads. */
function target({ query, catalog }: Site): Target | undefined {
  const unread = unreadHeavyColumns(query, catalog).columns;
  for (const join of query.load.prefetches) {
    const columns = unread.filter(({ path }) => path === join.path);
    if (join.model && join.columns.kind === "all" && !join.path.includes("__") && columns.length > 0)
      return { join, model: join.model, columns };
  }
  return undefined;
}

/** The model's class is declared here, imported, or can be. */
function availability(site: Site, { id, name }: HeavyColumn["model"]): readonly Edit[] | undefined {
  const isDeclared = site.syntax.body.some(
    (statement) => statement.kind === "class" && statement.name === name,
  );
  const isImported = site.syntax.body.some(
    (statement) =>
      statement.kind === "import" && statement.names.some((one) => one.local === name && one.name === name),
  );
  return isDeclared || isImported ? [] : importOf(site, { module: id.slice(0, -name.length - 1), name });
}
