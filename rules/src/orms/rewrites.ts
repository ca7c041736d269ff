import type { ColumnWeight, ModelTrait } from "../project/catalog.js";
import type { BuilderRewrite } from "./builder-rewrite.js";
import type { Engine } from "../project/environment.js";
import type { OptionsRewrite } from "./option-rewrites.js";
import type { ChainRewrite } from "./chain-rewrite.js";

/** What a rule asks for: a form, or one of the variants of a form. */
export type Intent =
  | "stream"
  | "answer-and-stream"
  | "resize"
  | "omit-and-stream"
  | "project-and-stream"
  | "omit"
  | "omit-prefetch"
  | "separate"
  | "separate-and-stream"
  | "project"
  | "return-key"
  | "only"
  | "remove"
  | "add-columns"
  | "paginate"
  | "keyset"
  | "batch"
  | "limit"
  | "keep-bound"
  | "count"
  | "exists"
  | "contains"
  | "aggregate"
  | "reverse";

/**
 * Which rewriting forms an ORM has, how they are written, since which version and on which engine. A form that is
 * missing here is never offered. Texts are written with the names and quotes that the fix hands in.
 */
export interface Rewrites {
  /** Key in `Environment.versions` that the gates compare with. */
  readonly package: string;
  /** What people call it, in titles. */
  readonly label: string;
  /** The one database that the ORM works with, whatever others the project uses; absent: those of the project. */
  readonly engine?: EngineHabits;
  /** What each engine does while rows are read. */
  readonly engines: Readonly<Record<Engine, EngineHabits>>;
  readonly stream?: StreamRewrite;
  readonly omit?: OmitRewrite;
  readonly project?: ProjectRewrite;
  readonly addColumns?: AddColumnsRewrite;
  readonly paginate?: PaginateRewrite;
  readonly keyset?: KeysetRewrite;
  readonly batch?: BatchRewrite;
  readonly limit?: LimitRewrite;
  readonly count?: MethodRewrite;
  readonly exists?: MethodRewrite;
  readonly contains?: ContainsRewrite;
  readonly aggregate?: AggregateRewrite;
  readonly reverse?: ReverseRewrite;
  readonly remove?: RemoveRewrite;
  readonly options?: OptionsRewrite;
  readonly builder?: BuilderRewrite;
  /** Other statements of a transaction wait for a stream of it to end, and a stream waits for whoever reads it. */
  readonly streamsBlock?: true;
  readonly chain?: ChainRewrite;
  /** What was compared before and after on the real ORM; only this is ever safe. */
  readonly proven: readonly Proof[];
}

/** How the driver and the database behave while a program reads rows one by one. */
export interface EngineHabits {
  /** What people call it. */
  readonly label: string;
  /** `with-cursors`: only as long as server-side cursors are on. */
  readonly streams: "always" | "with-cursors" | "never";
  /** A stream is planned for its first rows, so rows whose order nothing fixes may come in another one. */
  readonly plansForFirstRows: boolean;
  /** What the driver does with the result of a cursor that is opened without further ado. */
  readonly plainCursor: "buffers" | "streams";
  /** What becomes of a stream when the transaction ends in which it was begun. */
  readonly afterTransaction: "goes-on" | "breaks";
  /** A loop keeps seeing the rows as they were when it started. */
  readonly hasSnapshot: boolean;
  /** Asking for a stream is an error where there is none; absent: the driver holds all rows then. */
  readonly refusesStreams?: true;
}

/** `qs.iterator(chunk_size=50)`. */
export interface StreamRewrite {
  readonly method: string;
  /** The twin for `async for`, and the version that brought it. */
  readonly asyncMethod: string;
  readonly asyncSince: string;
  /** Since when a stream that prefetches fails unless a size is given. */
  readonly prefetchNeedsSizeSince: string;
  /** Since when prefetches survive streaming (a size must be given), and the same for async code. */
  readonly prefetchSince: string;
  readonly asyncPrefetchSince: string;
  /** Rows held at a time, by the heaviest column that the load brings; `small` needs no argument. */
  readonly sizes: Readonly<Record<ColumnWeight, number>>;
  readonly write: (method: string, size: number | undefined) => string;
  /** The argument that sets the size of an existing stream. */
  readonly writeSize: (size: number) => string;
  /** Callees that pull rows one by one and ask nothing else of what they are given. */
  readonly through: readonly string[];
  /** Functions and methods that read a generator to its end before they return. */
  readonly drains: readonly string[];
}

/** `qs.defer("pdf")`. */
export interface OmitRewrite {
  readonly write: (columns: readonly string[]) => string;
  /** The same for rows that come by a prefetch: `Prefetch("documents", queryset=Document.objects.defer("content"))`. */
  readonly prefetch: {
    readonly import: ImportedName;
    readonly write: (path: string, model: string, columns: readonly string[]) => string;
  };
}

