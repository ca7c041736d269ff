import type { BodyEffect, Query } from "../flow/query.js";
import { heaviest } from "../flow/heavy.js";
import { isAtLeast, type StreamRewrite, streamingOn } from "../orms/rewrites.js";
import {
  append,
  common,
  type Condition,
  firstBroken,
  type FixInput,
  here,
  type Outcome,
  safetyOf,
} from "./fix-form.js";

/** `for order in orders.iterator():` — the same rows, a chunk at a time. */
export function planStream(input: FixInput): Outcome {
  const { query, rewrites, environment, catalog } = input;
  const form = rewrites.stream;
  if (
    !form ||
    query.use.kind !== "looped" ||
    query.load.delivery !== "buffered" ||
    !form.through.includes(query.use.via)
  )
    return undefined;
  const broken = firstBroken("stream", [...common(input), ...conditions(input, form)]);
  if (broken) return broken;
  const weight = heaviest(query, catalog);
  const needsSize = weight === "binary" || query.shape.prefetch !== "none";
  const method = query.use.isAsync ? form.asyncMethod : form.method;
  const streaming = streamingOn(rewrites, environment);
  const risk = writesIn(query.effects);
  const seesWrites =
    environment.engines.length === 0 ||
    environment.engines.some((engine) => !rewrites.engines[engine].hasSnapshot);
  const pooled = environment.hasTransactionPooler && !query.context.isAtomic;
  const isHarmless =
    streaming.kind !== "buffers" && query.shape.prefetch === "none" && !(risk && seesWrites) && !pooled;
  const caution = cautionOf({
    pooled,
    buffers: streaming.kind === "buffers" ? streaming.engine.label : undefined,
    seesOwnWrites: risk !== undefined && seesWrites,
  });
  return {
    form: "stream",
    title: `Stream the rows with ${method}()${caution}`,
    safety: safetyOf(input, "stream", isHarmless),
    edits: append(input, form.write(method, needsSize ? form.sizes[weight] : undefined)),
    conditions: [
      "the result is used once",
      "the loop creates no rows of this table",
      "the connection stays open",
    ],
  };
}

function cautionOf({
  pooled,
  buffers,
  seesOwnWrites,
}: {
  readonly pooled: boolean;
  readonly buffers: string | undefined;
  readonly seesOwnWrites: boolean;
}): string {
  if (pooled) return " — behind a transaction pooler this needs a transaction around the loop";
  if (buffers !== undefined) return ` — ${buffers} still buffers the whole result in the driver`;
  return seesOwnWrites ? " — on SQLite the loop sees its own writes" : "";
}

function conditions({ query, environment, rewrites }: FixInput, form: StreamRewrite): readonly Condition[] {
  const version = environment.versions[rewrites.package];
  const { shape, use, context } = query;
  const isAsync = use.kind === "looped" && use.isAsync;
  const at = (kind: BodyEffect["kind"]): Condition["brokenAt"] =>
    query.effects.find((effect) => effect.kind === kind)?.at;
  return [
    here(query, "a comprehension or loop in a coroutine needs async for", isAsync || !context.isAsync),
    here(
      query,
      `${form.asyncMethod}() needs a newer version`,
      !isAsync || isAtLeast(version, form.asyncSince),
    ),
    { says: "the loop creates rows of the table that it streams", brokenAt: at("create") },
    { says: "the loop closes the connection or ends the transaction", brokenAt: at("connection") },
    here(
      query,
      "streaming would lose the prefetch in this version",
      shape.prefetch !== "known" ||
        isAtLeast(version, isAsync ? form.asyncPrefetchSince : form.prefetchSince),
    ),
    here(
      query,
      "the parent may have prefetched these rows, and a stream would query again",
      !shape.isRelatedSet,
    ),
    here(query, "the loop runs again and again over one result", use.kind !== "looped" || use.depth === 0),
    here(
      query,
      "the rows outlive the loop, so streaming saves nothing",
      use.kind !== "looped" || !use.keepsRows,
    ),
  ];
}

/** Effects that a read cursor on the same connection may see. */
function writesIn(effects: Query["effects"]): BodyEffect | undefined {
  return effects.find(
    (effect) => effect.kind === "update" || effect.kind === "delete" || effect.kind === "unknown-call",
  );
}
