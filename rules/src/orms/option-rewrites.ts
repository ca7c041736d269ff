import type { ImportedName } from "./rewrites.js";

/** How queries are rewritten that an object of options describes. */
export interface OptionsRewrite {
  /** Option that names the columns to load. */
  readonly select: string;
  /** How columns are listed: as members that are true, `{ title: true }`, or as texts, `["title"]`. */
  readonly columns?: "members" | "texts";
  readonly omit?: OmitOption;
  /** Options whose members are related rows. */
  readonly related: readonly string[];
  /** What tells a relation where related rows are a list: members that hold its name, and the one that holds its model. */
  readonly relatedBy?: { readonly names: readonly string[]; readonly model: string };
  /** Option for the number of rows. */
  readonly limit: string;
  /** Method that counts, and the option that it takes over. */
  readonly count: { readonly method: string; readonly keeps: string };
  /** Method that tells whether there is a row, with the same option, and the version that brought it. */
  readonly exists?: { readonly method: string; readonly since: string };
  /** Methods that are given the value of one option, with those that are given all options. */
  readonly unwrapped?: Readonly<Record<string, string>>;
  /** Method that gives one row or `null`. */
  readonly first?: string;
  /** Option for the order, and what it says for a column. */
  readonly order?: { readonly name: string; readonly ascending: string };
  readonly group?: GroupRewrite;
  readonly pages?: PagesRewrite;
}

/** Option that names the columns to leave out. */
export interface OmitOption {
  readonly name: string;
  /** Member of the option that holds the columns; absent: the option itself. */
  readonly inside?: string;
  /** The version that brought it, and the feature that brings it earlier; absent: every version has it. */
  readonly since?: string;
  readonly feature?: string;
}

/** Equal values merged by the database: `groupBy({ by: ["pages"], orderBy: { pages: "asc" }, take: 5 })`. */
export interface GroupRewrite {
  readonly method: string;
  readonly by: string;
  /** Option that merges rows in the program. */
  readonly distinct: string;
  /** Options that both methods know. */
  readonly keeps: readonly string[];
}

/** Pages by key, read through a generator. */
export interface PagesRewrite {
  readonly size: number;
  /** By the type of the key's column, how the language calls its values. */
  readonly keyTypes: Readonly<Record<string, string>>;
  /** Feature under which a condition must not be `undefined`. */
  readonly strictFeature: string;
  /** Option for the order. */
  readonly order: string;
  /** What the condition on the key needs. */
  readonly import?: ImportedName;
  /** `undefined` where the conditions leave no room for one on the key. */
  readonly write: (parts: PagesParts) => readonly string[] | undefined;
}

/** Names and texts that a generator is written with. */
export interface PagesParts {
  readonly name: string;
  /** What the method is called on. */
  readonly delegate: string;
  readonly method: string;
  /** Arguments in front of the options. */
  readonly lead: string;
  readonly conditions: PagesConditions | undefined;
  readonly others: readonly string[];
  readonly key: string;
  /** Absent where the file has no types. */
  readonly keyType: string | undefined;
  readonly size: number;
  readonly isStrict: boolean;
  /** One step of indentation. */
  readonly step: string;
  /** What ends a statement. */
  readonly end: string;
  readonly quote: (text: string) => string;
}

/** The conditions that a query has already. */
export interface PagesConditions {
  readonly text: string;
  /** They are written as one object, whose members have these names. */
  readonly isObject: boolean;
  readonly names: readonly string[];
}