/** Methods whose arguments name the columns of instances. */
export interface AddColumnsRewrite {
  /** Name what is loaded; a later call replaces an earlier one. */
  readonly loads: readonly string[];
  /** Name what is left out. */
  readonly leaves: readonly string[];
  /** Since when rows that are asked of their parent know it without the column that links them. */
  readonly linkIsKnownSince: string;
}

/** `qs.values_list("number", "total", named=True)`. */
export interface ProjectRewrite {
  /** One column: the loop variable is its value. */
  readonly flat: (column: string) => string;
  /** Several columns, read from the loop variable as before. */
  readonly named: (columns: readonly string[]) => string;
  /** Rows stay instances with these columns. */
  readonly only: (columns: readonly string[]) => string;
}

/** Chunks by key: the statements before, around and after the loop over one chunk. */
export interface KeysetRewrite {
  /** The key's name in orders and on rows. */
  readonly key: string;
  /** Since when a key of several columns can be compared. */
  readonly compositeSince: string;
  readonly write: (parts: KeysetParts) => KeysetLines;
}

/** Names and texts that a chunk loop is written with. */
export interface KeysetParts {
  readonly expression: string;
  readonly rows: string;
  readonly chunk: string;
  readonly last: string;
  readonly size: number;
  readonly key: string;
  readonly quote: (text: string) => string;
}

/** Lines of a chunk loop; `inside` ones and the loop over the chunk are indented once. */
export interface KeysetLines {
  readonly before: readonly string[];
  readonly inside: readonly string[];
  readonly after: readonly string[];
}

/** `for batch in batched(qs.iterator(chunk_size=500), 500)`. */
export interface BatchRewrite {
  readonly import: ImportedName;
  /** Version of the language that brought it. */
  readonly languageSince: string;
  readonly size: number;
  readonly write: (stream: string, size: number) => string;
}

/** `qs[:5]`. */
export interface LimitRewrite {
  readonly first: string;
  /** The first row, or nothing where there is none. */
  readonly firstOrNothing: string;
  readonly upTo: (count: string) => string;
  /** `qs.order_by("-total")`. */
  readonly order: (column: string) => string;
  /** A callee that makes a list of rows: what a slice of a list stays. */
  readonly list: (expression: string) => string;
  /** Turns the order around. */
  readonly backwards: string;
}

/** A method without arguments in place of work in the program: `qs.count()`. */
export interface MethodRewrite {
  readonly call: string;
}

/** `qs.contains(order)`. */
export interface ContainsRewrite {
  readonly since: string;
  readonly write: (element: string) => string;
  /** Before `since`. */
  readonly writeBefore: (element: string) => string;
}

/** `qs.aggregate(total=Sum("amount"))["total"]`. */
export interface AggregateRewrite {
  /** By the name of the builtin that computes the same in the program. */
  readonly functions: Readonly<Record<string, AggregateFunction>>;
  /** Types whose truth equals a condition on the column. */
  readonly flagTypes: readonly string[];
  /** `any(row.flag for row in qs)`. */
  readonly someFlag: (column: string) => string;
}

/** One aggregate. */
export interface AggregateFunction {
  readonly import: ImportedName;
  readonly write: (column: string, quote: (text: string) => string) => string;
  /** What stands behind it so that no rows give the same as before; absent: no rows give another result. */
  readonly ifEmpty?: string;
}

/** `qs.reverse()` in place of `reversed(qs)`. */
export interface ReverseRewrite {
  readonly callee: string;
  readonly call: string;
}

/** `Paginator(orders, 50).get_page(…)` */
export interface PaginateRewrite {
  readonly import: ImportedName;
  /** Name of the parameter that says which page is wanted. */
  readonly request: string;
  readonly write: (query: string, quote: (text: string) => string) => string;
}

/** Deleting many rows at once. */
export interface RemoveRewrite {
  /** Traits for which the rows are loaded before they are deleted. */
  readonly collectsWith: readonly ModelTrait[];
  /** Loads nothing but the key: `only("pk")`. */
  readonly write: (quote: (text: string) => string) => string;
}

/** A name to import. */
export interface ImportedName {
  readonly module: string;
  /** Another package that hands out the same name, for projects that use that one. */
  readonly or?: string;
  readonly name: string;
}

/** Where a program ran before and after and gave the same. */
export interface Proof {
  readonly intent: Intent;
  readonly engine: Engine;
  /** Versions that were run, ascending, without a gap up to the newest one. */
  readonly versions: readonly string[];
}
