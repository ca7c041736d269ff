import type { ColumnWeight } from "../project/catalog.js";

/** How queries are rewritten that are chains of calls and run when they are awaited. */
export interface ChainRewrite {
  /** Loads these columns only: `.select("title pages")`. */
  readonly select: (columns: readonly string[], quote: (text: string) => string) => string;
  /** Loads all columns but these: `.select("-pdf")`. */
  readonly leave: (columns: readonly string[], quote: (text: string) => string) => string;
  /** The call that brings related rows, and the same with these columns left out of them. */
  readonly join: {
    readonly method: string;
    readonly leave: (path: string, columns: readonly string[], quote: (text: string) => string) => string;
  };
  readonly limit: (count: string) => string;
  /** The call that reads rows, the one that counts them, and those in a chain that change no count. */
  readonly count: {
    readonly read: string;
    readonly method: string;
    readonly without: readonly string[];
    /** Conditions that cannot be counted. */
    readonly never: RegExp;
  };
  readonly cursor: {
    /** Rows held at a time, by the heaviest column that the load brings. */
    readonly sizes: Readonly<Record<ColumnWeight, number>>;
    readonly method: string;
    readonly options: (size: number) => string;
    /** What lets go of a cursor that was not read to its end. */
    readonly close: string;
  };
  readonly pages: {
    readonly key: string;
    readonly size: number;
    readonly write: (parts: ChainPagesParts) => readonly string[];
  };
}

/** Names and texts that a generator of pages is written with. */
export interface ChainPagesParts {
  readonly name: string;
  /** The chain as it is written. */
  readonly chain: string;
  readonly query: string;
  readonly last: string;
  readonly key: string;
  readonly size: number;
  /** One step of indentation. */
  readonly step: string;
  /** What ends a statement. */
  readonly end: string;
}
