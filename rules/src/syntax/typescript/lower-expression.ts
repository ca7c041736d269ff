import ts from "typescript";
import type { Argument, Expression, Span } from "../syntax.js";
import { functionExpression } from "./lower-function.js";
import { lowerJsx } from "./lower-jsx.js";
import { nameOfProperty } from "./lower-name.js";
import { lowerTarget } from "./lower-target.js";
import { comparisons, logicalAssignments, logicals } from "./operators.js";
import { deeper, type Source, spanOf } from "./source.js";

/** Lowers an expression. What only the compiler sees (`as`, `satisfies`, `!`, parentheses) is looked through. */
export function lowerExpression(source: Source, node: ts.Expression): Expression {
  return deeper(
    source,
    () => lowered(source, node),
    () => ({ kind: "unknown", ...spanOf(source, node), parts: [] }),
  );
}

function lowered(source: Source, node: ts.Expression): Expression {
  const span = spanOf(source, node);
  const value = (inner: ts.Expression): Expression => lowerExpression(source, inner);
  if (ts.isIdentifier(node)) {
    return node.text === "undefined"
      ? { kind: "literal", ...span, value: undefined }
      : { kind: "name", ...span, name: node.text };
  }
  if (ts.isPropertyAccessExpression(node)) {
    return {
      kind: "member",
      ...span,
      object: value(node.expression),
      property: node.name.text,
      propertySpan: spanOf(source, node.name),
    };
  }
  if (ts.isCallExpression(node)) return call(source, node, node.expression, node.arguments);
  if (ts.isStringLiteralLike(node)) return { kind: "literal", ...span, value: node.text };
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(source, node);
  if (ts.isAwaitExpression(node)) return { kind: "await", ...span, operand: value(node.expression) };
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return functionExpression(source, node);
  if (isTransparent(node)) return value(node.expression);
  if (ts.isBinaryExpression(node)) return binary(source, node);
  if (ts.isNumericLiteral(node))
    return { kind: "literal", ...span, value: Number(node.text.replaceAll("_", "")) };
  if (ts.isArrayLiteralExpression(node))
    return { kind: "collection", ...span, form: "list", elements: node.elements.map(value) };
  if (ts.isElementAccessExpression(node)) return elementAccess(source, node);
  if (ts.isTemplateExpression(node))
    return { kind: "template", ...span, parts: node.templateSpans.map((part) => value(part.expression)) };
  if (ts.isConditionalExpression(node)) {
    return {
      kind: "conditional",
      ...span,
      test: value(node.condition),
      consequent: value(node.whenTrue),
      alternate: value(node.whenFalse),
    };
  }
  if (ts.isNewExpression(node)) return call(source, node, node.expression, node.arguments ?? []);
  if (ts.isSpreadElement(node)) return { kind: "spread", ...span, value: value(node.expression) };
  if (ts.isPrefixUnaryExpression(node)) {
    const operator =
      node.operator === ts.SyntaxKind.ExclamationToken ? "not" : ts.tokenToString(node.operator);
    return { kind: "unary", ...span, operator: operator ?? "", operand: value(node.operand) };
  }
  if (ts.isTypeOfExpression(node))
    return { kind: "unary", ...span, operator: "typeof", operand: value(node.expression) };
  if (ts.isPostfixUnaryExpression(node)) {
    const operator = ts.tokenToString(node.operator) ?? "";
    return { kind: "unary", ...span, operator, operand: value(node.operand) };
  }
  if (ts.isVoidExpression(node) || ts.isDeleteExpression(node))
    return { kind: "unary", ...span, operator: "void", operand: value(node.expression) };
  if (ts.isYieldExpression(node)) {
    return {
      kind: "yield",
      ...span,
      delegate: node.asteriskToken !== undefined,
      ...(node.expression ? { value: value(node.expression) } : {}),
    };
  }
  if (ts.isTaggedTemplateExpression(node)) return taggedTemplate(source, node);
  return keyword(node, span) ?? lowerJsx(source, node);
}

