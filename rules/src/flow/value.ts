import type { Location } from "../location.js";
import type { BuilderCall, OptionValue } from "../orms/options.js";
import type { ClassReference, Model } from "../project/catalog.js";
import type { Symbol } from "../project/symbols.js";
import type { Expression, FunctionExpression } from "../syntax/syntax.js";
import type { FunctionStatement } from "../syntax/statements.js";
import type { Frame } from "./frame.js";
import type { TemplatePart } from "./template.js";
import type { Columns, Join, QueryShape, Rows, StepTaken } from "./query.js";

/** What an expression may stand for. `unknown` is an answer: nothing is concluded from it. */
export type Value =
  | { readonly kind: "unknown" }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  /** A model's class. `isHistorical`: from a migration's registry, without methods and managers of the project. */
  | { readonly kind: "model"; readonly model: Model; readonly isHistorical: boolean }
  | ManagerValue
  /** A query whose result is cached in the object itself. */
  | { readonly kind: "query"; readonly query: QueryObject }
  /** What an unknown method of a query gave: another query of its rows, if it is treated as one afterwards. */
  | { readonly kind: "derived"; readonly query: QueryObject }
  /** `iterator()`: rows pass by once. */
  | { readonly kind: "stream"; readonly query: QueryObject; readonly at: Location }
  /** A collection that holds every row of a query. */
  | { readonly kind: "rows"; readonly query: QueryObject; readonly list: ListObject }
  /** `Paginator(qs, 100)`: a query that is read page by page. */
  | { readonly kind: "paginator"; readonly query: QueryObject }
  /** One of the pages that a loop reads. */
  | { readonly kind: "page"; readonly query: QueryObject }
  /** Something that is told a query call by call; what it was told is kept in the evaluation. */
  | { readonly kind: "builder"; readonly id: number }
  /** What an operator of conditions makes of values: `In([1, 2])`. */
  | { readonly kind: "operator"; readonly path: string; readonly given: readonly Value[] }
  /** A cursor of the database's own. */
  | { readonly kind: "cursor"; readonly id: number }
  /** Something that pulls from other values when it is looped over: `enumerate(qs)`. */
  | {
      readonly kind: "wrapper";
      readonly via: string;
      readonly inners: readonly Pulled[];
      readonly items: Items;
    }
  | { readonly kind: "row"; readonly row: RowObject }
  /** A plain value that holds no row: read from one, counted, computed. */
  | { readonly kind: "plain" }
  | { readonly kind: "function"; readonly callable: Callable }
  | { readonly kind: "class"; readonly symbol: Symbol }
  | {
      readonly kind: "instance";
      readonly classes: readonly ClassReference[];
      readonly externals: readonly string[];
      readonly symbol: Symbol;
      /** Set for clients of which something is known. */
      readonly client?: ClientTraits;
    }
  /** `super()`: lookups start behind `behind`. */
  | { readonly kind: "super"; readonly self: Value; readonly behind: ClassReference }
  | { readonly kind: "module"; readonly symbol: Symbol }
  | { readonly kind: "external"; readonly path: string }
  /** A method of an ORM object, not called yet. */
  | { readonly kind: "bound"; readonly self: Value; readonly name: string }
  | {
      readonly kind: "collection";
      readonly form: "list" | "tuple" | "set" | "dictionary" | "object";
      readonly elements: readonly Value[];
      /**
       * What the members of an object hold; one without a name is spread into it. Of a dictionary all that it is known to
       * hold, given later too; absent where no query and no row is among it.
       */
      readonly fields?: readonly ObjectField[];
      /** Its elements stand for any number of their kind; absent counts as false. */
      readonly isOpen?: boolean;
      /** The expressions of the elements, and the frame that evaluated them. */
      readonly made?: { readonly frame: number; readonly expressions: readonly Expression[] };
    }
  /** A part of a template that calls for another one. */
  | { readonly kind: "template-part"; readonly part: TemplatePart }
  /** One of several, by branch. */
  | { readonly kind: "either"; readonly values: readonly Value[] };

/** A member of an object, with the place that gave it its value. */
export interface ObjectField {
  readonly name?: string;
  readonly value: Value;
  readonly at: Location;
  /** Where it is written as such. */
  readonly expression?: Expression;
  /** The expression of the value, and the frame that evaluated it. */
  readonly made?: { readonly frame: number; readonly expression: Expression };
  /** Where it was put into a dictionary, which was noted as keeping it. */
  readonly stored?: Location;
}

