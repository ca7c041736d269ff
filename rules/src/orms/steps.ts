import type { BuilderStep } from "./builder-step.js";
import type { Clients, Definitions } from "./clients.js";
import type { Serializers, Views } from "./views.js";
import type { Rows } from "../flow/query.js";
import type { BuilderCall, ReadCall, ReadCalls, ReadOptions } from "./options.js";
import type { Model } from "../project/catalog.js";
import type { Place } from "../flow/context.js";

/** Where queries start and what each call does to the load. */
export interface Steps {
  /** Attributes of a model class that are managers even if undeclared. */
  readonly managers: readonly string[];
  /** Classes that make a query of a model when they are called with it. */
  readonly queryClasses: readonly string[];
  /** Classes whose subclasses are managers. */
  readonly managerClasses: readonly string[];
  /** Classes that hold conditions of a filter. */
  readonly conditionClasses: readonly string[];
  /** Last names of annotations that promise a query of the model in brackets. */
  readonly queryAnnotation: RegExp;
  /** Dotted paths of generic types whose instances are managers of the model in brackets: `Repository<User>`. */
  readonly managerTypes?: RegExp;
  /** Dotted paths of decorators of fields that get the manager of the model that they name: `@InjectModel(User.name)`. */
  readonly injections?: RegExp;
  /** Objects whose members are the models, if the ORM has such. */
  readonly clients?: Clients;
  /** How the options of a query are read, if it takes an object of them. */
  readonly readOptions?: ReadOptions;
  /** Functions whose call among conditions is an operator: `In([1, 2])`. */
  readonly operators?: RegExp;
  /** Methods of builders, which are told a query call by call, if the ORM has such. */
  readonly builder?: Readonly<Record<string, BuilderStep>>;
  /** How what a builder was told is read. */
  readonly readCalls?: ReadCalls;
  /** What a builder writes that was told so; `undefined` for one that reads. */
  readonly writesOfBuilder?: (calls: readonly BuilderCall[]) => "create" | "update" | "delete" | undefined;
  /** How one call of a chain is read, if queries are chains that run when they are awaited. */
  readonly readCall?: ReadCall;
  /** Last names of generic types that stand for a row of the model in brackets. */
  readonly rowTypes?: readonly string[];
  /** Dotted paths of classes outside the project that are models, told by where packages keep theirs. */
  readonly modelPath: RegExp;
  /** Dotted paths of functions outside the project that return a model which settings choose; the group is its name. */
  readonly modelFunction: RegExp;
  /** Dotted paths of bases outside the project whose classes have managers of another kind. */
  readonly foreignBase: RegExp;
  /** Methods that nothing but managers and queries have: who is called by them is one. */
  readonly tellingMethods: readonly string[];
  /** Methods of managers and queries; names that are missing here give an unknown value. */
  readonly methods: Readonly<Record<string, Step>>;
  /** Methods of a row that every model has. */
  readonly rowMethods: Readonly<Record<string, RowStep>>;
  /** Attribute of a row or an instance that holds its class. */
  readonly classAttribute: string;
  /** Attributes that every row has without reading a column. */
  readonly rowAttributes: readonly string[];
  /** Methods that each relation adds to a row: what stands in front of its name, and the method of the other model. */
  readonly relationMethods?: readonly {
    readonly prefix: string;
    readonly one: string;
    readonly many: string;
  }[];
  /** How calls define models. */
  readonly definitions?: Definitions;
  /** Prefix and suffix of generated methods that read the column between them (`get_…_display`). */
  readonly columnMethods: readonly { readonly prefix: string; readonly suffix: string }[];
  /** Methods of a paginator that give one page, and the attribute that holds the page's rows. */
  readonly pages: { readonly methods: readonly string[]; readonly rows: string };
  /** Methods of a cursor: what runs a statement, what takes all rows of it, and what takes some. */
  readonly cursors: {
    readonly execute: readonly string[];
    readonly all: readonly string[];
    readonly some: readonly string[];
    /** Tables of the database and of the framework itself, which are as long as the schema. */
    readonly ownTables: RegExp;
  };
  /** Classes that render pages with a template. */
  readonly views: readonly Views[];
  /** Classes that write rows out, told by what they declare. */
  readonly serializers?: Serializers;
  /** What registers a class for a model, by dotted path: a decorator or a function that gets the model and the class. */
  readonly registrations: readonly string[];
  /** What an index into a registry of the framework gives, by dotted path. */
  readonly registries: Readonly<Record<string, string>>;
  /** Functions of the framework, by dotted path. */
  readonly functions: Readonly<Record<string, FunctionStep>>;
  /** Members of the framework's base classes, for `self.…` in classes of the project. */
  readonly members: Readonly<Record<string, MemberStep>>;
  /** Parameters that the framework fills, told by the kind of function. */
  readonly parameters: readonly ParameterRule[];
  /** Members of the framework's own objects that are rows, by dotted path: `django.http.HttpRequest.user`. */
  readonly rowMembers: Readonly<Record<string, "user">>;
  /** Where code runs, told by path, base class and decorator; first match wins. */
  readonly places: readonly PlaceRule[];
  /** Dotted paths of decorators and context managers that open a transaction. */
  readonly transactions: readonly string[];
  /** The rows that conditions leave, before they meet the rows of the query. */
  readonly rowsOf: (
    conditions: readonly Condition[],
    model: Model,
    related: (id: string) => Model | undefined,
  ) => Rows;
  /** The model, column or relation path that a lookup names crosses a to-many relation. */
  readonly mayRepeat: (
    conditions: readonly Condition[],
    model: Model,
    related: (id: string) => Model | undefined,
  ) => boolean;
}

