import type { BodyEffect, RowAccessKind } from "../flow/query.js";
import { habitsOf, streamingOn } from "./driver.js";
import type { Caveat, Site } from "./form.js";

/** What may differ when rows are accessed in some way. */
export function onAccess(text: string, kinds: readonly RowAccessKind[]): Caveat {
  return { text, applies: ({ query }) => query.rowUse.uses.some((access) => kinds.includes(access.kind)) };
}

/** Whether the body of the loop does one of these. */
export function hasEffect({ query }: Site, kinds: readonly BodyEffect["kind"][]): boolean {
  return query.effects.some((effect) => kinds.includes(effect.kind));
}

/** Whether each database that the project may run on shows a loop the rows as they were at its start. */
export function hasSnapshot({ environment, rewrites }: Site): boolean {
  const engines = habitsOf(rewrites, environment);
  return engines.length > 0 && engines.every((engine) => engine.hasSnapshot);
}

export const ownWrites: Caveat = {
  text: "without a snapshot, as on SQLite, rows that the loop changes may come again or be missed",
  applies: (site) => hasEffect(site, ["update", "delete", "create", "unknown-call"]) && !hasSnapshot(site),
};

export const createsRows: Caveat = {
  text: "the loop creates rows of the table that it reads",
  applies: (site) => hasEffect(site, ["create"]) && hasSnapshot(site),
};

export const writesBeside: Caveat = {
  text: "the loop writes while its read stays open, and which database runs it is not known",
  applies: (site) => hasEffect(site, ["write-other"]) && site.environment.engines.length === 0,
};

export const driverBuffers: Caveat = {
  text: "the driver still fetches the whole result first",
  applies: ({ rewrites, environment }) => streamingOn(rewrites, environment).kind === "buffers",
};

/** Whether a pooler may take the connection away between two chunks of a stream. */
export function isPooled({ environment, query }: Site): boolean {
  const { hasTransactionPooler, serverSideCursors } = environment;
  return hasTransactionPooler && serverSideCursors !== "off" && !query.context.isAtomic;
}

export const rawCursor: Caveat = {
  text: "the driver may still fetch the whole result of a raw query",
  applies: ({ query, environment }) =>
    query.shape.isRaw && !environment.engines.every((engine) => engine === "sqlite"),
};

export const prefetchInChunks: Caveat = {
  text: "what is prefetched is then fetched once a chunk",
  applies: ({ query }) => query.shape.prefetch === "known",
};

export const unknownManager: Caveat = {
  text: "the manager comes from elsewhere and may rely on having all rows at once",
  applies: ({ query }) => query.shape.prefetch === "unknown" || query.model.isIncomplete,
};

export const madeElsewhere: Caveat = {
  text: "the query comes from another function, which may hand it to others too",
  applies: ({ query }) => query.shape.scope === "returned",
};
