import type { ClassDeclarations } from "../orms/declarations.js";
import type { Syntax } from "../syntax/syntax.js";
import type { ClassStatement, Statement } from "../syntax/statements.js";
import type { ClassReference } from "./catalog.js";
import { classIn } from "./class-in.js";
import type { Resolver } from "./resolver.js";

/** What the extraction of one file asks. */
export interface ExtractContext {
  readonly declarations: ClassDeclarations;
  readonly resolver: Resolver;
  moduleNameOf(file: string): string;
  /** The outline of a file. */
  statementsOf(file: string): readonly Statement[] | undefined;
  /** A file in full, for the few answers that stand in a function body. */
  syntax(file: string): Syntax | undefined;
  /** What a stage found out about a class, as long as it holds. */
  remember<T>(stage: string, reference: ClassReference, compute: () => T): T;
}

/** The statement of a class, without the bodies of its functions. */
export function statementOf(
  context: ExtractContext,
  { file, name }: ClassReference,
): ClassStatement | undefined {
  return classIn(context.statementsOf(file) ?? [], name);
}