/** A condition `lookup=value` of a filter. */
export interface Condition {
  readonly lookup: string;
  /** What is known of the value: how many it stands for, or that it is a query. */
  readonly value:
    | { readonly kind: "one" }
    /** One that is written in the source: it picks a kind of rows rather than the rows of one parent. */
    | { readonly kind: "literal" }
    /** A row of a model: what is asked for belongs to it. */
    | { readonly kind: "row" }
    | { readonly kind: "nothing" }
    | { readonly kind: "literals"; readonly count: number }
    | { readonly kind: "many" }
    | { readonly kind: "query"; readonly rows: Rows }
    | { readonly kind: "flag"; readonly value: boolean };
}

/** What a method does to a query. */
export type Step =
  /** The same rows and columns; a new query that caches nothing yet. */
  | { readonly does: "keep" | "lock" | "combine" | "annotate" | "reverse" | "group-values" }
  | { readonly does: "narrow"; readonly by: "conditions" | "exclusion" }
  /** Says how columns that were left out are fetched: then nothing is known of what a read of one costs. */
  | { readonly does: "fetch-mode" }
  | { readonly does: "empty" }
  | { readonly does: "order" }
  | { readonly does: "distinct" }
  | { readonly does: "join" | "prefetch" }
  | { readonly does: "columns"; readonly form: "only" | "defer" | "values" | "values_list" }
  /** Gives one row, loaded with a bound. */
  | { readonly does: "fetch-one" }
  /** Gives one row that it has written. */
  | { readonly does: "create" }
  | { readonly does: "create-many" | "update-many" }
  /** Runs in the database; no rows come. */
  | { readonly does: "scalar" }
  | { readonly does: "update" }
  | { readonly does: "delete" }
  | { readonly does: "stream"; readonly sizeParameter: string }
  /** One call of a chain, whose arguments the table reads; nothing runs before the chain is awaited. */
  | {
      readonly does: "chain";
      /** What the chain gives from here on; absent: what it gave before. */
      readonly gives?: "rows" | "row" | "value";
      readonly effect?: "create" | "update" | "delete";
    }
  /** Runs a chain. */
  | { readonly does: "run" }
  /** All rows in a dictionary unless keys are given. */
  | { readonly does: "collect-by-key" }
  | { readonly does: "raw" }
  /**
   * Runs a query that its options describe, and gives all of its rows or one; `counted`: with their number. With `wrap`
   * the argument is the value of that option.
   */
  | {
      readonly does: "read";
      readonly rows: "all" | "one";
      readonly wrap?: string;
      readonly isCounted?: true;
      /** Which argument holds the options; absent: the first. */
      readonly options?: number;
      /** Members of the object that comes instead of the rows, with what they hold. */
      readonly inside?: Readonly<Record<string, "rows" | "count">>;
    }
  /** Makes a builder that is told the query call by call. */
  | { readonly does: "build" }
  /** Gives the manager with the members of an object. */
  | { readonly does: "extend" }
  /** Makes a row that is not saved yet. */
  | { readonly does: "make" }
  /** Saves rows; those that no query gave are new. */
  | { readonly does: "save" }
  /** Writes rows, and gives back what its options say of them. */
  | {
      readonly does: "write";
      readonly effect: "create" | "update" | "delete";
      readonly rows: "all" | "one" | "none";
      readonly options?: number;
    }
  /** Gives the model with other scopes than the default one: those that are named, or none. */
  | { readonly does: "scope" }
  /** Other objects of the query (`query`, `db`): no rows. */
  | { readonly does: "inspect" }
  /** The base query of a manager. */
  | { readonly does: "base" }
  /** Changes links between rows (`add`, `remove`, `set`, `clear`). */
  | { readonly does: "relate" };

