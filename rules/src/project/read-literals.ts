import type { CallExpression, Expression } from "../syntax/syntax.js";

/** The value of a named argument. */
export function option(call: CallExpression, name: string): Expression | undefined {
  return call.arguments.find((argument) => argument.name === name)?.value;
}

/** Whether an expression is the literal `True`. */
export function isTrue(value: Expression | undefined): boolean {
  return value?.kind === "literal" && value.value === true;
}

/** The text of a literal. */
export function textOf(value: Expression | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

/** The texts of a list or tuple that holds nothing else. */
export function texts(value: Expression | undefined): readonly string[] | undefined {
  if (value?.kind !== "collection") return undefined;
  const names = value.elements.map(textOf);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** `c` of `a.b.c`. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
