/** Where the code runs. */
export interface Context {
  readonly place: Place;
  readonly isAsync: boolean;
  /** Inside `with transaction.atomic()` or a function decorated with it, as far as this function shows. */
  readonly isAtomic: boolean;
  /** Offsets of the `with transaction.atomic()` blocks around, outermost first. */
  readonly transactions: readonly number[];
  /** Name of the enclosing function, `Command.handle`; empty at module level. */
  readonly function: string;
}

export type Place =
  "command" | "task" | "migration" | "receiver" | "request" | "admin" | "test" | "script" | "library";
