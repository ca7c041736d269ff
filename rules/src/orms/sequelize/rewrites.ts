import type { PagesParts } from "../option-rewrites.js";
import type { EngineHabits, Intent, Rewrites } from "../rewrites.js";

/** Sequelize streams nothing, on no engine: https://github.com/sequelize/sequelize/issues/10347 */
const noStreams: Omit<EngineHabits, "label"> = {
  streams: "never",
  plainCursor: "buffers",
  afterTransaction: "goes-on",
  plansForFirstRows: false,
  hasSnapshot: true,
};

/** What test/truth/sequelize ran before and after on SQLite. */
const proven: readonly Intent[] = ["omit", "project", "count", "exists", "limit"];

/** How queries are rewritten in Sequelize. `raw: true` is never written: it gives rows of another shape. */
export const rewrites: Rewrites = {
  package: "sequelize",
  label: "Sequelize",
  engines: {
    postgresql: { label: "PostgreSQL", ...noStreams },
    mysql: { label: "MySQL", ...noStreams },
    sqlite: { label: "SQLite", ...noStreams, hasSnapshot: false },
    oracle: { label: "Oracle", ...noStreams },
  },
  // https://sequelize.org/docs/v6/core-concepts/model-querying-basics/
  options: {
    select: "attributes",
    columns: "texts",
    omit: { name: "attributes", inside: "exclude" },
    related: ["include"],
    relatedBy: { names: ["as", "association"], model: "model" },
    limit: "limit",
    count: { method: "count", keeps: "where" },
    first: "findOne",
    pages: {
      size: 500,
      // Drivers give a BIGINT as a text or as a number.
      keyTypes: { INTEGER: "number", SMALLINT: "number", STRING: "string", UUID: "string", UUIDV4: "string" },
      strictFeature: "",
      order: "order",
      import: { module: "sequelize", name: "Op", or: "@sequelize/core" },
      write: pages,
    },
  },
  proven: proven.map((intent) => ({ intent, engine: "sqlite", versions: ["6.37"] })),
};

/** Pages by a condition on the key: an offset would skip rows that the loop takes out of the filter. */
function pages(parts: PagesParts): readonly string[] | undefined {
  const { name, delegate, method, conditions, others, key, keyType, size, step, end, quote } = parts;
  const last = `last${key.charAt(0).toUpperCase()}${key.slice(1)}`;
  const after = `{ ${key}: { [Op.gt]: ${last} } }`;
  const before = conditions?.text ?? "{}";
  const behind = conditions ? `{ [Op.and]: [${conditions.text}, ${after}] }` : after;
  const options = [
    `where: ${last} === undefined ? ${before} : ${behind}`,
    `order: [[${quote(key)}, ${quote("ASC")}]]`,
    `limit: ${String(size)}`,
    ...others,
  ];
  return [
    `async function* ${name}() {`,
    `${step}let ${last}${keyType === undefined ? "" : `: ${keyType} | undefined`}${end}`,
    `${step}for (;;) {`,
    `${step}${step}const page = await ${delegate}.${method}({`,
    ...options.map((option) => `${step}${step}${step}${option},`),
    `${step}${step}})${end}`,
    `${step}${step}yield* page${end}`,
    `${step}${step}if (page.length < ${String(size)}) return${end}`,
    `${step}${step}${last} = page[page.length - 1]?.${key}${end}`,
    `${step}}`,
    `}`,
  ];
}
