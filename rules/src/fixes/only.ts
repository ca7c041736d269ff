import type { Query, RowAccessKind } from "../flow/query.js";
import { unreadLargeColumns } from "../flow/unread.js";
import { callsOnQuery } from "./before-stream.js";
import { columnOf } from "./columns-used.js";
import { everyUseSeen, loopOf, noAccess, notOfParent, notPrefetching, ofQuery } from "./conditions.js";
import type { Condition, Form, Site } from "./form.js";
import { omitCaveats, omitConditions, omittedColumns } from "./omit.js";
import { inIndexOrder } from "./other-order.js";
import { quoteOf } from "./text.js";

const readKinds: readonly RowAccessKind[] = [
  "column",
  "key",
  "related",
  "related-set",
  "method",
  "identity",
  "annotation",
  "file",
];

const notSaved: Condition = noAccess(
  "rows are neither saved nor deleted",
  "rows are saved or deleted, which may need columns that are not read here",
  ["save", "delete", "assign"],
);

const notJoined: Condition = ofQuery(
  "no rows are joined",
  "rows are joined, and their columns would have to be listed too",
  ({ query }) => query.load.joins.length === 0,
);

/** Keeps instances with nothing but the columns that are read: `qs.only("number", "total")`. */
export const only: Form = {
  intent: "only",
  form: "project",
  fits: (site) => {
    const { query } = site;
    const needsInstance = query.rowUse.uses.some(
      ({ kind }) => !["column", "key", "annotation"].includes(kind),
    );
    const isLoop = loopOf(query)?.keepsRows === false;
    return (
      site.rewrites.project !== undefined &&
      ((isLoop && needsInstance) || isRead(query.use)) &&
      query.load.columns.kind === "all" &&
      (omittedColumns(site).length > 0 || unreadLargeColumns(query, site.catalog).columns.length > 0)
    );
  },
  conditions: [...omitConditions, everyUseSeen, notSaved, notJoined, notPrefetching, notOfParent],
  caveats: [...omitCaveats, inIndexOrder((site) => loadedNames(site) ?? [])],
  write(site) {
    const names = loadedNames(site);
    const rewrite = site.rewrites.project;
    if (!rewrite || names === undefined || names.length === 0) return undefined;
    const edits = callsOnQuery(site, [rewrite.only(names.map(quoteOf(site)))]);
    return edits && { title: `Load ${names.join(", ")} only, as instances`, edits };
  },
};

/** Whether a template in sight reads the rows: it gets instances in any case. */
function isRead(use: Query["use"]): boolean {
  return use.kind === "rendered" && (use.then ?? []).some(({ kind }) => kind === "looped");
}

/** Concrete columns behind the reads; the key is always loaded. `undefined` when a read cannot be told. */
function loadedNames({ query }: Site): readonly string[] | undefined {
  const names = new Set<string>();
  for (const { kind, name } of query.rowUse.uses) {
    if (!readKinds.includes(kind)) return undefined;
    if (
      !["column", "key", "related", "file"].includes(kind) ||
      name === "pk" ||
      query.model.primaryKey.includes(name)
    )
      continue;
    const column = columnOf(query.model.columns, name.split("__")[0] ?? name);
    if (!column) return undefined;
    names.add(column.name);
  }
  return [...names];
}
