import type { CodeSource } from "../orms/code-declarations.js";
import type { Expression, Syntax } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import type { ClassReference } from "./catalog.js";
import type { Resolver } from "./resolver.js";
import type { Symbol } from "./symbols.js";

/** What the view of a file is made of. */
export interface CodeSourceInput {
  readonly resolver: Resolver;
  readonly outline: (file: string) => readonly Statement[] | undefined;
  readonly syntax: (file: string) => Syntax | undefined;
}

/** A file as the extraction of models sees it. */
export function codeSource({ resolver, outline, syntax }: CodeSourceInput, file: string): CodeSource {
  return {
    file,
    statements: outline(file) ?? [],
    whole: () => syntax(file)?.body ?? [],
    pathOf(expression) {
      const symbol = resolver.symbolOf(file, expression);
      return symbol?.kind === "external" ? symbol.path : undefined;
    },
    referenceOf: (expression) => referenceTo(resolver, resolver.symbolOf(file, expression)),
    valueOf(expression) {
      if (expression.kind !== "name" && expression.kind !== "member") return expression;
      const symbol = resolver.symbolOf(file, expression);
      return (
        (symbol?.kind === "variable" ? symbol.statement.value : memberOf(resolver, file, expression)) ??
        expression
      );
    },
    ancestryOf: (statement) => resolver.ancestry({ kind: "class", file, statement }),
  };
}

function referenceTo(resolver: Resolver, symbol: Symbol | undefined): ClassReference | undefined {
  if (symbol?.kind === "class") return { file: symbol.file, name: symbol.statement.name };
  if (symbol?.kind !== "variable") return undefined;
  const { file, name, statement } = symbol;
  // `module.exports = User` is a variable of its own.
  const alias =
    statement.value?.kind === "name" && statement.value.name !== name ? statement.value : undefined;
  return (alias && referenceTo(resolver, resolver.symbolOf(file, alias))) ?? { file, name };
}

/** `Status.open` of an enum, `types.blob` of an object. */
function memberOf(resolver: Resolver, file: string, expression: Expression): Expression | undefined {
  if (expression.kind !== "member") return undefined;
  const owner = resolver.symbolOf(file, expression.object);
  const value = owner?.kind === "variable" ? owner.statement.value : undefined;
  if (value?.kind !== "dictionary") return undefined;
  return value.entries.find(({ key }) => key?.kind === "literal" && key.value === expression.property)?.value;
}
