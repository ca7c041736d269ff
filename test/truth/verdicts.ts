import type { Engine } from "../../rules/src/project/environment.js";
import { type Difference, differenceKinds, differencesBetween, type Observation } from "./observation.js";
import type { Offer } from "./offers.js";
import { type Expectation, expectationFor, type Program } from "./program.js";
import { shapeProblem } from "./shape.js";

/** Where programs ran. */
export interface Place {
  readonly version: string;
  readonly engine: Engine;
}

/** What came of one fix at one place. */
export interface Verdict {
  readonly offer: Offer;
  readonly place: Place;
  readonly differences: readonly Difference[];
  /** Why the fix did not do what it says; empty: it passed. */
  readonly problems: readonly string[];
}

/** Judges a fix by the runs before and after it, one pair for each number of rows. */
export function judge(
  offer: Offer,
  place: Place,
  runs: readonly (readonly [before: Observation, after: Observation])[],
): Verdict {
  const found = runs.map(([before, after]) => ({
    size: before.size,
    kinds: differencesBetween(offer.intent, before, after),
    shape: shapeProblem(offer.intent, before, after),
  }));
  const differences = differenceKinds.filter((kind) => found.some(({ kinds }) => kinds.includes(kind)));
  const expectation = expectationFor(offer.program, offer.intent, place.engine);
  const allowed = offer.safety === "safe" ? [] : (expectation?.differences ?? []);
  const unexpected = differences.filter((kind) => !allowed.includes(kind));
  const explained = (kind: Difference): string => {
    const shape = kind === "statements" ? found.find((one) => one.shape !== undefined)?.shape : undefined;
    const sizes = found.flatMap(({ size, kinds }) => (kinds.includes(kind) ? [size] : []));
    return shape ?? `${kind} differ with ${sizes.join(", ")} rows, and the fix is ${offer.safety}`;
  };
  return {
    offer,
    place,
    differences,
    problems: [
      ...unexpected.map(explained),
      ...(expectation ? [] : ["the comment above the program does not say what to expect of this fix"]),
    ],
  };
}

/** What comments promise and no run has shown: a fix that is never offered, a difference that never comes. */
export function unshown(
  programs: readonly Program[],
  verdicts: readonly Verdict[],
  engines: readonly Engine[],
): readonly string[] {
  return programs.flatMap((program) =>
    program.expectations.flatMap((expectation) => {
      const here = verdicts.filter(
        ({ offer, place }) => offer.program === program && isAbout(expectation, offer, place),
      );
      const name = `${program.file} ${program.function}: ${expectation.intent}`;
      const ranOn = expectation.engines ?? engines;
      if (!ranOn.some((engine) => engines.some((one) => one === engine))) return [];
      if (here.length === 0) return [`${name} is not offered`];
      return expectation.differences.flatMap((kind) =>
        here.some(({ differences }) => differences.some((one) => one === kind))
          ? []
          : [`${name}: no run shows that ${kind} differ`],
      );
    }),
  );
}

function isAbout(expectation: Expectation, offer: Offer, { engine }: Place): boolean {
  return expectationFor(offer.program, offer.intent, engine) === expectation;
}
