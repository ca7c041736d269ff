import type { Context } from "./context.js";
import type { BodyEffect, RowAccess, Use } from "./query.js";
import type { Location } from "../location.js";
import type { Expression } from "../syntax/syntax.js";
import type { ListObject, QueryObject, RowObject } from "./value.js";

/** Which arm of which branch a place stands in; two places with different arms of one branch never both run. */
export type Path = readonly { readonly branch: number; readonly arm: number }[];

/** A use of a query's result, of a stream over it, or of a list filled from it. */
export interface UseEvent {
  readonly query: QueryObject;
  readonly list?: ListObject;
  /** Filled by this use. */
  readonly fills?: ListObject;
  readonly isStreamed: boolean;
  /** A bounded look at the result: it costs nothing where the rows are kept, and a query of its own where they are not. */
  readonly isLook?: boolean;
  /** Another function put the result into what is handed on here; absent counts as false. */
  readonly isOfOther?: boolean;
  readonly use: Use;
  /** The consumed expression. */
  readonly expression: Expression;
  /** Row that the loop binds, if it does. */
  readonly row?: RowObject;
  /** Open loops around. */
  readonly loops: readonly number[];
  /** Loops between the making of the query object and this use. */
  readonly depth: number;
  /** Id of the loop whose body runs for each row. */
  readonly loop?: number;
  readonly path: Path;
  readonly context: Context;
  readonly file: string;
  readonly frame: number;
  /** The call in the checked function that led to this place, when it stands in another function. */
  readonly through?: Expression;
}

/** What one evaluation of a function saw, in program order. Only ever appended to. */
export interface Trace {
  readonly uses: UseEvent[];
  readonly accesses: { readonly row: RowObject; readonly access: RowAccess }[];
  readonly effects: {
    readonly loops: readonly number[];
    readonly effect: BodyEffect;
    readonly model?: string;
  }[];
  /** Loops that nothing ends. */
  readonly endless: Set<number>;
  /** Places where the program waits, with the loops around. */
  readonly waits: { readonly loops: readonly number[]; readonly at: Location }[];
  /** Rows that outlive their loop. */
  readonly kept: Set<number>;
  /** Places where a value was put into a dictionary that went out of sight, and those that its template has told. */
  readonly exposed: Set<Location>;
  readonly forgotten: Set<Location>;
}

/** A trace without events. */
export function emptyTrace(): Trace {
  return {
    uses: [],
    accesses: [],
    effects: [],
    endless: new Set(),
    waits: [],
    kept: new Set(),
    exposed: new Set(),
    forgotten: new Set(),
  };
}

/** Whether two places can both be reached in one run. */
export function canBothRun(left: Path, right: Path): boolean {
  return !left.some((a) => right.some((b) => a.branch === b.branch && a.arm !== b.arm));
}

/** Puts later events behind those of `trace`. */
export function append(trace: Trace, later: Trace): void {
  trace.uses.push(...later.uses);
  trace.accesses.push(...later.accesses);
  trace.effects.push(...later.effects);
  trace.waits.push(...later.waits);
  for (const loop of later.endless) trace.endless.add(loop);
  for (const row of later.kept) trace.kept.add(row);
  for (const place of later.exposed) trace.exposed.add(place);
  for (const place of later.forgotten) trace.forgotten.add(place);
}
