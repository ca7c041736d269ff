// Prints what ran where; `--write` writes the table of proofs that the product reads.
import { writeFileSync } from "node:fs";
import { intents } from "../offers.js";
import { proofModule, runTable } from "../proof-table.js";
import { unshown } from "../verdicts.js";
import { openBenches } from "./benches.js";
import { findTruth } from "./find-truth.js";
import { measureMemory, memoryTable } from "./memory.js";
import { readPrograms } from "./shop.js";

const proofFile = new URL("../../../rules/src/orms/django/proof.ts", import.meta.url);

async function main(): Promise<void> {
  const programs = readPrograms("programs");
  const { benches, labels, missing, close } = await openBenches();
  try {
    const { places, verdicts, proofs } = await findTruth(benches, programs);
    console.log(labels.join("\n"));
    for (const one of missing) console.log(`skipped: ${one}`);
    console.log(`\nFixes that passed\n\n${runTable(intents, places, verdicts)}`);
    for (const { offer, place, problems } of verdicts) {
      for (const problem of problems)
        console.log(
          `${place.engine} ${place.version}: ${offer.program.file} ${offer.program.function}: ${offer.intent}: ${problem}`,
        );
    }
    const engines = [...new Set(places.map(({ engine }) => engine))];
    for (const problem of unshown(programs, verdicts, engines)) console.log(problem);
    console.log(`\nPeak memory\n\n${memoryTable(await measureMemory(benches))}`);
    if (process.argv.includes("--write")) {
      if (missing.length > 0) throw new Error("Not everything ran here, so nothing is written");
      writeFileSync(proofFile, proofModule(proofs));
    }
  } finally {
    await close();
  }
}

await main();
