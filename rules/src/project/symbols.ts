import type { AssignStatement, ClassStatement, FunctionStatement } from "../syntax/statements.js";

/** What a name stands for at a module's top level, after imports were followed. */
export type Symbol =
  | { readonly kind: "class"; readonly file: string; readonly statement: ClassStatement }
  | { readonly kind: "function"; readonly file: string; readonly statement: FunctionStatement }
  /** A module-level variable; the last assignment to it. */
  | {
      readonly kind: "variable";
      readonly file: string;
      readonly name: string;
      readonly statement: AssignStatement;
    }
  | { readonly kind: "module"; readonly file: string }
  /** A member of the one value that a CommonJS module hands out: `User` of `module.exports = models`. */
  | { readonly kind: "member"; readonly object: Symbol; readonly name: string }
  /** Something outside the project by its dotted path, `itertools.islice`. */
  | { readonly kind: "external"; readonly path: string };
