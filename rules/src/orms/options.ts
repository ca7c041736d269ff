import type { LooseBound } from "../flow/loose-bound.js";
import type { Columns, QueryShape, Rows } from "../flow/query.js";
import type { Location } from "../location.js";
import type { Model } from "../project/catalog.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";

/** What is known of a value in an object of options. */
export type OptionValue = {
  readonly at: Location;
  /** The expression that gives it, where it is in sight. */
  readonly expression?: Expression;
} & (
  | {
      readonly kind: "object";
      readonly fields: ReadonlyMap<string, OptionValue>;
      /** Something unknown is spread into it. */
      readonly isOpen: boolean;
    }
  | { readonly kind: "list"; readonly items: readonly OptionValue[]; readonly isOpen: boolean }
  | { readonly kind: "literal"; readonly value: string | number | boolean | null | undefined }
  /** Rows of a query, or something made of them. */
  | { readonly kind: "rows" }
  /** A model itself. */
  | { readonly kind: "model"; readonly model: Model }
  /** Something that is called by its name: `DataTypes.BLOB`, with what it is called with. */
  | { readonly kind: "reference"; readonly path: string; readonly given?: readonly OptionValue[] }
  | { readonly kind: "unknown" }
);

/** The members of an object of options. */
export type OptionFields = Extract<OptionValue, { kind: "object" }>["fields"];

/** What options say about a load. */
export interface OptionsRead {
  readonly rows: Rows;
  readonly columns: Columns;
  readonly joins: readonly JoinRead[];
  readonly shape: Partial<QueryShape>;
  readonly looseBounds: readonly LooseBound[];
  /** How many rows are skipped, where that is said. */
  readonly offset?: OptionValue;
  /** Columns that a write names; absent where they are out of sight. */
  readonly written?: readonly string[];
  /** Conditions `column > value` and `column < value`. */
  readonly behind?: readonly Behind[];
}

/** A condition that asks for the rows behind a value of a column. */
export interface Behind {
  readonly column: string;
  readonly value: OptionValue;
}

/** Another model's rows that come along. */
export interface JoinRead {
  readonly path: string;
  readonly model: Model;
  readonly columns: Columns;
  /** How many of them come with each row, if it is a list. */
  readonly rows?: Rows;
  readonly at: Location;
}

/** What options are read against. */
export interface OptionsSurroundings {
  readonly find: (id: string) => Model | undefined;
  /** Names of the scopes that a query starts with; absent: the default one. */
  readonly chosen?: readonly string[] | undefined;
  /** The method that is called with the options. */
  readonly method: string;
  /** The options that the client was made with; `undefined` where it was made without or they are out of sight. */
  readonly client?: OptionValue;
  /** Features of the ORM that the project switched on. */
  readonly features: readonly string[];
  /** Lowest version of each package that the project allows. */
  readonly versions?: Readonly<Record<string, string>>;
}

/** Something that a builder was told: `.where("book.pages > :pages", { pages })`. */
export interface BuilderCall {
  /** The method; empty for the call that made the builder. */
  readonly name: string;
  readonly given: readonly OptionValue[];
  readonly at: Location;
  readonly node: CallExpression;
  /** It is told so on some ways only. */
  readonly isConditional: boolean;
}

/** How an ORM reads what a builder was told before a method sends the query. */
export type ReadCalls = (
  calls: readonly BuilderCall[],
  model: Model,
  surroundings: OptionsSurroundings,
) => OptionsRead;

/** How an ORM reads the object of options that a query is called with; `undefined` when it is called without. */
export type ReadOptions = (
  options: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
) => OptionsRead;

/** One call of a chain: its method, and what is known of its arguments. */
export interface ChainCall {
  readonly name: string;
  /** Where the call stands. */
  readonly at: Location;
  readonly arguments: readonly OptionValue[];
  /** Some arguments are spread from something unknown. */
  readonly isOpen: boolean;
}

/** What a chain says of its load before a call. */
export type ChainBefore = Pick<OptionsRead, "rows" | "columns"> & { readonly shape: QueryShape };

/** How an ORM reads one call of a chain: what the load is after it, and what joins it; what is left out stays as it was. */
export type ReadCall = (
  call: ChainCall,
  before: ChainBefore,
  model: Model,
  surroundings: OptionsSurroundings,
) => Partial<OptionsRead>;
