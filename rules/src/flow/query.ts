import type { Location } from "../location.js";
import type { BuilderCall } from "../orms/options.js";
import type { Column, Model } from "../project/catalog.js";
import type { CallExpression, CompareExpression } from "../syntax/syntax.js";
import type { ComprehensionExpression, Expression } from "../syntax/syntax.js";
import type { Context } from "./context.js";
import type { LooseBound } from "./loose-bound.js";
import type { RenderedUse } from "./rendered-use.js";
import type { LoopStatement, Statement } from "../syntax/statements.js";

/**
 * An expression that has run or will run a query, at the place where its result is used: which model, through
 * which steps, what it loads, and what the code does with it. One value for each place of consumption.
 */
export interface Query {
  readonly orm: string;
  readonly model: Model;
  /** The file that holds `expression` and `use`. */
  readonly file: string;
  /** The consumed expression at the point of use: `qs` in `for x in qs`, `Order.objects.all()` in `list(…)`. */
  readonly expression: Expression;
  readonly steps: readonly StepTaken[];
  /** What its builder was told, where it has one. */
  readonly calls?: readonly BuilderCall[];
  readonly load: Load;
  readonly shape: QueryShape;
  readonly use: Use;
  /** How else the same result is used (same cached object), in order; without `use` itself. */
  readonly otherUses: readonly Use[];
  readonly rowUse: RowUse;
  /** What the code does with the rows in `otherUses`, if there are any. */
  readonly otherRowUse?: RowUse;
  /** Depth of loops between the making of the query object and `use`: 0 runs once. */
  readonly depth: number;
  readonly effects: readonly BodyEffect[];
  readonly context: Context;
  /** The call that hands the query to the function in which `use` stands; edits at `use` are then out of the question. */
  readonly handedOver?: Location;
  /** Set where a loop reads a query page by page, by offset. */
  readonly paging?: {
    /** The rows of all pages. */
    readonly rows: Rows;
    /** The slice or page. */
    readonly at: Location;
    /** What the loop over the pages does. */
    readonly effects: readonly BodyEffect[];
  };
  /** Where an endless loop around waits before it runs the query again. */
  readonly waitsAt?: Location;
  /** Where an earlier use began to read the same stream, in a transaction that has ended before this use. */
  readonly startedIn?: Location;
}

/** A call or operator that the query went through: the source first. */
export interface StepTaken {
  readonly name: string;
  readonly at: Location;
  /** The call, when the step is one. */
  readonly call?: CallExpression;
  /** Which argument holds its options; `wrap`: the value of that option instead of all options. */
  readonly options?: { readonly argument: number; readonly wrap?: string };
}

/** What running the query brings into memory. */
export interface Load {
  readonly rows: Rows;
  readonly columns: Columns;
  readonly delivery: Delivery;
  /** Models joined into each row, with their columns (`select_related`). */
  readonly joins: readonly Join[];
  /** Queries that run with it, once a list or chunk (`prefetch_related`). */
  readonly prefetches: readonly Join[];
}

/** How many rows. The order of the kinds is the order of growth; `unknown` compares with nothing. */
export type Rows =
  | { readonly level: "none" | "one" | "external" | "parent" | "narrowed" | "all" | "unknown" }
  | { readonly level: "constant"; readonly count: number };

export type Columns =
  | { readonly kind: "all" | "grouped" | "unknown" }
  | { readonly kind: "only" | "except"; readonly names: readonly string[] }
  /** Plain values instead of instances; `extra` names annotations and aliases. */
  | {
      readonly kind: "values";
      readonly names: readonly string[];
      readonly form: "dictionary" | "tuple" | "flat" | "named";
    };

export type Delivery = "lazy" | "buffered" | "streamed" | "chunked" | "fake-streamed";

