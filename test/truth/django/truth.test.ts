// Each fix is run before and after on real Djangos and databases; what passed is what the product may call safe. One file,
// because servers are started and packages are unpacked once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { django } from "../../../rules/src/orms/django/django.js";
import { proven } from "../../../rules/src/orms/django/proof.js";
import type { Intent, Proof } from "../../../rules/src/orms/rewrites.js";
import { intents } from "../offers.js";
import { proofModule, runTable } from "../proof-table.js";
import { templatesOf } from "../record-templates.js";
import { unshown } from "../verdicts.js";
import { openBenches } from "./benches.js";
import { findTruth, type Truth } from "./find-truth.js";
import { type Measurement, measureMemory, memoryTable } from "./memory.js";
import { readPrograms } from "./shop.js";
import { testTable } from "./test-table.js";

const timeout = 900_000;

/** Rewritings that save statements, not memory. */
const statementsOnly: readonly Intent[] = ["add-columns"];

/** Rewritings of options, of which Django has none. */
const ofOptions: readonly Intent[] = ["return-key", "keep-bound"];

const djangoIntents = intents.filter((intent) => !ofOptions.includes(intent));
const opened = await openBenches();
const programs = readPrograms("programs");

afterAll(() => opened.close(), 60_000);

describe("what cannot run here", () => {
  for (const reason of opened.missing) {
    console.log(`Skipped in the truth suite: ${reason}`);
    test.skip(reason);
  }

  test("is known", () => {
    expect(opened.missing.every((reason) => reason.includes(": "))).toBe(true);
  });
});

describe.runIf(opened.benches.length > 0)("the fixes of Django", () => {
  let truth: Truth = { places: [], verdicts: [], proofs: [] };

  beforeAll(async () => {
    truth = await findTruth(opened.benches, programs);
    console.log([...opened.labels, "", runTable(intents, truth.places, truth.verdicts)].join("\n"));
  }, timeout);

  test("do what they announce and nothing else", () => {
    const problems = truth.verdicts.flatMap((verdict) =>
      verdict.problems.map((problem) => {
        const { offer, place } = verdict;
        const name = `${offer.program.file} ${offer.program.function}`;
        return `${name}, ${offer.intent} on ${place.engine} with Django ${place.version}: ${problem}`;
      }),
    );
    expect(problems).toEqual([]);
  });

  test("are all offered where a program says so, and differ where it says so", () => {
    const ran = [...new Set(truth.places.map(({ engine }) => engine))];
    expect(unshown(programs, truth.verdicts, ran)).toEqual([]);
  });

  test("have a program for each rewriting", () => {
    const ran = new Set(truth.verdicts.map(({ offer }) => offer.intent));
    expect(djangoIntents.filter((intent) => !ran.has(intent))).toEqual([]);
  });

  test("have a program for each template of the table", () => {
    const ran = new Set(truth.verdicts.flatMap(({ offer }) => offer.templates));
    expect(templatesOf(django.rewrites).filter((template) => !ran.has(template))).toEqual([]);
  });

  test.each(["through", "drains"] as const)("have a program for each callee of stream.%s", (member) => {
    const streamed = truth.verdicts
      .filter(({ offer }) => offer.intent === "stream")
      .map(({ offer: { program } }) => program.text.slice(program.start, program.end));
    const names = django.rewrites.stream?.[member] ?? [];
    const isCalled = (name: string): boolean => streamed.some((text) => text.includes(`${name}(`));
    expect(names.filter((name) => name !== "for" && name !== "comprehension" && !isCalled(name))).toEqual([]);
  });

  test("are as proven as the product believes: else `npm run truth -- --write`, and read the difference", () => {
    const isHere = ({ engine }: Proof): boolean => truth.places.some((place) => place.engine === engine);
    const complete = opened.missing.length === 0;
    const believed = complete ? proven : proven.filter(isHere).map((proof) => onlyRun(proof, truth));
    expect(proofModule(truth.proofs)).toBe(proofModule(believed));
  });
});

describe.runIf(opened.benches.length > 0)("peak memory", () => {
  let measured: readonly Measurement[] = [];

  beforeAll(async () => {
    measured = await measureMemory(opened.benches);
    console.log(memoryTable(measured));
  }, timeout);

  test("is measured for each rewriting", () => {
    const intentsMeasured = new Set(measured.map(({ intent }) => intent));
    expect(djangoIntents.filter((intent) => !intentsMeasured.has(intent))).toEqual(statementsOnly);
  });

  test("falls below half, except where the title says that the driver buffers", () => {
    const high = measured.filter(({ before, after, title }) => !isBuffered(title) && !(after < before / 2));
    expect(high).toEqual([]);
  });

  test("stays where the title says that the driver buffers", () => {
    const buffered = measured.filter(({ intent, title }) => intent === "stream" && isBuffered(title));
    expect(buffered.filter(({ before, after }) => after < before / 2)).toEqual([]);
  });
});

testTable(opened);

function isBuffered(title: string): boolean {
  return title.includes("the driver still fetches the whole result first");
}

function onlyRun(proof: Proof, { places }: Truth): Proof {
  const versions = places.flatMap(({ engine, version }) => (engine === proof.engine ? [version] : []));
  return { ...proof, versions: proof.versions.filter((version) => versions.includes(version)) };
}
