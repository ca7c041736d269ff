import type { Location } from "../location.js";

/** A bound that looks as if the database kept it. */
export interface LooseBound {
  /** What it is and why it does not hold: `take is applied after distinct, in the program`. */
  readonly reason: string;
  readonly at: Location;
  /** The related rows that it is meant for, by relation path; absent: the rows of the query. */
  readonly of?: string;
  /** `ties`: it would hold if the order told any two rows apart; `distinct`: rows are merged before it is applied. */
  readonly cause?: "ties" | "distinct";
}
