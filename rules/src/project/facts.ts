import type { Expression, Syntax } from "../syntax/syntax.js";
import type { ImportStatement, Statement } from "../syntax/statements.js";
import type { Catalog, ClassReference, Model } from "./catalog.js";
import type { Environment } from "./environment.js";
import type { Symbol } from "./symbols.js";
import type { TemplateFile } from "./templates.js";

/**
 * The workspace as facts, as the evaluation sees it: pure questions over one state of all files.
 * Answers for unknown files and names are `undefined`, never an exception.
 */
export interface Facts {
  /** Folder that relative paths in settings and messages start from. */
  readonly root: string;
  readonly catalog: Catalog;
  readonly environment: Environment;
  /** The file lowered in full; parsed when first asked for. */
  syntax(file: string): Syntax | undefined;
  /** Whether the text of a file holds one of these. */
  mentions(file: string, texts: readonly string[]): boolean;
  /** What `name` means at the top level of `file`, imports (also wildcard and re-exported ones) followed. */
  resolve(file: string, name: string): Symbol | undefined;
  /** What an import inside a function binds to `local`. */
  resolveImport(file: string, statement: ImportStatement, local: string): Symbol | undefined;
  /** `member` of a module symbol: a name in that module, or a submodule. */
  resolveMember(module: Symbol, member: string): Symbol | undefined;
  /** The model that a class symbol declares. */
  modelOf(symbol: Symbol): Model | undefined;
  /** The model that a file knows under a name, also one that only a function of it has. */
  modelNamed(reference: ClassReference): Model | undefined;
  /** A model by `app.Model`, by `Model` within the app of `file`, or by the user model's setting name. */
  modelByLabel(label: string, file: string): Model | undefined;
  /** Project classes of `symbol` in method resolution order, itself first, and the outside classes behind them. */
  ancestry(symbol: Symbol): Ancestry;
  /** The statements of a class, in full. */
  classBody(reference: ClassReference): readonly Statement[] | undefined;
  /** What a class extends, with the types that its bases are given. */
  classBases(reference: ClassReference): readonly Expression[];
  /** The templates that a name may stand for; none where it lies out of sight. */
  templates(name: string): readonly TemplateFile[];
  /** Dotted path of an expression made of names and members, imports followed: `itertools.islice`. */
  pathOf(file: string, expression: Expression): string | undefined;
}

/** A class's ancestors: those of the project, and the dotted paths of those outside (`?` for what cannot be told). */
export interface Ancestry {
  readonly classes: readonly ClassReference[];
  readonly externals: readonly string[];
}
