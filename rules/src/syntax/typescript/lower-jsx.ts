import ts from "typescript";
import type { Expression } from "../syntax.js";
import { lowerExpression } from "./lower-expression.js";
import { type Source, spanOf } from "./source.js";

/** Elements, and whatever else has no neutral form: the expressions inside still count. */
export function lowerJsx(source: Source, node: ts.Node): Expression {
  return { kind: "unknown", ...spanOf(source, node), parts: partsOf(source, node) };
}

function partsOf(source: Source, node: ts.Node): readonly Expression[] {
  const parts: Expression[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isJsxExpression(child) || ts.isJsxSpreadAttribute(child)) {
      if (child.expression) parts.push(lowerExpression(source, child.expression));
    } else if (ts.isJsxElement(child) || ts.isJsxSelfClosingElement(child) || ts.isJsxFragment(child))
      parts.push(lowerExpression(source, child));
    else if (isJsxPart(child)) parts.push(...partsOf(source, child));
  });
  return parts;
}

function isJsxPart(node: ts.Node): boolean {
  return ts.isJsxOpeningElement(node) || ts.isJsxAttributes(node) || ts.isJsxAttribute(node);
}
