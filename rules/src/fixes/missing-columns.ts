import type { Query } from "../flow/query.js";
import { missingLink, missingOnSave, missingReads } from "../flow/partial.js";
import type { Missing } from "../flow/partial.js";
import type { Rewrites } from "../orms/rewrites.js";
import type { Environment } from "../project/environment.js";
import { isAtLeast } from "./is-at-least.js";

/** Columns that rows of one parent need for their link, where the version asks for it. */
export function linkNeeded(
  query: Query,
  { rewrites, environment }: { readonly rewrites: Rewrites; readonly environment: Environment },
): readonly Missing[] {
  const since = rewrites.addColumns?.linkIsKnownSince;
  const isKnown = since !== undefined && isAtLeast(environment.versions[rewrites.package], since);
  return isKnown ? [] : missingLink(query);
}

/** Every column that rows need and that the query has not loaded. */
export function missingColumns(
  query: Query,
  ground: { readonly rewrites: Rewrites; readonly environment: Environment },
): readonly Missing[] {
  return [...missingReads(query), ...missingOnSave(query), ...linkNeeded(query, ground)];
}
