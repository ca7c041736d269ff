/** What runs a query when it is given one, and what becomes of the rows. */
export interface Consumption {
  /** By dotted path; builtins under `builtins.`. */
  readonly functions: Readonly<Record<string, Consumer>>;
  /** Names that need no import; any other name that is not defined in sight is unknown. */
  readonly builtins: readonly string[];
  /** Methods of objects that are not the ORM's, by name: `results.extend(qs)`. */
  readonly methods: Readonly<Record<string, Consumer>>;
  /** What members of a result do with its rows, if results are collections of the language; absent: none. */
  readonly members?: Readonly<Record<string, ResultMember>>;
  /** What members of a stream do with its rows; absent: nothing is known of them. */
  readonly streamMembers?: Readonly<Record<string, ResultMember>>;
  /** A result is true even without rows, so that testing it asks nothing; absent counts as false. */
  readonly isAlwaysTrue?: boolean;
  /** Related rows are part of a row once they are loaded, not a query of their own; absent counts as false. */
  readonly holdsRelated?: boolean;
  /** Functions and modules that neither touch the database nor keep what they are given. */
  readonly harmless: readonly string[];
  /** Functions that let time pass, by dotted path. */
  readonly waits: readonly string[];
  /** What functions of a project are called that let time pass. */
  readonly waitNames?: RegExp;
  /** Methods of any object that neither touch the database nor keep rows. */
  readonly harmlessMethods: readonly string[];
  /** Methods that keep their argument: a row given to one outlives the loop. */
  readonly keepingMethods: readonly string[];
}

/** What a member of a result does: `rows.length`, `rows.map(…)`. */
export type ResultMember =
  /** The number of rows; read, not called. */
  | { readonly does: "count" }
  /** Calls a function for each row, given at the position of its parameters that gets the row. */
  | {
      readonly does: "each";
      readonly parameters: readonly number[];
      readonly gives: "nothing" | "computed" | "rows" | "row" | "answer";
    }
  /** `rows.at(0)`, `rows.shift()`: one row by place. */
  | { readonly does: "pick"; readonly from: "first" | "last" | "argument" }
  /** `rows.slice(0, 5)`. */
  | { readonly does: "slice" }
  /** The same rows, in a collection that may be another one. */
  | { readonly does: "same" }
  | { readonly does: "wrap"; readonly items: "row" | "numbered" }
  /** Hands the whole result to a function: `promise.then(…)`. */
  | { readonly does: "hand-on" };

/** What a callee does with the rows of an argument. */
export type Consumer =
  /** Gives its argument back. */
  | { readonly does: "pass" }
  /** Calls its argument, a function, before it returns. */
  | { readonly does: "run" }
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
