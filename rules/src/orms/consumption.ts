/** What runs a query when it is given one, and what becomes of the rows. */
export interface Consumption {
  /** By dotted path; builtins under `builtins.`. */
  readonly functions: Readonly<Record<string, Consumer>>;
  /** Names that need no import; any other name that is not defined in sight is unknown. */
  readonly builtins: readonly string[];
  /** Methods of objects that are not the ORM's, by name: `results.extend(qs)`. */
  readonly methods: Readonly<Record<string, Consumer>>;
  /** Functions and modules that neither touch the database nor keep what they are given. */
  readonly harmless: readonly string[];
  /** Methods of any object that neither touch the database nor keep rows. */
  readonly harmlessMethods: readonly string[];
  /** Methods that keep their argument: a row given to one outlives the loop. */
  readonly keepingMethods: readonly string[];
}

/** What a callee does with the rows of an argument. */
export type Consumer =
  /** Puts all rows into a collection of its own. */
  | { readonly does: "collect" }
  /** Puts all rows into a collection that the program cannot see (cache, pickle). */
  | { readonly does: "keep" }
  | { readonly does: "count" }
  | { readonly does: "test" }
  /** One scalar from all rows. */
  | { readonly does: "aggregate" }
  /** Yields each row on demand to whoever loops over it; opens the query at once. */
  | {
      readonly does: "wrap";
      readonly items: "row" | "numbered" | "zipped" | "computed";
      readonly argument: "first" | "second" | "all";
    }
  /** Takes rows one by one without keeping them. */
  | { readonly does: "loop" }
  /** Needs only the first rows: one, or as many as its second argument says. */
  | { readonly does: "first"; readonly count: "one" | "argument" }
  /** Runs nothing, or reads a few rows for display. */
  | { readonly does: "nothing" }
  /** Reads the row's text. */
  | { readonly does: "text" }
  /** Reads an attribute whose name is an argument. */
  | { readonly does: "dynamic" };
