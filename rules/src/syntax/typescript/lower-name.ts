import ts from "typescript";
import type { Expression } from "../syntax.js";
import { lowerExpression } from "./lower-expression.js";
import { type Source, spanOf } from "./source.js";

/** The name of a property as a literal; what is computed stays an expression. */
export function nameOfProperty(source: Source, name: ts.PropertyName): Expression {
  const text = textOfName(name);
  if (text !== undefined) return { kind: "literal", ...spanOf(source, name), value: text };
  return ts.isComputedPropertyName(name)
    ? lowerExpression(source, name.expression)
    : { kind: "unknown", ...spanOf(source, name), parts: [] };
}

/** The text of a name that is written out. */
export function textOfName(name: ts.PropertyName | ts.ModuleExportName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isPrivateIdentifier(name)) return name.text;
  return ts.isNumericLiteral(name) ? name.text : undefined;
}
