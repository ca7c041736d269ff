import type { Intent } from "../orms/rewrites.js";
import type { Site } from "./form.js";
import { isAtLeast } from "./is-at-least.js";

/**
 * Whether programs that are rewritten so gave the same on the real ORM, for this version and engine. An unknown
 * version may be the oldest that was run, an unknown engine each one.
 */
export function isProven({ rewrites, environment }: Site, intent: Intent): boolean {
  const { proven } = rewrites;
  const engines = environment.engines.length > 0 ? environment.engines : proven.map(({ engine }) => engine);
  const version =
    environment.versions[rewrites.package] ?? oldest(proven.flatMap(({ versions }) => versions));
  return (
    engines.length > 0 &&
    engines.every((engine) =>
      proven.some(
        ({ intent: one, engine: ranOn, versions: [since] }) =>
          one === intent && ranOn === engine && since !== undefined && isAtLeast(version, since),
      ),
    )
  );
}

function oldest(versions: readonly string[]): string | undefined {
  return versions.find((version) => versions.every((other) => isAtLeast(other, version)));
}
