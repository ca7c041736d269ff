import type { Evidence, Severity } from "../finding.js";
import type { Intent } from "../orms/rewrites.js";
import type { Query } from "../flow/query.js";
import type { Location } from "../location.js";
import type { Rewrites } from "../orms/rewrites.js";
import type { Catalog } from "../project/catalog.js";
import type { Environment } from "../project/environment.js";
import type { Preset, Settings } from "../settings.js";

/** A rule: a predicate over queries with a message and what would help. */
export interface Rule {
  /** States the bad pattern. */
  readonly name: string;
  readonly preset: Preset;
  /** One sentence for lists of rules. */
  readonly description: string;
  /** Rules that say it better where both apply to the same use of a query. */
  readonly yieldsTo: readonly string[];
  readonly check: (query: Query, inspection: Inspection) => Draft | undefined;
}

/** What a rule may look at besides the query. */
export interface Inspection {
  readonly settings: Settings;
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly rewrites: Rewrites;
}

/** What a rule found, before fixes are planned. */
export interface Draft {
  readonly severity: Severity;
  readonly location: Location;
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** What would help, best first. */
  readonly intents: readonly Intent[];
}
