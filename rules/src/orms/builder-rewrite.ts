/** How queries are rewritten that builders are told call by call. */
export interface BuilderRewrite {
  /** By the method that sends the query, the one that bounds its rows. */
  readonly limit: Readonly<Record<string, string>>;
  /** What counts in place of a method. */
  readonly count: { readonly of: string; readonly method: string };
  /** What gives the same rows one by one. */
  readonly stream: { readonly of: string; readonly method: string };
}
