import ts from "typescript";
import type { Expression, FunctionExpression } from "../syntax.js";
import type { FunctionStatement, Parameter, Statement } from "../statements.js";
import { yields } from "../walk.js";
import { lowerExpression } from "./lower-expression.js";
import { lowerBlock } from "./lower-statement.js";
import { lowerBinding } from "./lower-target.js";
import { lowerType } from "./lower-type.js";
import { type Source, spanOf } from "./source.js";

type Written = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration | ts.AccessorDeclaration;

/** An arrow function, a function expression, or a method of an object literal. */
export function functionExpression(source: Source, node: Written): FunctionExpression {
  return {
    kind: "lambda",
    ...spanOf(source, node),
    parameters: lowerParameters(source, node.parameters),
    body: bodyOf(source, node.body),
    isAsync: isAsync(node),
    isGenerator: !ts.isArrowFunction(node) && isGenerator(node),
  };
}

function bodyOf(source: Source, body: ts.ConciseBody | undefined): Expression | readonly Statement[] {
  if (!body) return [];
  return ts.isBlock(body) ? lowerBlock(source, body.statements) : lowerExpression(source, body);
}

type Declared =
  ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

/** A declared function or method; `undefined` for one without a body, of which another declaration has it. */
export function functionStatement(
  source: Source,
  node: Declared,
  name: string,
  extra: Partial<FunctionStatement> = {},
): FunctionStatement | undefined {
  if (!node.body) return undefined;
  const body = lowerBlock(source, node.body.statements);
  return {
    kind: "function",
    ...spanOf(source, node),
    name,
    nameSpan: node.name ? spanOf(source, node.name) : { start: node.body.pos, end: node.body.pos },
    parameters: lowerParameters(source, node.parameters),
    ...(node.type ? { returns: lowerType(source, node.type) } : {}),
    decorators: decoratorsOf(source, node),
    body,
    isAsync: isAsync(node),
    isGenerator: isGenerator(node) || yields(body),
    ...extra,
  };
}

/** The decorators of a class or a member. */
export function decoratorsOf(source: Source, node: ts.Node): readonly Expression[] {
  const decorators = ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : [];
  return decorators.map((decorator) => lowerExpression(source, decorator.expression));
}

function lowerParameters(source: Source, nodes: readonly ts.ParameterDeclaration[]): readonly Parameter[] {
  return nodes
    .filter((node) => !(ts.isIdentifier(node.name) && node.name.text === "this"))
    .map((node): Parameter => {
      const name = ts.isIdentifier(node.name) ? node.name.text : "";
      return {
        ...spanOf(source, node),
        form: node.dotDotDotToken ? "rest" : "positional",
        name,
        ...(name === "" ? { pattern: lowerBinding(source, node.name) } : {}),
        ...(node.type ? { annotation: lowerType(source, node.type) } : {}),
        ...(node.initializer ? { initial: lowerExpression(source, node.initializer) } : {}),
      };
    });
}

function isAsync(node: ts.HasModifiers | ts.FunctionLikeDeclaration): boolean {
  return hasModifier(node, ts.SyntaxKind.AsyncKeyword);
}

function isGenerator(node: ts.FunctionLikeDeclaration): boolean {
  return "asteriskToken" in node && node.asteriskToken !== undefined;
}

/** Whether a declaration carries a modifier. */
export function hasModifier(node: ts.Node, kind: ts.ModifierSyntaxKind): boolean {
  return (
    ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind)
  );
}
