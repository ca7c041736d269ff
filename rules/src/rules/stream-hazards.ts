import { habitsOf } from "../fixes/driver.js";
import { isAtLeast } from "../fixes/is-at-least.js";
import type { Intent } from "../orms/rewrites.js";
import type { Severity } from "../finding.js";
import type { BodyEffect, Query } from "../flow/query.js";
import type { Location } from "../location.js";
import type { EngineHabits, Rewrites } from "../orms/rewrites.js";
import type { Environment } from "../project/environment.js";

/** A way in which a stream breaks: what happens and what to do, behind the rows in words. */
export interface Hazard {
  readonly severity: Severity;
  readonly reason: string;
  readonly remedy: string;
  /** The place that breaks it, and what happens there. */
  readonly at?: { readonly location: Location; readonly message: string };
  readonly intents: readonly Intent[];
}

/** What a stream depends on besides its own code. */
export interface Ground {
  readonly environment: Environment;
  readonly rewrites: Rewrites;
}

/** Every hazard of streams; the first that a query runs into is the one to tell. */
export const hazards: readonly ((query: Query, ground: Ground) => Hazard | undefined)[] = [
  joinedOneByOne,
  prefetchFails,
  prefetchedTwice,
  connectionEnds,
  waitsForItself,
  transactionEnded,
  poolRotates,
  neverEnds,
];

/** Related rows of a cursor come with the batch, and with each row where a batch has no size. */
function joinedOneByOne({ shape, load }: Query, { rewrites }: Ground): Hazard | undefined {
  const [join] = load.joins;
  const isSized = shape.chunkSize !== undefined && shape.chunkSize !== "default";
  if (!rewrites.chain || load.delivery !== "streamed" || !join || shape.prefetch !== "known" || isSized)
    return undefined;
  const at = { location: join.at, message: "related rows are asked for here" };
  const reason =
    "are streamed without a size, so that what is populated is asked for each of them, one query a row";
  return { severity: "warning", reason, remedy: "say how many rows a batch has", at, intents: ["resize"] };
}

function prefetchFails({ shape, load, steps }: Query, { environment, rewrites }: Ground): Hazard | undefined {
  const { stream } = rewrites;
  const [prefetch] = load.prefetches;
  if (shape.prefetch !== "known" || shape.isRaw || !stream || !prefetch) return undefined;
  const at = { location: prefetch.at, message: "other rows are prefetched here" };
  const version = environment.versions[rewrites.package];
  const has = (since: string): boolean => isAtLeast(version, since);
  const isAsync = steps.at(-1)?.name === stream.asyncMethod;
  const { label } = rewrites;
  if (version !== undefined && !has(isAsync ? stream.asyncPrefetchSince : stream.prefetchSince)) {
    const reason = isAsync
      ? `cannot be streamed with what is prefetched before ${label} ${stream.asyncPrefetchSince}`
      : `lose what is prefetched when they are streamed before ${label} ${stream.prefetchSince}, so that each row asks again`;
    const remedy = "read the rows in chunks by key";
    return { severity: isAsync ? "error" : "warning", reason, remedy, at, intents: ["keyset"] };
  }
  if (isAsync || shape.chunkSize !== "default") return undefined;
  const severity = has(stream.prefetchNeedsSizeSince) ? "error" : "warning";
  const before = severity === "error" ? "" : ", and what is prefetched is lost before";
  const reason = `are prefetched and streamed without a size, which fails since ${label} ${stream.prefetchNeedsSizeSince}${before}`;
  return { severity, reason, remedy: "say how many rows a chunk has", at, intents: ["resize"] };
}

function prefetchedTwice({ shape }: Query): Hazard | undefined {
  if (!shape.prefetchedAt) return undefined;
  const at = { location: shape.prefetchedAt, message: "these rows are prefetched here" };
  const reason = "are prefetched with their parents, and the stream asks for them again, one query a parent";
  return { severity: "warning", reason, remedy: "loop over the prefetched rows themselves", at, intents: [] };
}

