import type { PagesParts } from "../option-rewrites.js";
import type { EngineHabits, Intent, Rewrites } from "../rewrites.js";

/** What `test/truth/typeorm` runs before and after, on 0.3.31 and 1.1.1. */
const proven: readonly Intent[] = ["project", "count", "exists", "limit"];

const habits: Omit<EngineHabits, "label"> = {
  streams: "always",
  plainCursor: "buffers",
  afterTransaction: "breaks",
  plansForFirstRows: true,
  hasSnapshot: true,
};

/** How queries are rewritten in TypeORM. Its streams give raw rows only, and none at all on SQLite. */
export const rewrites: Rewrites = {
  package: "typeorm",
  label: "TypeORM",
  engines: {
    postgresql: { ...habits, label: "PostgreSQL" },
    mysql: { ...habits, label: "MySQL", plansForFirstRows: false },
    sqlite: { ...habits, label: "SQLite", streams: "never", refusesStreams: true, hasSnapshot: false },
    oracle: { ...habits, label: "Oracle" },
  },
  // https://typeorm.io/docs/working-with-entity-manager/find-options
  options: {
    select: "select",
    related: ["relations"],
    limit: "take",
    count: { method: "count", keeps: "where" },
    exists: { method: "exists", since: "0.3.18" },
    unwrapped: { findBy: "find", findAndCountBy: "findAndCount" },
    pages: {
      size: 500,
      keyTypes: {
        int: "number",
        integer: "number",
        smallint: "number",
        bigint: "string",
        uuid: "string",
        varchar: "string",
        text: "string",
      },
      strictFeature: "",
      order: "order",
      import: { module: "typeorm", name: "MoreThan" },
      write: pages,
    },
  },
  streamsBlock: true,
  // https://typeorm.io/docs/query-builder/select-query-builder
  builder: {
    limit: {
      getOne: "take",
      getOneOrFail: "take",
      getMany: "take",
      getRawOne: "limit",
      getRawMany: "limit",
    },
    count: { of: "getMany", method: "getCount" },
    stream: { of: "getRawMany", method: "stream" },
  },
  proven: proven.map((intent) => ({ intent, engine: "sqlite", versions: ["0.3", "1.1"] })),
};

/**
 * Pages by a condition on the key. A condition may not be `undefined` since 1.0, so that the first page has none; one on
 * the key itself would be replaced, so that there must be none.
 */
function pages(parts: PagesParts): readonly string[] | undefined {
  const { name, delegate, method, lead, conditions, others, key, keyType, size, step, end, quote } = parts;
  if (conditions && (!conditions.isObject || conditions.names.includes(key))) return undefined;
  const last = `last${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const given = conditions?.text.replace(/^\{\s*|\s*,?\s*\}$/g, "") ?? "";
  const after = `...(${last} === undefined ? {} : { ${key}: MoreThan(${last}) })`;
  const where = given === "" ? `{ ${after} }` : `{ ${given}, ${after} }`;
  const options = [`where: ${where}`, `order: { ${key}: ${quote("ASC")} }`, `take: ${size}`, ...others];
  return [
    `async function* ${name}() {`,
    `${step}let ${last}${keyType === undefined ? "" : `: ${keyType} | undefined`}${end}`,
    `${step}for (;;) {`,
    `${step}${step}const page = await ${delegate}.${method}(${lead === "" ? "" : `${lead}, `}{`,
    ...options.map((option) => `${step}${step}${step}${option},`),
    `${step}${step}})${end}`,
    `${step}${step}yield* page${end}`,
    `${step}${step}if (page.length < ${size}) return${end}`,
    `${step}${step}${last} = page[page.length - 1]?.${key}${end}`,
    `${step}}`,
    `}`,
  ];
}
