import type { ChainPagesParts } from "../chain-rewrite.js";
import type { EngineHabits, Rewrites } from "../rewrites.js";

/** A cursor sees what is written while it is read: https://www.mongodb.com/docs/manual/core/read-isolation-consistency-recency/ */
const mongodb: EngineHabits = {
  label: "MongoDB",
  streams: "always",
  plainCursor: "streams",
  afterTransaction: "goes-on",
  plansForFirstRows: false,
  hasSnapshot: false,
};

/**
 * How queries of Mongoose are rewritten: https://mongoosejs.com/docs/api/query.html. Nothing is proven, because no package
 * brings a server: test/truth/mongoose runs the real Mongoose against a stand-in, which shows what is sent and what becomes
 * of the answers, not what a server does meanwhile.
 */
export const rewrites: Rewrites = {
  package: "mongoose",
  label: "Mongoose",
  engine: mongodb,
  engines: { postgresql: mongodb, mysql: mongodb, sqlite: mongodb, oracle: mongodb },
  chain: {
    select: (columns, quote) => `.select(${quote(columns.join(" "))})`,
    leave: (columns, quote) => `.select(${quote(columns.map((column) => `-${column}`).join(" "))})`,
    join: {
      method: "populate",
      leave: (path, columns, quote) =>
        `${quote(path)}, ${quote(columns.map((column) => `-${column}`).join(" "))}`,
    },
    limit: (count) => `.limit(${count})`,
    // https://mongoosejs.com/docs/api/model.html#Model.countDocuments()
    count: {
      read: "find",
      method: "countDocuments",
      without: ["sort", "select", "lean", "populate"],
      never: /\$(?:where|near)/,
    },
    // Before the first batch is full, a server sends 101 documents, and afterwards up to 16 MB at once.
    cursor: {
      sizes: { small: 100, large: 100, binary: 100 },
      method: "cursor",
      options: (size) => `{ batchSize: ${size} }`,
      close: ".close()",
    },
    pages: { key: "_id", size: 500, write: pages },
  },
  proven: [],
};

/** `and()` leaves a condition on the key as it is that the query has already. */
function pages({ name, chain, query, last, key, size, step, end }: ChainPagesParts): readonly string[] {
  return [
    `async function* ${name}() {`,
    `${step}let ${last}${end}`,
    `${step}for (;;) {`,
    `${step}${step}const ${query} = ${chain}.sort({ ${key}: 1 }).limit(${size})${end}`,
    `${step}${step}if (${last} !== undefined) ${query}.and([{ ${key}: { $gt: ${last} } }])${end}`,
    `${step}${step}const page = await ${query}${end}`,
    `${step}${step}yield* page${end}`,
    `${step}${step}if (page.length < ${size}) return${end}`,
    `${step}${step}${last} = page[page.length - 1]?.${key}${end}`,
    `${step}}`,
    `}`,
  ];
}
