import ts from "typescript";
import type { Expression } from "../syntax.js";
import { lowerExpression } from "./lower-expression.js";
import { textOfName } from "./lower-name.js";
import { deeper, type Source, spanOf } from "./source.js";

/**
 * Lowers a type to the expression that says the same: `Promise<User[]>` is an index, `A | B` a binary expression,
 * `{ prisma: PrismaClient }` an object of types, `typeof prisma` is `typeof` of a value.
 */
export function lowerType(source: Source, node: ts.TypeNode): Expression {
  return deeper(
    source,
    () => lowered(source, node),
    () => ({ kind: "unknown", ...spanOf(source, node), parts: [] }),
  );
}

function lowered(source: Source, node: ts.TypeNode): Expression {
  const span = spanOf(source, node);
  const type = (inner: ts.TypeNode): Expression => lowerType(source, inner);
  if (ts.isTypeReferenceNode(node)) {
    const object = lowerEntityName(source, node.typeName);
    if (!node.typeArguments || node.typeArguments.length === 0) return object;
    const [only, second] = node.typeArguments;
    const index: Expression =
      only && !second
        ? type(only)
        : { kind: "collection", ...span, form: "tuple", elements: node.typeArguments.map(type) };
    return { kind: "index", ...span, object, index };
  }
  if (ts.isArrayTypeNode(node)) {
    const object: Expression = { kind: "name", start: span.start, end: span.start, name: "Array" };
    return { kind: "index", ...span, object, index: type(node.elementType) };
  }
  if (ts.isUnionTypeNode(node)) return joined(node.types.map(type), "|");
  if (ts.isIntersectionTypeNode(node)) return joined(node.types.map(type), "&");
  if (ts.isParenthesizedTypeNode(node) || ts.isTypeOperatorNode(node)) return type(node.type);
  if (ts.isTypeQueryNode(node)) {
    const operand = lowerEntityName(source, node.exprName);
    return { kind: "unary", ...span, operator: "typeof", operand };
  }
  if (ts.isExpressionWithTypeArguments(node)) return lowerExpression(source, node.expression);
  if (ts.isTypeLiteralNode(node)) return lowerMembers(source, node, node.members);
  const keyword = keywords.get(node.kind);
  return keyword === undefined
    ? { kind: "unknown", ...span, parts: [] }
    : { kind: "name", ...span, name: keyword };
}

/** Types of plain values, which tell what a column holds; the others promise nothing. */
const keywords: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.StringKeyword, "string"],
  [ts.SyntaxKind.NumberKeyword, "number"],
  [ts.SyntaxKind.BooleanKeyword, "boolean"],
  [ts.SyntaxKind.BigIntKeyword, "bigint"],
]);

/** The members of an object type or an interface that have a type of their own. */
export function lowerMembers(source: Source, node: ts.Node, members: readonly ts.TypeElement[]): Expression {
  const entries = members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !member.type) return [];
    const name = textOfName(member.name);
    if (name === undefined) return [];
    const key: Expression = { kind: "literal", ...spanOf(source, member.name), value: name };
    return [{ key, value: lowerType(source, member.type) }];
  });
  return { kind: "dictionary", form: "object", ...spanOf(source, node), entries };
}

function joined(types: readonly Expression[], operator: string): Expression {
  return types.reduce((left, right) => ({
    kind: "binary",
    start: left.start,
    end: right.end,
    operator,
    left,
    right,
  }));
}

function lowerEntityName(source: Source, name: ts.EntityName): Expression {
  const span = spanOf(source, name);
  if (ts.isIdentifier(name)) return { kind: "name", ...span, name: name.text };
  return {
    kind: "member",
    ...span,
    object: lowerEntityName(source, name.left),
    property: name.right.text,
    propertySpan: spanOf(source, name.right),
  };
}