function keyword(node: ts.Expression, span: Span): Expression | undefined {
  switch (node.kind) {
    case ts.SyntaxKind.ThisKeyword:
      return { kind: "name", ...span, name: "this" };
    case ts.SyntaxKind.SuperKeyword:
      return { kind: "name", ...span, name: "super" };
    case ts.SyntaxKind.ImportKeyword:
      return { kind: "name", ...span, name: "import" };
    case ts.SyntaxKind.TrueKeyword:
      return { kind: "literal", ...span, value: true };
    case ts.SyntaxKind.FalseKeyword:
      return { kind: "literal", ...span, value: false };
    case ts.SyntaxKind.NullKeyword:
      return { kind: "literal", ...span, value: null };
    default:
      return undefined;
  }
}

function isTransparent(
  node: ts.Expression,
): node is
  | ts.ParenthesizedExpression
  | ts.AsExpression
  | ts.SatisfiesExpression
  | ts.NonNullExpression
  | ts.TypeAssertion
  | ts.ExpressionWithTypeArguments {
  return (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isTypeAssertionExpression(node) ||
    ts.isExpressionWithTypeArguments(node)
  );
}

function call(
  source: Source,
  node: ts.CallExpression | ts.NewExpression,
  callee: ts.Expression,
  given: readonly ts.Expression[],
): Expression {
  const [first] = given;
  const behind = node.typeArguments?.end ?? callee.end;
  const opening = source.text.indexOf("(", behind);
  const isThere = opening >= 0 && opening < (first ? first.end : node.end);
  return {
    kind: "call",
    ...spanOf(source, node),
    callee: lowerExpression(source, callee),
    arguments: given.map((argument) => lowerArgument(source, argument)),
    argumentsSpan: { start: isThere ? opening : node.end, end: node.end },
  };
}

function lowerArgument(source: Source, node: ts.Expression): Argument {
  const isSpread = ts.isSpreadElement(node);
  return {
    ...spanOf(source, node),
    form: isSpread ? "spread" : "positional",
    value: lowerExpression(source, isSpread ? node.expression : node),
  };
}

function taggedTemplate(source: Source, node: ts.TaggedTemplateExpression): Expression {
  const template = spanOf(source, node.template);
  return {
    kind: "call",
    ...spanOf(source, node),
    callee: lowerExpression(source, node.tag),
    arguments: [{ ...template, form: "positional", value: lowerExpression(source, node.template) }],
    argumentsSpan: template,
  };
}

function elementAccess(source: Source, node: ts.ElementAccessExpression): Expression {
  const object = lowerExpression(source, node.expression);
  const { argumentExpression: index } = node;
  if (ts.isStringLiteralLike(index)) {
    const propertySpan = spanOf(source, index);
    return { kind: "member", ...spanOf(source, node), object, property: index.text, propertySpan };
  }
  return { kind: "index", ...spanOf(source, node), object, index: lowerExpression(source, index) };
}

function objectLiteral(source: Source, node: ts.ObjectLiteralExpression): Expression {
  const entries = node.properties.map((property) => {
    if (ts.isSpreadAssignment(property)) return { value: lowerExpression(source, property.expression) };
    const key = nameOfProperty(source, property.name);
    if (ts.isShorthandPropertyAssignment(property))
      return { key, value: lowerExpression(source, property.name) };
    if (ts.isPropertyAssignment(property))
      return { key, value: lowerExpression(source, property.initializer) };
    return { key, value: functionExpression(source, property) };
  });
  return { kind: "dictionary", form: "object", ...spanOf(source, node), entries };
}

function binary(source: Source, node: ts.BinaryExpression): Expression {
  const span = spanOf(source, node);
  const operator = ts.tokenToString(node.operatorToken.kind) ?? "";
  if (operator === "=") {
    const target = lowerTarget(source, node.left);
    return { kind: "bind", ...span, target, value: lowerExpression(source, node.right) };
  }
  const [left, right] = [lowerExpression(source, node.left), lowerExpression(source, node.right)];
  const assigned = logicalAssignments.get(operator);
  if (assigned) {
    const both: Expression = { kind: "logical", ...span, operator: assigned, operands: [left, right] };
    return { kind: "bind", ...span, target: lowerTarget(source, node.left), value: both };
  }
  const logical = logicals.get(operator);
  if (logical) return { kind: "logical", ...span, operator: logical, operands: [left, right] };
  const comparison = comparisons.get(operator);
  if (comparison !== undefined)
    return { kind: "compare", ...span, left, operators: [comparison], rights: [right] };
  if (operator === ",") return { kind: "unknown", ...span, parts: [left, right] };
  return { kind: "binary", ...span, operator, left, right };
}