/** What is known of a client besides its class. */
export interface ClientTraits {
  /** What it was made with; absent where it was made without or that is out of sight. */
  readonly options?: OptionValue;
  /** It hands its calls and results to other code first; absent counts as false. */
  readonly isExtended?: true;
}

/** What a wrapper yields: the row itself, a pair with it, a tuple of several sources, or something computed. */
export type Items = "row" | "numbered" | "zipped" | "computed";

/** A value with the expression that gave it. */
export interface Pulled {
  readonly value: Value;
  readonly expression: Expression;
}

/** A manager or the set of rows related to one row. */
export interface ManagerValue {
  readonly kind: "manager";
  readonly model: Model;
  readonly name: string;
  readonly isHistorical: boolean;
  readonly at: Location;
  /** The row whose related rows it manages. */
  readonly parent?: RowObject;
  /** Told by the name of the client alone; absent counts as false. */
  readonly isAssumed?: boolean;
  /** Names of the scopes that its queries start with; absent: the default one. */
  readonly scopes?: readonly string[];
  /** Classes of the project whose members it has besides: `class Users extends Repository<User>`. */
  readonly classes?: readonly ClassReference[];
  /** Members that a call has given it: `repository.extend({ … })`. */
  readonly extension?: readonly ObjectField[];
  /** The client that has it as a member. */
  readonly client?: ClientTraits;
}

/** A function of the project with what it closes over. */
export interface Callable {
  readonly file: string;
  readonly definition: FunctionStatement | FunctionExpression;
  /** Frame in which it was defined, for nested functions. */
  readonly outer?: Frame;
  /** The object that a method is bound to. */
  readonly self?: Value;
  /** The class that defines the method, for `super()`. */
  readonly definedIn?: ClassReference;
}

/** A query object on the abstract heap: immutable, told apart by `id`; its uses are events of the trace. */
export interface QueryObject {
  readonly id: number;
  /** Ids of the other query objects that it may be, where branches met. */
  readonly alsoIds?: readonly number[];
  readonly model: Model;
  readonly isHistorical: boolean;
  readonly rows: Rows;
  readonly columns: Columns;
  readonly joins: readonly Join[];
  readonly prefetches: readonly Join[];
  readonly shape: QueryShape;
  readonly steps: readonly StepTaken[];
  /** What its builder was told, where it has one. */
  readonly calls?: readonly BuilderCall[];
  /** Names of the scopes that it starts with; absent: the default one. */
  readonly scopes?: readonly string[];
  /** It runs when it is made, so that whoever gets it gets rows; absent counts as false. */
  readonly isRun?: boolean;
  /** What awaiting a chain gives; absent counts as rows. */
  readonly gives?: "rows" | "row" | "value";
  /** Loops that surround its making, in its own frame. */
  readonly loops: readonly number[];
  readonly frame: number;
  /** The query whose pages a loop reads, this being one of them: its id and rows, and the loop. */
  readonly paging?: {
    readonly of: number;
    readonly loop: number;
    readonly rows: Rows;
    readonly at: Location;
  };
}

/** A list, tuple, set or dictionary that was filled from a query at once. */
export interface ListObject {
  readonly id: number;
  readonly via: string;
  /** Open loops at the place where it was filled. */
  readonly loops: readonly number[];
}

/** A row on the abstract heap. */
export interface RowObject {
  readonly id: number;
  readonly model: Model;
  readonly isHistorical: boolean;
  /** The query that delivered it; absent for parameters and single fetches. */
  readonly query?: QueryObject;
  /** For a row reached through relations of another one: the base row and the path. */
  readonly base?: { readonly row: RowObject; readonly path: string };
  /** The loop that binds it, and how many branches lie around: what lies beyond happens to some rows only. */
  readonly bound?: { readonly loop: number; readonly branches: number };
  /** Made by a call of its model: saving it creates it. */
  readonly isNew?: true;
}

/** Nothing is known. */
export const unknown: Value = { kind: "unknown" };
/** A value that holds no row. */
export const plain: Value = { kind: "plain" };
