import type { Load } from "./flow/query.js";
import type { Location } from "./location.js";

/** What a rule found: plain data, the same for every host. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly location: Location;
  /** What happens, why it hurts, what to do; names the model and columns. */
  readonly message: string;
  readonly orm: string;
  readonly model: string;
  readonly load: Load;
  readonly evidence: readonly Evidence[];
  /** Ranked: what helps most first, what is safe first among equals. */
  readonly fixes: readonly Fix[];
  readonly withheld: readonly Withheld[];
}

export type Severity = "info" | "warning" | "error";

/** One reason for a finding, at a place of its own. */
export interface Evidence {
  readonly kind:
    | "unbounded-by"
    | "table-size"
    | "heavy-column"
    | "consumed-at"
    | "other-use"
    | "row-use"
    | "driver"
    | "hazard";
  readonly message: string;
  readonly location: Location;
}

/** A rewriting of the source. */
export interface Fix {
  readonly form: FixForm;
  /** Says what it does and, for suggestions, what may differ. */
  readonly title: string;
  readonly safety: Safety;
  /** Ascending, not overlapping. */
  readonly edits: readonly Edit[];
  /** The conditions that were checked and hold. */
  readonly conditions: readonly string[];
}

/** `safe`: behavior and comments are kept for every input; `suggestion`: anything else, applied one by one. */
export type Safety = "safe" | "suggestion";

export type FixForm =
  | "stream"
  | "keyset"
  | "batch"
  | "project"
  | "omit"
  | "limit"
  | "count"
  | "exists"
  | "contains"
  | "aggregate"
  | "reverse"
  | "subquery"
  | "update"
  | "add-columns"
  | "paginate"
  | "separate";

/** Replaces `start`…`end` (UTF-16 offsets of the file's text) by `text`. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A fix that would have been offered but for a condition. */
export interface Withheld {
  readonly form: FixForm;
  readonly condition: string;
  readonly location: Location;
}
