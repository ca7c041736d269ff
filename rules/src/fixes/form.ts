import type { Edit, FixForm } from "../finding.js";
import type { Query } from "../flow/query.js";
import type { Location } from "../location.js";
import type { Rewrites } from "../orms/rewrites.js";
import type { Catalog } from "../project/catalog.js";
import type { Environment } from "../project/environment.js";
import type { Syntax } from "../syntax/syntax.js";

/** What a rule asks for: a form, or one of the variants of a form. */
export type Intent =
  | "stream"
  | "answer-and-stream"
  | "resize"
  | "omit-and-stream"
  | "project-and-stream"
  | "omit"
  | "omit-prefetch"
  | "separate"
  | "separate-and-stream"
  | "project"
  | "only"
  | "remove"
  | "add-columns"
  | "paginate"
  | "keyset"
  | "batch"
  | "limit"
  | "count"
  | "exists"
  | "contains"
  | "aggregate"
  | "reverse";

/** Everything a form may look at. */
export interface Site {
  readonly query: Query;
  /** The file that holds the query, lowered. */
  readonly syntax: Syntax;
  readonly catalog: Catalog;
  readonly environment: Environment;
  readonly rewrites: Rewrites;
  /** Somebody asks for a rewriting of this query, so that it need not be worthwhile in itself. */
  readonly isOnDemand?: boolean;
}

/** A way to rewrite a query: what must hold, what may differ, and the edit. */
export interface Form {
  readonly intent: Intent;
  readonly form: FixForm;
  /** Whether the form has anything to do with this use; if not, nothing is said about it. */
  readonly fits: (site: Site) => boolean;
  /** If one fails, the fix is withheld. */
  readonly conditions: readonly Condition[];
  /** Each one that applies makes the fix a suggestion and is named in its title. */
  readonly caveats: readonly Caveat[];
  /** `undefined` where the source is written in a way that this form cannot edit. */
  readonly write: (site: Site) => Rewriting | undefined;
}

/** Something that has to hold for a fix to be offered. */
export interface Condition {
  /** Said of a fix that is offered. */
  readonly holds: string;
  /** Said of a fix that is withheld. */
  readonly otherwise: string;
  /** The place that breaks it; `undefined` when it holds. */
  readonly brokenAt: (site: Site) => Location | undefined;
}

/** Something that may differ after a fix. */
export interface Caveat {
  readonly text: string;
  readonly applies: (site: Site) => boolean;
}

/** The edit of a form. */
export interface Rewriting {
  /** Says what it does, without what may differ. */
  readonly title: string;
  readonly edits: readonly Edit[];
}
