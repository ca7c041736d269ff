import type { ColumnWeight } from "../project/catalog.js";

/** How an ORM's models are declared in source. */
export interface Declarations {
  /** Dotted paths of classes whose subclasses are models. */
  readonly modelBases: readonly string[];
  /** Dotted paths of classes whose subclasses are managers, and of those whose subclasses are their queries. */
  readonly managerBases: readonly string[];
  /** Names that appear in any file which declares a model, a manager or a column class, if only through a base class. */
  readonly hint: RegExp;
  /** Column classes by last name. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Last names of unknown classes that are taken for columns. */
  readonly columnName: RegExp;
  /** Relation classes by last name. */
  readonly relations: Readonly<Record<string, RelationType>>;
  /** Name of the attribute that holds a to-one relation's key: `author_id`. */
  readonly keyAttribute: (relation: string) => string;
  /** Name of the reverse relation when none is given: on instances and in lookups. */
  readonly reverseName: (model: string) => { readonly accessor: string; readonly query: string };
  /** Primary key that a model has when it declares none. */
  readonly implicitKey: string;
  /** Manager that a model has when it declares none. */
  readonly implicitManager: string;
  /** Methods that return a large value's type: a column class that returns one of these texts holds bytes. */
  readonly binaryTypes: RegExp;
  /** Methods whose override sees every row. */
  readonly rowHooks: readonly string[];
  /** Last names of base classes that watch columns for changes. */
  readonly trackers: RegExp;
  /** Dotted paths of signals that see every loaded row, saved rows, deleted rows. */
  readonly signals: Readonly<Record<string, "custom-init" | "save-receiver" | "delete-receiver">>;
  /** Setting that names the user model, and its default. */
  readonly userModel: { readonly setting: string; readonly label: string };
  /** Source of well-known models outside the project, by module; written in the ORM's own language. */
  readonly stubs: Readonly<Record<string, string>>;
}

/** What a column class holds. */
export interface ColumnType {
  readonly weight: ColumnWeight;
  /** Gives the same value through an instance and through `values()`. */
  readonly isPlain: boolean;
  readonly isInteger: boolean;
}

/** What a relation class makes. */
export interface RelationType {
  readonly arity: "one" | "many";
  /** Arity of the way back. */
  readonly reverse: "one" | "many";
  /** Whether the model's own table has a column for it. */
  readonly hasColumn: boolean;
  readonly isUnique: boolean;
}
