import type { Evidence } from "../finding.js";
import type { HeavyColumn, Query } from "../flow/query.js";
import type { Streaming } from "../orms/rewrites.js";
import type { Preset } from "../settings.js";
import type { Location } from "../location.js";
import type { FixForm } from "../finding.js";

/** A rule: a predicate over queries. It knows no ORM, no parser and no host. */
export interface Rule {
  readonly name: string;
  readonly preset: Preset;
  /** One sentence for lists: what the rule finds. */
  readonly description: string;
  readonly check: (subject: Subject) => Draft | undefined;
}

/** A query with what the rules need to know around it. */
export interface Subject {
  readonly query: Query;
  /** Binary columns that the query loads, through joins too. */
  readonly heavy: readonly HeavyColumn[];
  /** What streaming comes to on the project's database. */
  readonly streaming: Streaming;
  /** Name of the ORM as people write it. */
  readonly label: string;
}

/** What a rule says, before its level is decided and its fixes are planned. */
export interface Draft {
  readonly message: string;
  /** Where it is reported; the query's expression unless the rule says otherwise. */
  readonly span?: Pick<Location, "start" | "end">;
  readonly evidence: readonly Evidence[];
  /** Forms to offer, best first. */
  readonly intents: readonly FixForm[];
  /** How much of the level of rows decides: a rule about columns reports smaller loads too. */
  readonly concern: "rows" | "columns";
  /** The finding rests on something that was not seen to the end; hosts show it as information. */
  readonly isUncertain: boolean;
}
