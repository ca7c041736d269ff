import type { ClassReference, Column, ModelTrait } from "../project/catalog.js";
import type { Engine } from "../project/environment.js";
import type { Location } from "../location.js";
import type { ClassStatement, Statement } from "../syntax/statements.js";
import type { Expression } from "../syntax/syntax.js";
import type { OptionValue } from "./options.js";

/** Models that code declares in ways of the ORM's own: decorated classes, calls that define one. */
export interface CodeDeclarations {
  readonly kind: "code";
  /** Appears in any file that declares a model, a part of one, or the database. */
  readonly hint: RegExp;
  /** What one file declares. */
  readonly extract: (source: CodeSource) => CodeFacts;
}

/** A file as the extraction sees it: its statements without the bodies of functions, and what its names mean. */
export interface CodeSource {
  readonly file: string;
  readonly statements: readonly Statement[];
  /** The same with the bodies of functions, where factories define models. */
  whole(): readonly Statement[];
  /** Dotted path of what an expression names, imports followed: `typeorm.Column`. */
  pathOf(expression: Expression): string | undefined;
  /** The class or variable of the project that an expression names. */
  referenceOf(expression: Expression): ClassReference | undefined;
  /** What a name of the file or of another one was given: a literal, an object; itself where it names nothing. */
  valueOf(expression: Expression): Expression;
  /** The classes of the project behind a class, itself first, and the dotted paths of those outside. */
  ancestryOf(statement: ClassStatement): {
    readonly classes: readonly ClassReference[];
    readonly externals: readonly string[];
  };
}

/** What one file declares. */
export interface CodeFacts {
  readonly entities: readonly DeclaredEntity[];
  /** What the file says about models that may be declared elsewhere; absent counts as nothing. */
  readonly additions?: readonly EntityAddition[];
  /** Engines of the databases that the file connects to. */
  readonly engines: readonly Engine[];
}

/** A model, or a class that gives its columns to models, as one place declares it. */
export interface DeclaredEntity {
  /** The class, or the variable that holds the model. */
  readonly reference: ClassReference;
  /** What people and texts call it. */
  readonly name: string;
  readonly declared: Location;
  /** False for classes that only give their columns to those that extend or embed them. */
  readonly isModel: boolean;
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
  readonly links: readonly DeclaredLink[];
  /** Columns that another declaration lists, under a name of this one. */
  readonly embedded: readonly { readonly name: string; readonly target: EntityTarget }[];
  /** Classes of the project behind it, itself first. */
  readonly classes: readonly ClassReference[];
  /** Other names under which code speaks of it: an interface, a variable. */
  readonly aliases: readonly ClassReference[];
  /** A class behind it is out of sight. */
  readonly isIncomplete: boolean;
  /** Queries start at the class itself, `User.find()`. */
  readonly isManager: boolean;
  readonly traits: readonly ModelTrait[];
  /** Options that queries start with, by the name of their scope; the default one has none. */
  readonly scopes?: ReadonlyMap<string, OptionValue>;
}

/** What another place adds to a model: `User.hasMany(Post)`. */
export interface EntityAddition {
  readonly to: EntityTarget;
  readonly links: readonly DeclaredLink[];
  readonly columns: readonly Column[];
  readonly scopes?: ReadonlyMap<string, OptionValue>;
}

/** How a declaration names another one. */
export type EntityTarget =
  /** By its class or variable; if that declares none, by its name. */
  | { readonly kind: "reference"; readonly reference: ClassReference; readonly name?: string }
  | { readonly kind: "name"; readonly name: string };

/** A link to another model, as queries and rows name it. */
export interface DeclaredLink {
  readonly name: string;
  /** Its name is that of the target, for one or for many; absent: it has a name of its own. */
  readonly namedAfter?: "one" | "many";
  /** `undefined` when nothing tells. */
  readonly target: EntityTarget | undefined;
  readonly arity: "one" | "many";
  readonly direction: "forward" | "reverse";
  readonly isNullable: boolean;
  /** Comes along unless a query says otherwise. */
  readonly isEager: boolean;
  /** Is loaded when it is read. */
  readonly isLazy: boolean;
}
