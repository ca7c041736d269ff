import type { Location } from "../location.js";
import type { OptionValue } from "../orms/options.js";

/** All models of the project. Immutable; a change of any declaration makes a new one with another fingerprint. */
export interface Catalog {
  /** Hash of the declared facts, not of file bytes: moving a class or editing a method body keeps it. */
  readonly fingerprint: string;
  /** By id. */
  readonly models: ReadonlyMap<string, Model>;
}

/** What a schema declares: a Django model, an entity, a table. */
export interface Model {
  /** Dotted module and class name, `shop.models.Order`; unique in the catalog. */
  readonly id: string;
  readonly name: string;
  readonly orm: string;
  /** Name that other places use for it in strings, `shop.Order`; `undefined` when the app is unknown. */
  readonly label?: string;
  readonly declared: Location;
  /** Name of its table in the database, where the schema says it. */
  readonly table?: string;
  /** Concrete columns in declaration order, inherited ones included. */
  readonly columns: readonly Column[];
  /** Names of the primary key's columns. */
  readonly primaryKey: readonly string[];
  /** Column sets that identify one row (unique columns, unique_together, unconditional constraints, the key). */
  readonly unique: readonly (readonly string[])[];
  /** Column sets that one index holds besides the key: declared ones, foreign keys and unique sets. */
  readonly indexes: readonly (readonly string[])[];
  /** Default order; `undefined` when rows come in no order. */
  readonly ordering?: readonly string[];
  /** Relations by the name that queries and instances use, reverse ones included. */
  readonly relations: ReadonlyMap<string, Relation>;
  /** Managers by attribute name; the first is the default one. */
  readonly managers: ReadonlyMap<string, Manager>;
  readonly isAbstract: boolean;
  /** Id of the model whose table this proxy shares. */
  readonly proxyOf?: string;
  /** Ids of models whose tables are joined into this one (multi-table inheritance), nearest first. */
  readonly parents: readonly string[];
  /** Classes that make up the model, in method resolution order; project classes only. */
  readonly classes: readonly ClassReference[];
  /** A base class could not be found, so columns, managers and methods may be missing. */
  readonly isIncomplete: boolean;
  /** What about this model makes some rewrites unsafe. */
  readonly traits: ReadonlySet<ModelTrait>;
  /** Classes and variables that code names it by, where its own class is not the only one. */
  readonly names?: readonly ClassReference[];
  /** Queries start at the class itself, `User.find()`; absent counts as false. */
  readonly isManager?: boolean;
  /** Options that queries start with, by the name of their scope; the default one has none. */
  readonly scopes?: ReadonlyMap<string, OptionValue>;
}

/**
 * `custom-init`: `__init__`, `from_db` or a `post_init` receiver sees the row;
 * `tracker`: a base class compares columns with their loaded values;
 * `custom-save`, `custom-delete`: the method is overridden; `save-receiver`, `delete-receiver`: a signal is handled;
 * `incoming-relations`: other rows refer to this model, so deleting collects.
 */
export type ModelTrait =
  | "custom-init"
  | "tracker"
  | "custom-save"
  | "custom-delete"
  | "save-receiver"
  | "delete-receiver"
  | "incoming-relations";

/** A column of a model. */
export interface Column {
  readonly name: string;
  /** The attribute that holds the raw value: `author_id` for a relation `author`, else the name. */
  readonly attribute: string;
  /** Class of the column as declared, `BinaryField`. */
  readonly type: string;
  readonly weight: ColumnWeight;
  readonly isNullable: boolean;
  /** Reads give the same plain value through an instance and through `values()`. */
  readonly isPlain: boolean;
  /** Its value is set while saving (`auto_now`), so a partial save loses it. */
  readonly isSetOnSave: boolean;
  readonly isInteger: boolean;
  readonly declared: Location;
  /** Is not loaded unless a query asks for it; absent counts as false. */
  readonly isHidden?: boolean;
  /** Stands for several columns of the table, which rows hold in an object; absent counts as false. */
  readonly isGroup?: boolean;
}

/** `binary`: bytes; `large`: text, JSON and other values without a small bound; `small`: the rest. */
export type ColumnWeight = "binary" | "large" | "small";

/** A link from one model to another, as queries and instances name it. */
export interface Relation {
  readonly name: string;
  /** Id of the target; `undefined` when it is outside the project. */
  readonly target?: string;
  /** How many rows one row leads to. */
  readonly arity: "one" | "many";
  readonly direction: "forward" | "reverse";
  /** For a reverse to-one or to-many over a foreign key: the column on the target. */
  readonly remoteColumn?: string;
  /** Columns of the model's own table that hold the key of the target, where the schema names them. */
  readonly ownColumns?: readonly string[];
  /** Name in lookups, where it differs (`related_query_name`). */
  readonly queryName: string;
  readonly isNullable: boolean;
  /** Comes along unless a query says otherwise; absent counts as false. */
  readonly isEager?: boolean;
  /** Is loaded when it is read; absent counts as false. */
  readonly isLazy?: boolean;
}

/** A manager attribute of a model. */
export interface Manager {
  readonly name: string;
  /** Project classes that define its query methods, in resolution order (manager first, then its queryset). */
  readonly classes: readonly ClassReference[];
  /** A class in its ancestry is unknown (third party): its queries may prefetch, defer or filter. */
  readonly isIncomplete: boolean;
}

/** A class of the project by file and name (`Outer.Inner` for nested ones). */
export interface ClassReference {
  readonly file: string;
  readonly name: string;
}
