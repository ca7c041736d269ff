import type { Expression } from "../syntax/syntax.js";
import type { ClassReference } from "./catalog.js";
import type { ExtractContext } from "./extract-context.js";
import { lastPart } from "./read-literals.js";

/** What a relation or a signal handler points at, before models are known. */
export type Target =
  | { readonly kind: "class"; readonly reference: ClassReference }
  | { readonly kind: "label"; readonly label: string }
  | { readonly kind: "self" | "user" | "unknown" };

/** How many names are followed from one to the next. */
const longestChain = 8;

/** What an expression points at: a class, a text, the user model's setting, or a variable with one of these. */
export function targetOf(
  context: ExtractContext,
  file: string,
  expression: Expression | undefined,
  left = longestChain,
): Target {
  const { declarations, resolver } = context;
  if (!expression || left === 0) return { kind: "unknown" };
  if (expression.kind === "literal") {
    if (typeof expression.value !== "string") return { kind: "unknown" };
    return expression.value === "self" ? { kind: "self" } : { kind: "label", label: expression.value };
  }
  const symbol = resolver.symbolOf(file, expression.kind === "call" ? expression.callee : expression);
  if (symbol?.kind === "variable") return targetOf(context, symbol.file, symbol.statement.value, left - 1);
  if (symbol?.kind === "external") {
    const name = lastPart(symbol.path);
    const isUser =
      name === declarations.userModel.setting || declarations.userModel.functions.includes(symbol.path);
    return { kind: isUser ? "user" : "unknown" };
  }
  if (symbol?.kind !== "class" || expression.kind === "call") return { kind: "unknown" };
  const [reference] = resolver.ancestry(symbol).classes;
  return reference ? { kind: "class", reference } : { kind: "unknown" };
}