/** Another model's columns that come along, by relation path (`author__publisher`). */
export interface Join {
  readonly path: string;
  readonly model?: Model;
  readonly columns: Columns;
  readonly at: Location;
  /** An attribute of its own that holds the rows, in place of the relation's. */
  readonly attribute?: string;
  /** How many of them come with each row, if it is a list; absent: one. */
  readonly rows?: Rows;
}

/** A heavy column that the load brings, with the relation path to it (empty for the query's own model). */
export interface HeavyColumn {
  readonly path: string;
  readonly model: Model;
  readonly column: Column;
}

export interface QueryShape {
  readonly isSliced: boolean;
  readonly distinct: "no" | "rows" | "columns";
  /** `total`: an explicit order by a unique key; `random`: order by chance. */
  readonly order: "none" | "default" | "explicit" | "total" | "random";
  /** Names in the effective order, `-pk` for descending; empty when unknown or none. */
  readonly orderBy: readonly string[];
  /** First names of the lookups that conditions test. */
  readonly filteredBy: readonly string[];
  /** The column by which a loop asks for the rows behind the last one it got. */
  readonly keysetBy: string | undefined;
  readonly isCombined: boolean;
  readonly isLocked: boolean;
  readonly isRaw: boolean;
  /** A filter crosses a to-many relation, so rows may repeat. */
  readonly mayRepeatRows: boolean;
  /** `unknown` when a manager of unknown ancestry may add prefetches. */
  readonly prefetch: "none" | "known" | "unknown";
  /** Names that `annotate` and `extra` added to each row. */
  readonly annotations: readonly string[];
  /** The rows of one parent through its relation; the parent may have prefetched them. */
  readonly isRelatedSet: boolean;
  /** The column that links the rows to that parent. */
  readonly parentColumn: string | undefined;
  /** Where the query of the parents asks for these very rows, so that each parent holds them already. */
  readonly prefetchedAt: Location | undefined;
  /** Where the query object was made: a query of a module or class lives as long as the process. */
  readonly scope: "expression" | "local" | "returned" | "attribute" | "module" | "class" | "parameter";
  /** Bounds that the program keeps and the database does not know of; absent counts as none. */
  readonly looseBounds?: readonly LooseBound[];
  /** Which rows come depends on the rows of other models that come along; absent counts as false. */
  readonly needsRelated?: boolean;
  /** Rows are plain objects that hold what was asked for; absent counts as false. */
  readonly isPlain?: boolean;
  /** The name of the client alone tells what is queried; absent counts as false. */
  readonly isAssumed?: boolean;
  /** Other code may see the rows first, because the client was extended; absent counts as false. */
  readonly isExtended?: boolean;
  /** The size given to `iterator(chunk_size=…)`; `default` when none was given. */
  readonly chunkSize?: number | "default" | "unknown";
}

/** How the result is used at one place. `node` is the whole consuming construct. */
export type Use =
  /** Each row in turn: `for`, comprehension, an argument of a consuming builtin. */
  | LoopUse
  /** The rows are put into a list, tuple, set, dictionary…; `via` names the callee. */
  | {
      readonly kind: "collected";
      readonly via: string;
      readonly node: Expression;
      readonly at: Location;
      readonly then: readonly Use[];
      /** A dictionary of all rows by their key. */
      readonly isLookup?: true;
    }
  | {
      readonly kind: "counted" | "tested";
      readonly via: string;
      readonly node: Expression | Statement;
      readonly at: Location;
    }
  | {
      readonly kind: "contained";
      readonly node: CompareExpression;
      readonly element: Expression;
      readonly isNegated: boolean;
      /** Loops between the making of the result and this use: above 0 the kept result answers many questions. */
      readonly depth: number;
      readonly at: Location;
    }
  /** One scalar is computed from all rows in the program. */
  | {
      readonly kind: "aggregated";
      readonly via: string;
      readonly node: CallExpression;
      readonly comprehension: ComprehensionExpression | undefined;
      readonly at: Location;
    }
  /** Only the first or last `count` rows are wanted (`count` undefined: not a literal). */
  | {
      readonly kind: "first" | "last";
      readonly via: string;
      readonly count: FirstCount;
      /** The call itself gives one row, so that whoever wrote it counts on few; absent counts as false. */
      readonly isPromised?: true;
      readonly node: Expression | Statement;
      readonly at: Location;
    }
  /** One row by itself: asked for by its key, or given back by the call that wrote it. */
  | {
      readonly kind: "single";
      readonly isWritten: boolean;
      readonly via: string;
      readonly node: CallExpression;
      readonly at: Location;
    }
  /** A cursor hands out rows of its statement: all of them, or some at a time. */
  | {
      readonly kind: "fetched";
      readonly amount: "all" | "some";
      readonly via: string;
      readonly node: Expression;
      readonly at: Location;
    }
  | RenderedUse
  | {
      readonly kind: "returned" | "stored" | "passed" | "deleted" | "sliced" | "yielded";
      readonly via: string;
      readonly node: Expression | Statement;
      readonly at: Location;
    };

