import type { ColumnWeight, Model } from "../project/catalog.js";
import type { Engine } from "../project/environment.js";
import type { CodeDeclarations } from "./code-declarations.js";

/** How an ORM's models are declared. */
export type Declarations = ClassDeclarations | SchemaDeclarations | CodeDeclarations;

/** What an ORM says whose models are classes of the program; `undefined` for the others. */
export function classDeclarations(declarations: Declarations): ClassDeclarations | undefined {
  return declarations.kind === "classes" ? declarations : undefined;
}

/** Models that stand in files of a language of their own. */
export interface SchemaDeclarations {
  readonly kind: "schema";
  /** Whether a file is part of a schema. */
  readonly isSchema: (file: string) => boolean;
  /** Reads all schemas of a project; what cannot be read is left out. */
  readonly read: (files: readonly SchemaFile[]) => SchemaFacts;
}

/** A file of a schema. */
export interface SchemaFile {
  readonly file: string;
  readonly text: string;
}

/** What schemas say. */
export interface SchemaFacts {
  readonly models: readonly Model[];
  /** Folders of code that is generated from a schema, with the module that it stands for. */
  readonly generated: ReadonlyMap<string, string>;
  readonly engines: readonly Engine[];
  /** Features that are switched on and change what queries do. */
  readonly features: readonly string[];
}

/** Models that are classes of the program. */
export interface ClassDeclarations {
  readonly kind: "classes";
  /** Dotted paths of classes whose subclasses are models. */
  readonly modelBases: readonly string[];
  /** Dotted paths of classes whose subclasses are managers, and of those whose subclasses are their queries. */
  readonly managerBases: readonly string[];
  /** Last names of classes outside the project that are managers, by custom. */
  readonly managerName: RegExp;
  /** Last names of base classes that make a file worth reading for models, managers and column classes. */
  readonly baseName: RegExp;
  /** Dotted paths of bases outside the project that add no column and no manager. */
  readonly harmlessBases: RegExp;
  /** Names that appear in any file which declares a model, a manager or a column class, if only through a base class. */
  readonly hint: RegExp;
  /** Column classes by last name. */
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Dotted paths of column and relation classes that only models have, so that they tell a model under unknown bases. */
  readonly columnPath: RegExp;
  /** Last names of unknown classes that are taken for columns. */
  readonly columnName: RegExp;
  /** What unknown column classes hold by custom, told by their last name; the first that matches. */
  readonly customColumns: readonly { readonly name: RegExp; readonly type: ColumnType }[];
  /** Last names of column classes whose instances give an object that stands for a stored file. */
  readonly fileColumns: RegExp;
  /** Last names of column classes whose value is set while saving. */
  readonly setOnSave: RegExp;
  /** Last names of column classes that may be null without saying so. */
  readonly nullableColumns: readonly string[];
  /** Last names of column classes that are indexed without saying so. */
  readonly indexedColumns: readonly string[];
  /** Column class that makes other columns the key: `CompositePrimaryKey("shop_id", "number")`. */
  readonly compositeKey: string;
  /** Relation classes by last name. */
  readonly relations: Readonly<Record<string, RelationType>>;
  /** Name of the attribute that holds a to-one relation's key: `author_id`. */
  readonly keyAttribute: (relation: string) => string;
  /** Name of the reverse relation when none is given: on instances and in lookups. */
  readonly reverseName: (model: string) => { readonly accessor: string; readonly query: string };
  /** Name of the link from a model to the model whose table it extends, and the option that makes a relation this link. */
  readonly parentLink: { readonly nameOf: (parent: string) => string; readonly option: string };
  /** Deleting a row of the target does not look for rows that refer to it, if a relation names one of these. */
  readonly passiveDelete: readonly string[];
  /** Primary key that a model has when it declares none. */
  readonly implicitKey: string;
  /** Manager that a model has when it declares none. */
  readonly implicitManager: string;
  /** Methods and attributes of a column class that name its type in a text. */
  readonly typeNames: readonly string[];
  /** Names of classes of binary columns, and of such columns, that hold a few bytes by custom. */
  readonly smallBinaryClasses: RegExp;
  readonly smallBinaries: RegExp;
  /** Types in such texts that hold bytes. */
  readonly binaryTypes: RegExp;
  /** Methods whose override sees every row. */
  readonly rowHooks: readonly string[];
  /** Last names of base classes that watch columns for changes. */
  readonly trackers: RegExp;
  /** Dotted paths of signals that see every loaded row, saved rows, deleted rows. */
  readonly signals: Readonly<Record<string, "custom-init" | "save-receiver" | "delete-receiver">>;
  /** Setting that names the user model, its default, and dotted paths of functions that return the model. */
  readonly userModel: {
    readonly setting: string;
    readonly label: string;
    readonly functions: readonly string[];
  };
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
  /** Arity of the way back; `none` if there is no attribute for it. */
  readonly reverse: "one" | "many" | "none";
  /** Whether the model's own table has a column for it. */
  readonly hasColumn: boolean;
  readonly isUnique: boolean;
  /** Option without which a relation of a model to itself goes both ways under one name. */
  readonly symmetry?: string;
}
