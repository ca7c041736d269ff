import type { Span } from "./syntax/syntax.js";

/** A span in a file. `file` is the path as the host names it, with forward slashes. */
export interface Location extends Span {
  readonly file: string;
}