/** How many rows are wanted: one, or so many by an expression of the source. */
export type FirstCount =
  { readonly kind: "one" } | { readonly kind: "many"; readonly expression: Expression };

export interface LoopUse {
  readonly kind: "looped";
  /** `for`, `comprehension`, `enumerate`, `zip`, `map`, `reversed`, `sorted`, … : what pulls the rows. */
  readonly via: string;
  readonly node: LoopStatement | ComprehensionExpression | CallExpression;
  readonly at: Location;
  /** What the rows are bound to, when it is in sight. */
  readonly target?: Expression;
  /** The statements that run for each row; empty for expressions. */
  readonly body: readonly Statement[];
  /** Leaves after the first row on every path. */
  readonly stopsAtFirst: boolean;
  /** Rows outlive the loop: appended, returned, put into a dictionary. */
  readonly keepsRows: boolean;
  readonly isAsync: boolean;
  /** Depth of loops between the making of the query and this use: 0 runs once. */
  readonly depth: number;
}

/** What the code does with one row. */
export interface RowUse {
  /** False when some use could not be followed: then nothing may be concluded from the rest. */
  readonly isComplete: boolean;
  readonly uses: readonly RowAccess[];
}

export interface RowAccess {
  readonly kind: RowAccessKind;
  /** Column, relation path (`author__name`), method or annotation; empty where it has none. */
  readonly name: string;
  /** The member access or other expression in the source. */
  readonly at: Location;
  /** Read only in some branch of the body. */
  readonly isConditional: boolean;
  /** Stands in the same file and function as the loop, so that an edit may rewrite it. */
  readonly isLocal: boolean;
}

/**
 * `column` (U0), `key` (U1: pk, id, fk_id), `related` (U2), `related-set` (U3), `assign` (U4), `save` (U5, name lists
 * `update_fields` joined by commas, `*` for all), `delete` (U6), `method` (U7: resolved, its own reads are listed too),
 * `unknown-method` (U8), `escape` (U9), `text` (`str(x)`), `dynamic` (U10), `identity` (U11), `file` (U12), `copy` (U13),
 * `annotation`: a name that the query added.
 */
export type RowAccessKind =
  | "column"
  | "key"
  | "related"
  | "related-set"
  | "assign"
  | "save"
  | "delete"
  | "method"
  | "unknown-method"
  | "escape"
  | "text"
  | "dynamic"
  | "identity"
  | "file"
  | "copy"
  | "annotation";

/** What the code that runs for each row does besides reading it. */
export interface BodyEffect {
  /** `write-other` W1, `update` W2, `delete` W3, `create` W4, `connection` W5, `unknown-call` W6, `query`: reads the database. */
  readonly kind: "write-other" | "update" | "delete" | "create" | "connection" | "unknown-call" | "query";
  readonly at: Location;
  readonly detail: string;
  /** Columns that a write names; absent where it names none. */
  readonly columns?: readonly string[];
}
