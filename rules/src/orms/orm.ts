import type { Language } from "../syntax/syntax.js";
import type { Consumption } from "./consumption.js";
import type { Costs } from "./costs.js";
import type { Declarations } from "./declarations.js";
import type { Rewrites } from "./rewrites.js";
import type { Steps } from "./steps.js";

/** Everything the analysis knows about one ORM: data, and small functions where the ORM is irregular. */
export interface OrmTable {
  /** Key in settings and JSON: `django`. */
  readonly name: string;
  /** As people write it: `Django`. */
  readonly label: string;
  readonly language: Language;
  /** Package names whose version decides the gates. */
  readonly packages: readonly string[];
  /** A file without any of these texts holds no query of this ORM and is not parsed in a check. */
  readonly tokens: readonly string[];
  /** Texts that many files have, and those that have to stand beside one of them for a query. */
  readonly commonTokens?: { readonly tokens: readonly string[]; readonly beside: string };
  /**
   * A file without any of these texts makes no client and no query of its own, so that what it declares is followed only
   * with rows in hand; absent: every file may.
   */
  readonly mentions?: readonly string[];
  /** How models, columns, managers and relations are declared. */
  readonly declarations: Declarations;
  /** Where queries start and what each method does to the load. */
  readonly steps: Steps;
  /** What runs a query, and what the callee does with the rows. */
  readonly consumption: Consumption;
  /** Which rewriting forms exist, since which version, on which engine. */
  readonly rewrites: Rewrites;
  /** What rows weigh in memory; absent where nobody has measured it. */
  readonly costs?: Costs;
}
