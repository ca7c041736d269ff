import type { Evidence } from "../finding.js";
import { streamingOn } from "../fixes/driver.js";
import type { Intent } from "../orms/rewrites.js";
import { heavyColumns } from "../flow/heavy.js";
import type { HeavyColumn, Query } from "../flow/query.js";
import { columnEvidence, columnsInWords, evidenceOf } from "./evidence.js";
import { atMostInfo, severityOf } from "./levels.js";
import type { Draft, Inspection, Rule } from "./rule.js";
import { placeOf, rowsInWords, sentence } from "./subject.js";

interface Fake {
  readonly reason: string;
  readonly intents: readonly Intent[];
  readonly evidence: readonly Evidence[];
}

/** It looks streamed and is not: the program, the size of a chunk or the driver holds all rows after all. */
export const noFakeStream: Rule = {
  name: "no-fake-stream",
  preset: "recommended",
  description: "It looks streamed, but all rows are held after all",
  yieldsTo: ["no-false-bound"],
  check(query, inspection): Draft | undefined {
    const heavy = heavyColumns(query, inspection.catalog);
    const fake =
      heldByProgram(query, inspection) ??
      heldByDriver(query, inspection) ??
      heldByChunks(query, heavy, inspection);
    if (!fake) return undefined;
    const graded = severityOf(
      this.name,
      "iteration",
      heavy.length > 0 ? "heavy" : "plain",
      query,
      inspection.settings,
    );
    const isLight = query.load.columns.kind === "values" && heavy.length === 0;
    const severity = isLight ? atMostInfo(graded) : graded;
    if (!severity) return undefined;
    return {
      severity,
      location: placeOf(query),
      message: `${sentence(rowsInWords(query))} look streamed, but ${fake.reason}.`,
      evidence: [...evidenceOf(query), ...fake.evidence],
      intents: fake.intents,
    };
  },
};

function heldByProgram({ load, use }: Query, { rewrites }: Inspection): Fake | undefined {
  if (load.delivery !== "fake-streamed") return undefined;
  if (use.kind === "collected") {
    const reason = `${use.via}() puts them all into one collection; loop over the stream itself`;
    return { reason, intents: ["stream"], evidence: [] };
  }
  if (use.kind === "looped" && !use.keepsRows) {
    const reason = "they are in memory before the loop starts";
    return rewrites.chain
      ? { reason: `${reason}; loop over the query itself`, intents: ["stream", "keyset"], evidence: [] }
      : { reason: `${reason}; read them in chunks by key`, intents: ["project", "keyset"], evidence: [] };
  }
  const reason =
    use.kind === "rendered"
      ? "the template makes a list of them; pass on one page of rows"
      : "the loop keeps each of them; keep only what is needed of a row";
  return { reason, intents: [], evidence: [] };
}

function heldByDriver(query: Query, { environment, rewrites }: Inspection): Fake | undefined {
  const streaming = streamingOn(rewrites, environment);
  if (query.load.delivery !== "streamed" || query.use.kind !== "looped" || streaming.kind !== "buffers")
    return undefined;
  const { label, streams, refusesStreams } = streaming.engine;
  const why =
    streams === "never" ? `the driver for ${label}` : `the driver for ${label} without server-side cursors`;
  const what = refusesStreams
    ? "refuses to stream, so that the call fails"
    : "fetches the whole result first";
  const reason = `${why} ${what}; read fewer columns, or in chunks by key`;
  const evidence: Evidence = {
    kind: "driver",
    message: `the project runs on ${label}`,
    location: placeOf(query),
  };
  return { reason, intents: ["project", "keyset"], evidence: [evidence] };
}

function heldByChunks(
  { load, shape, use }: Query,
  heavy: readonly HeavyColumn[],
  { rewrites }: Inspection,
): Fake | undefined {
  const isHeavyChunk =
    load.delivery === "streamed" &&
    use.kind === "looped" &&
    shape.chunkSize === "default" &&
    heavy.length > 0;
  if (!isHeavyChunk) return undefined;
  const size = rewrites.stream?.sizes.small ?? 0;
  const reason = `a chunk holds ${size} of them with ${columnsInWords(heavy)}; take smaller chunks or leave out what is not read`;
  return { reason, intents: ["omit", "resize", "separate"], evidence: columnEvidence(heavy) };
}
