import type { ClassStatement } from "../../syntax/statements.js";
import type { Expression } from "../../syntax/syntax.js";
import type { CodeSource, EntityTarget } from "../code-declarations.js";
import type { CodeScope } from "../code-sites.js";
import { writtenPath } from "../static-value.js";

/** The model that an expression names: `User`, `models.User`, `this` in a class, `() => User`, `"User"`. */
export function targetOf(
  source: CodeSource,
  scope: CodeScope,
  owner: ClassStatement | undefined,
  expression: Expression | undefined,
): EntityTarget | undefined {
  if (!expression) return undefined;
  const { file } = source;
  if (expression.kind === "literal")
    return typeof expression.value === "string" ? { kind: "name", name: expression.value } : undefined;
  if (expression.kind === "lambda")
    return "kind" in expression.body ? targetOf(source, scope, owner, expression.body) : undefined;
  const name = writtenPath(expression)?.split(".").at(-1);
  if (name === undefined) return undefined;
  if (name === "this" || name === "super")
    return owner && { kind: "reference", reference: { file, name: owner.name }, name: owner.name };
  if (expression.kind !== "name") {
    const reference = source.referenceOf(expression);
    return reference ? { kind: "reference", reference, name } : { kind: "name", name };
  }
  const reference = isLocal(scope, name)
    ? { file, name }
    : (source.referenceOf(expression) ?? { file, name });
  return { kind: "reference", reference, name };
}

/** Whether a function around binds the name. */
function isLocal(scope: CodeScope, name: string): boolean {
  for (let around = scope; around.outer; around = around.outer)
    if (around.values.has(name) || around.classes.has(name)) return true;
  return false;
}
