import type { PagesParts } from "../option-rewrites.js";
import type { Intent, Rewrites } from "../rewrites.js";
import { clientPackage } from "./client-package.js";

/** What `test/truth/prisma` runs before and after. */
const proven: readonly Intent[] = ["omit", "project", "return-key", "count", "exists", "limit", "keep-bound"];

/** How queries are rewritten in Prisma. It streams nothing: https://github.com/prisma/prisma/issues/5055 */
export const rewrites: Rewrites = {
  package: clientPackage,
  label: "Prisma",
  engines: {
    postgresql: {
      label: "PostgreSQL",
      streams: "never",
      plainCursor: "buffers",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: true,
    },
    mysql: {
      label: "MySQL",
      streams: "never",
      plainCursor: "buffers",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: true,
    },
    sqlite: {
      label: "SQLite",
      streams: "never",
      plainCursor: "buffers",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: false,
    },
    oracle: {
      label: "Oracle",
      streams: "never",
      plainCursor: "buffers",
      afterTransaction: "goes-on",
      plansForFirstRows: false,
      hasSnapshot: true,
    },
  },
  // https://www.prisma.io/docs/orm/reference/prisma-client-reference#model-query-options
  options: {
    select: "select",
    omit: { name: "omit", since: "6.2", feature: "omitApi" },
    related: ["include", "select"],
    limit: "take",
    count: { method: "count", keeps: "where" },
    first: "findFirst",
    order: { name: "orderBy", ascending: "asc" },
    group: {
      method: "groupBy",
      by: "by",
      distinct: "distinct",
      keeps: ["where", "orderBy", "take", "skip"],
    },
    pages: {
      size: 500,
      keyTypes: { Int: "number", BigInt: "bigint", String: "string" },
      strictFeature: "strictUndefinedChecks",
      order: "orderBy",
      write: pages,
    },
  },
  proven: proven.map((intent) => ({ intent, engine: "sqlite", versions: ["7.10"] })),
};

/**
 * Pages by a condition on the key: with `cursor` a page is empty once its row was deleted, and an offset skips rows
 * that the loop takes out of the filter.
 */
function pages(parts: PagesParts): readonly string[] {
  const { name, delegate, method, conditions, others, key, keyType, size, isStrict, step, end, quote } =
    parts;
  const last = `last${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const after = isStrict
    ? `${last} === undefined ? {} : { ${key}: { gt: ${last} } }`
    : `{ ${key}: { gt: ${last} } }`;
  const where = conditions === undefined ? after : `{ AND: [${conditions.text}, ${after}] }`;
  const options = [`where: ${where}`, `orderBy: { ${key}: ${quote("asc")} }`, `take: ${size}`, ...others];
  return [
    `async function* ${name}() {`,
    `${step}let ${last}${keyType === undefined ? "" : `: ${keyType} | undefined`}${end}`,
    `${step}for (;;) {`,
    `${step}${step}const page = await ${delegate}.${method}({`,
    ...options.map((option) => `${step}${step}${step}${option},`),
    `${step}${step}})${end}`,
    `${step}${step}yield* page${end}`,
    `${step}${step}if (page.length < ${size}) return${end}`,
    `${step}${step}${last} = page[page.length - 1]?.${key}${end}`,
    `${step}}`,
    `}`,
  ];
}
