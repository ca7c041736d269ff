import ts from "typescript";
import type { Expression } from "../syntax.js";
import { lowerExpression } from "./lower-expression.js";
import { nameOfProperty } from "./lower-name.js";
import { type Source, spanOf } from "./source.js";

/** Lowers what a declaration or a parameter binds: a name or a pattern. Values for what is missing are left out. */
export function lowerBinding(source: Source, node: ts.BindingName): Expression {
  const span = spanOf(source, node);
  if (ts.isIdentifier(node)) return { kind: "name", ...span, name: node.text };
  if (ts.isArrayBindingPattern(node)) {
    const elements = node.elements.map((element) =>
      ts.isOmittedExpression(element) ? hole(source, element) : lowerElement(source, element),
    );
    return { kind: "collection", ...span, form: "list", elements };
  }
  const entries = node.elements.map((element) => {
    const value = lowerElement(source, element);
    if (element.dotDotDotToken) return { value };
    const name = element.propertyName ?? element.name;
    const key = ts.isObjectBindingPattern(name) || ts.isArrayBindingPattern(name) ? undefined : name;
    return { ...(key ? { key: nameOfProperty(source, key) } : {}), value };
  });
  return { kind: "dictionary", form: "object", ...span, entries };
}

function lowerElement(source: Source, element: ts.BindingElement): Expression {
  const target = lowerBinding(source, element.name);
  return element.dotDotDotToken ? { kind: "spread", ...spanOf(source, element), value: target } : target;
}

function hole(source: Source, node: ts.Node): Expression {
  return { kind: "unknown", ...spanOf(source, node), parts: [] };
}

/** Lowers the left side of an assignment, where patterns look like literals. */
export function lowerTarget(source: Source, node: ts.Expression): Expression {
  const span = spanOf(source, node);
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    return lowerTarget(source, node.expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    return lowerTarget(source, node.left);
  if (ts.isSpreadElement(node))
    return { kind: "spread", ...span, value: lowerTarget(source, node.expression) };
  if (ts.isArrayLiteralExpression(node)) {
    const elements = node.elements.map((element) =>
      ts.isOmittedExpression(element) ? hole(source, element) : lowerTarget(source, element),
    );
    return { kind: "collection", ...span, form: "list", elements };
  }
  if (!ts.isObjectLiteralExpression(node)) return lowerExpression(source, node);
  const entries = node.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return [{ value: lowerTarget(source, property.expression) }];
    if (ts.isShorthandPropertyAssignment(property))
      return [{ key: nameOfProperty(source, property.name), value: lowerTarget(source, property.name) }];
    if (!ts.isPropertyAssignment(property)) return [];
    return [{ key: nameOfProperty(source, property.name), value: lowerTarget(source, property.initializer) }];
  });
  return { kind: "dictionary", form: "object", ...span, entries };
}
