/** What a method of a builder does. */
export type BuilderStep =
  /** Tells the builder something, and gives it back. */
  | { readonly does: "note" }
  /** The same; the first argument says of which model. */
  | { readonly does: "from" }
  | { readonly does: "copy" }
  | { readonly does: "inspect" }
  /** Sends the query. `first` loads all rows and keeps one; `counted` gives them with their number, `both` in an object. */
  | {
      readonly does: "run";
      readonly rows: "all" | "first" | "none";
      readonly gives: "rows" | "raw" | "counted" | "both" | "stream";
    };
