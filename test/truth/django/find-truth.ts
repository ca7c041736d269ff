import type { Proof } from "../../../rules/src/orms/rewrites.js";
import { intents } from "../offers.js";
import type { Program } from "../program.js";
import { proofsOf } from "../proof-table.js";
import type { Place, Verdict } from "../verdicts.js";
import type { Bench } from "./prove.js";
import { prove } from "./prove.js";

/** What all runs together say. */
export interface Truth {
  readonly places: readonly Place[];
  readonly verdicts: readonly Verdict[];
  readonly proofs: readonly Proof[];
}

/** Runs all programs on all benches, two at a time. */
export async function findTruth(benches: readonly Bench[], programs: readonly Program[]): Promise<Truth> {
  const places = benches.map(({ installation, server }) => ({
    version: installation.version,
    engine: server.engine,
  }));
  const verdicts = (await inTurns(benches, 2, (bench) => prove(bench, programs))).flat();
  return { places, verdicts, proofs: proofsOf(intents, places, verdicts) };
}

/** Works through a list, some at a time; the results are in the order of the list. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    results.push(...(await Promise.all(items.slice(start, start + atOnce).map(work))));
  return results;
}
