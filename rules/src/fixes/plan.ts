import type { Fix, FixForm, Withheld } from "../finding.js";
import { planAggregate } from "./aggregate.js";
import { planContains } from "./contains.js";
import { planCount } from "./count.js";
import { planExists } from "./exists.js";
import type { FixInput, PlanForm } from "./fix-form.js";
import { planLimit } from "./limit.js";
import { planOmit } from "./omit.js";
import { planProject } from "./project.js";
import { planStream } from "./stream.js";

const forms: Partial<Record<FixForm, PlanForm>> = {
  stream: planStream,
  project: planProject,
  omit: planOmit,
  limit: planLimit,
  count: planCount,
  exists: planExists,
  contains: planContains,
  aggregate: planAggregate,
};

/** Plans what a rule asks for: fixes in the rule's order, safe ones first, and those that a condition keeps back. */
export function plan(input: FixInput): {
  readonly fixes: readonly Fix[];
  readonly withheld: readonly Withheld[];
} {
  const outcomes = input.intents.flatMap((form) => forms[form]?.(input) ?? []);
  const fixes = outcomes.filter((outcome): outcome is Fix => "edits" in outcome);
  const withheld = outcomes.filter((outcome): outcome is Withheld => "condition" in outcome);
  return {
    fixes: [...fixes.filter((fix) => fix.safety === "safe"), ...fixes.filter((fix) => fix.safety !== "safe")],
    withheld,
  };
}
