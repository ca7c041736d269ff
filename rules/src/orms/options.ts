import type { Columns, LooseBound, QueryShape, Rows } from "../flow/query.js";
import type { Location } from "../location.js";
import type { Model } from "../project/catalog.js";

/** What is known of a value in an object of options. */
export type OptionValue = { readonly at: Location } & (
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
}

/** Another model's rows that come along. */
export interface JoinRead {
  readonly path: string;
  readonly model: Model;
  readonly columns: Columns;
  readonly at: Location;
}

/** What options are read against. */
export interface OptionsSurroundings {
  readonly find: (id: string) => Model | undefined;
  /** Features of the ORM that the project switched on. */
  readonly features: readonly string[];
}

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