function connectionEnds({ effects }: Query): Hazard | undefined {
  const effect = effects.find(({ kind }) => kind === "connection");
  if (!effect) return undefined;
  const at = { location: effect.at, message: "the connection or its transaction ends here" };
  const reason =
    "are streamed while the loop ends the connection or its transaction, and the open read with it";
  return { severity: "warning", reason, remedy: "read the rows in chunks by key", at, intents: ["keyset"] };
}

/** What the loop asks waits for the stream, and the stream for the loop: in a transaction, or where a pool has one connection. */
function waitsForItself({ effects, context }: Query, { rewrites }: Ground): Hazard | undefined {
  const asks = effects.find(({ kind }) => kind !== "unknown-call" && kind !== "connection");
  if (!rewrites.streamsBlock || !asks) return undefined;
  const at = { location: asks.at, message: "the loop asks the database here" };
  const reason = context.isAtomic
    ? "are streamed in a transaction while the loop asks the same connection, and may wait for each other for ever"
    : "are streamed while the loop asks the database, which waits for ever where the pool has no second connection";
  const remedy = "read the rows in chunks by key";
  return { severity: context.isAtomic ? "warning" : "info", reason, remedy, at, intents: ["keyset"] };
}

function transactionEnded(query: Query, { environment, rewrites }: Ground): Hazard | undefined {
  const severity = wherever(environment, rewrites, ({ afterTransaction }) => afterTransaction === "breaks");
  if (!query.startedIn || !severity || environment.serverSideCursors === "off") return undefined;
  const at = { location: query.startedIn, message: "the stream begins here, in a transaction" };
  const reason = "are streamed on after the transaction in which the stream was begun has ended";
  return { severity, reason, remedy: "read them to the end inside of it", at, intents: [] };
}

function poolRotates({ context }: Query, { environment, rewrites }: Ground): Hazard | undefined {
  const { hasTransactionPooler, serverSideCursors } = environment;
  const breaks = wherever(environment, rewrites, ({ afterTransaction }) => afterTransaction === "breaks");
  if (!hasTransactionPooler || serverSideCursors === "off" || context.isAtomic || !breaks) return undefined;
  // The framework may open a transaction around a request.
  const severity = context.place === "request" || context.place === "admin" ? "info" : breaks;
  const reason = "are streamed behind a transaction pooler, which takes the cursor's connection away";
  return {
    severity,
    reason,
    remedy: "read them in one transaction or in chunks by key",
    intents: ["keyset"],
  };
}

function neverEnds({ effects, load, file }: Query, { environment, rewrites }: Ground): Hazard | undefined {
  const effect: BodyEffect | undefined = effects.find(({ kind }) => kind === "create");
  const sees = wherever(environment, rewrites, ({ hasSnapshot }) => !hasSnapshot);
  // Code elsewhere that a row's own methods run into creates rows on occasion: worth a word where it is known to hurt.
  if (!effect || !sees || (sees === "info" && effect.at.file !== file)) return undefined;
  const at = { location: effect.at, message: "rows of the same table are created here" };
  const reason = `are streamed while the loop creates rows of the same table; without a snapshot, as on ${rewrites.engine?.label ?? "SQLite"}, it meets them in turn and may never end`;
  // Conditions may keep new rows out.
  const severity = load.rows.level === "all" ? sees : "info";
  return {
    severity,
    reason,
    remedy: "list the rows before, or write the new ones afterwards",
    at,
    intents: [],
  };
}

/** A warning where the engine is known to behave so, information where the engine is not known. */
function wherever(
  environment: Environment,
  rewrites: Rewrites,
  behaves: (engine: EngineHabits) => boolean,
): "warning" | "info" | undefined {
  const engines = habitsOf(rewrites, environment);
  if (engines.length === 0) return "info";
  return engines.some(behaves) ? "warning" : undefined;
}
