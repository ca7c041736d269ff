import type { FixForm } from "../finding.js";
import { isAtLeast } from "./is-at-least.js";
import type { Site } from "./form.js";

/**
 * Whether the form was compared before and after on the real ORM for this version and engine. An unknown version is
 * one that the proof covers from its start; an unknown engine is left to the caveats of the form.
 */
export function isProven({ rewrites, environment }: Site, form: FixForm): boolean {
  const version = environment.versions[rewrites.package];
  return rewrites.proven.some(
    (proof) =>
      proof.form === form &&
      (version === undefined || isAtLeast(version, proof.since)) &&
      environment.engines.every((engine) => proof.engines.includes(engine)),
  );
}
