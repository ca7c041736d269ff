import type { Query } from "../flow/query.js";
import { heaviest } from "../flow/heavy.js";
import type { StreamRewrite } from "../orms/rewrites.js";
import type { ColumnWeight } from "../project/catalog.js";
import {
  createsRows,
  driverBuffers,
  hasSnapshot,
  isPooled,
  madeElsewhere,
  ownWrites,
  prefetchInChunks,
  rawCursor,
  unknownManager,
  writesBeside,
} from "./caveats.js";
import {
  decidingUse,
  here,
  livesShortly,
  loopOf,
  notLocked,
  notOfParent,
  ofQuery,
  runOnce,
  usedHere,
  usedOnce,
} from "./conditions.js";
import type { Caveat, Condition, Form, Rewriting, Site } from "./form.js";
import { isAtLeast } from "./is-at-least.js";
import { plannedForFirstRows } from "./other-order.js";
import { parentOf } from "./surroundings.js";
import { append, edit, receiverText } from "./text.js";

const connectionStays: Condition = {
  holds: "the loop leaves the connection alone",
  otherwise: "the loop ends the transaction or the connection, and the open read with it",
  brokenAt: ({ query }) => query.effects.find((effect) => effect.kind === "connection")?.at,
};

const createsNothing: Condition = {
  holds: "the loop creates no rows that it would meet again",
  otherwise:
    "the loop creates rows of the table that it reads, and without a snapshot, as on SQLite, it would never end",
  brokenAt: (site) =>
    hasSnapshot(site) ? undefined : site.query.effects.find((effect) => effect.kind === "create")?.at,
};

const canPrefetch: Condition = {
  holds: "what is prefetched survives streaming",
  otherwise: "what is prefetched would be lost before the version that prefetches chunk by chunk",
  brokenAt: (site) => {
    const { query, rewrites, environment } = site;
    const needed = isAsync(query) ? rewrites.stream?.asyncPrefetchSince : rewrites.stream?.prefetchSince;
    const isPossible = needed !== undefined && isAtLeast(environment.versions[rewrites.package], needed);
    return query.shape.prefetch !== "known" || isPossible
      ? undefined
      : (query.load.prefetches[0]?.at ?? here(query));
  },
};

const fitsAsync: Condition = ofQuery(
  "asynchronous code can stream",
  "asynchronous code needs an asynchronous loop, and a version with asynchronous streams",
  ({ query, rewrites, environment }) => {
    if (!query.context.isAsync && !isAsync(query)) return true;
    return (
      isAsync(query) && isAtLeast(environment.versions[rewrites.package], rewrites.stream?.asyncSince ?? "")
    );
  },
);

/** `tqdm(qs)` asks for a length; `enumerate(qs)` does not. */
export const pulledOneByOne: Caveat = {
  text: "what loops over the rows may want to know how many there are",
  applies: ({ query, rewrites }) => {
    const use = decidingUse(query.use);
    return "via" in use && rewrites.stream?.through.includes(use.via) === false;
  },
};

const readLater: Caveat = {
  text: "the query runs when the generator is read, which may be later",
  applies: ({ query, syntax, rewrites }) => {
    const loop = loopOf(query);
    if (loop?.node.kind !== "comprehension" || loop.node.form !== "generator") return false;
    const parent = parentOf(syntax, loop.node);
    if (parent?.kind !== "call") return true;
    const { callee } = parent;
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    return rewrites.stream?.drains.includes(name) !== true;
  },
};

const listedBefore: Caveat = {
  text: "the query runs when the loop starts",
  applies: ({ query, syntax }) => query.use.kind === "collected" && !isListedInPlace(query, syntax),
};

const keepsConnection: Condition = ofQuery(
  "no pooler takes the connection away",
  "behind a transaction pooler a stream breaks outside of a transaction",
  (site) => !isPooled(site),
);

/** Conditions of everything that reads rows one by one. */
export const streamConditions: readonly Condition[] = [
  usedHere,
  usedOnce,
  runOnce,
  livesShortly,
  notOfParent,
  notLocked,
  connectionStays,
  keepsConnection,
  createsNothing,
  canPrefetch,
  fitsAsync,
];

/** What may differ when rows are read one by one. */
export const streamCaveats: readonly Caveat[] = [
  ownWrites,
  createsRows,
  writesBeside,
  driverBuffers,
  rawCursor,
  prefetchInChunks,
  unknownManager,
  madeElsewhere,
  pulledOneByOne,
  readLater,
  listedBefore,
  plannedForFirstRows,
];

/** Reads the rows one by one: `qs.iterator()`. */
export const stream: Form = {
  intent: "stream",
  form: "stream",
  fits: (site) => isLoopOverAll(site) && !isAnsweredBesides(site.query),
  conditions: streamConditions,
  caveats: streamCaveats,
  write: (site) => writeStream(site, [], heaviest(site.query, site.catalog)),
};

/** Whether all rows are held for one loop, as such or in a list. */
export function isLoopOverAll({ query, rewrites }: Site): boolean {
  if (rewrites.stream === undefined || query.load.delivery === "streamed") return false;
  const loop = loopOf(query);
  if (loop) return !loop.keepsRows && !loop.stopsAtFirst && loop.via !== "reversed";
  return query.use.kind === "aggregated" && query.load.delivery === "buffered";
}

/** Whether the same result also gives a number or a yes. */
export function isAnsweredBesides({ otherUses }: Query): boolean {
  return otherUses.some(({ kind }) => kind === "counted" || kind === "tested");
}

/** The stream behind some other calls, with a size that suits the heaviest column. */
export function writeStream(
  site: Site,
  calls: readonly string[],
  weight: ColumnWeight,
): Rewriting | undefined {
  const { query, rewrites, syntax } = site;
  const rewrite = rewrites.stream;
  if (!rewrite) return undefined;
  const title = `Stream the rows with ${methodOf(rewrite, query)}()`;
  const call = rewrite.write(methodOf(rewrite, query), sizeOf(site, rewrite, weight));
  if (query.use.kind !== "collected")
    return { title, edits: append(site, query.expression, [...calls, call]) };
  if (query.load.delivery === "fake-streamed") {
    return {
      title: `Loop over the stream without ${query.use.via}()`,
      edits: [edit(site, query.use.node, receiverText(site, query.expression))],
    };
  }
  if (query.use.node.kind !== "call" || parentOf(syntax, query.expression)?.start !== query.use.node.start)
    return undefined;
  return {
    title,
    edits: [
      edit(site, query.use.node, `${receiverText(site, query.expression)}${[...calls, call].join("")}`),
    ],
  };
}

function sizeOf({ query }: Site, rewrite: StreamRewrite, weight: ColumnWeight): number | undefined {
  if (query.shape.isRaw) return undefined;
  return weight === "small" && query.shape.prefetch === "none" ? undefined : rewrite.sizes[weight];
}

function methodOf(rewrite: StreamRewrite, query: Query): string {
  return isAsync(query) ? rewrite.asyncMethod : rewrite.method;
}

function isAsync(query: Query): boolean {
  return loopOf(query)?.isAsync ?? false;
}

function isListedInPlace({ use }: Query, syntax: Site["syntax"]): boolean {
  if (use.kind !== "collected") return false;
  const parent = parentOf(syntax, use.node);
  return parent?.kind === "loop" || parent?.kind === "comprehension";
}