/** What a method of a row does. */
export type RowStep =
  | { readonly does: "save"; readonly columnsParameter: string }
  | { readonly does: "delete" }
  | { readonly does: "reload" }
  /** Reads columns that cannot be told. */
  | { readonly does: "dynamic" }
  /** Gives a model that the row names. */
  | { readonly does: "model" }
  | { readonly does: "identity" };

/** What a function of the framework does with a model or query argument. */
export type FunctionStep =
  | { readonly does: "fetch-one" }
  | { readonly does: "collect" }
  | { readonly does: "model-by-label"; readonly state: "current" | "historical" }
  | { readonly does: "user-model" }
  | { readonly does: "class-of" }
  /** Hands the values of a context to a template; both by the place and name of the argument. */
  | { readonly does: "render"; readonly template: ArgumentRule; readonly context: ArgumentRule }
  | { readonly does: "hand-over" }
  | { readonly does: "connection" }
  | { readonly does: "paginate" }
  | { readonly does: "cursor" }
  | { readonly does: "identity" }
  /** Gives the manager of the model that the first argument names. */
  | { readonly does: "manager-of" }
  /** Makes an object of the ORM's own. */
  | { readonly does: "make"; readonly path: string }
  /** Gives the module of the name that it is called with. */
  | { readonly does: "import" };

/** An argument by its place among those without a name, or by its name. */
export interface ArgumentRule {
  readonly place: number;
  readonly name: string;
}

/** What `self.member` means when the project does not define it. */
export type MemberStep =
  /** The query of a class that names `queryset` or `model`. */
  | { readonly does: "view-query" }
  | { readonly does: "view-row" }
  /** A new context, which holds what is given by name. */
  | { readonly does: "context" }
  /** Renders a context with the template that the class names. */
  | { readonly does: "render-context" }
  | { readonly does: "pass-query" }
  /** An object of the framework's own. */
  | { readonly does: "give"; readonly path: string }
  /** Gives the object itself, or one like it. */
  | { readonly does: "same" }
  /** Gives an object like itself that lets other code see its calls and results first. */
  | { readonly does: "extend" }
  /** Runs a statement of SQL and gives all its rows as plain values. */
  | { readonly does: "raw-rows" }
  /** Hands an object like itself to the function that it is given, and gives what that returns. */
  | { readonly does: "hand-self" }
  /** Makes an object of the ORM's own. */
  | { readonly does: "make"; readonly path: string }
  /** Opens a transaction with such an object, hands it to the function that is given last, and gives what that returns. */
  | { readonly does: "hand"; readonly path: string }
  /** Gives the manager of the model that the first argument names. */
  | { readonly does: "manager-of" }
  /** Does what the method of this name does for the model that the first argument names. */
  | { readonly does: "for-model" };

/** A parameter whose value the framework supplies. */
export interface ParameterRule {
  readonly name: string;
  readonly place: Place | "any";
  readonly gives: "selected-rows" | "sender-row" | { readonly path: string };
}

/** How a place is told. */
export interface PlaceRule {
  readonly place: Place;
  readonly path?: RegExp;
  /** Dotted path or last name of a base class. */
  readonly base?: RegExp;
  readonly decorator?: RegExp;
  /** Name of the method; the base class has to match as well. */
  readonly method?: RegExp;
  readonly parameter?: string;
}
