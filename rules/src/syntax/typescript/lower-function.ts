import ts from "typescript";
import type { Expression, FunctionExpression, Span } from "../syntax.js";
import type { FunctionStatement, Parameter, Statement } from "../statements.js";
import { lowerExpression } from "./lower-expression.js";
import { lowerBlock } from "./lower-statement.js";
import { lowerBinding } from "./lower-target.js";
import { lowerType } from "./lower-type.js";
import { type Source, spanOf } from "./source.js";

type Written = ts.ArrowFunction | ts.FunctionExpression | ts.MethodDeclaration | ts.AccessorDeclaration;

/** An arrow function, a function expression, or a method of an object literal. */
export function functionExpression(source: Source, node: Written): FunctionExpression {
  const head = {
    kind: "lambda" as const,
    ...spanOf(source, node),
    parameters: lowerParameters(source, node.parameters),
    isAsync: isAsync(node),
    isGenerator: !ts.isArrowFunction(node) && isGenerator(node),
  };
  const body = later(source, (at) => bodyOf(at, node.body));
  return {
    ...head,
    get body() {
      return body();
    },
  };
}

function bodyOf(source: Source, body: ts.ConciseBody | undefined): Expression | readonly Statement[] {
  if (!body) return [];
  return ts.isBlock(body) ? lowerBlock(source, body.statements) : lowerExpression(source, body);
}

type Declared =
  ts.FunctionDeclaration | ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration;

/** What a function gets besides what is written. */
interface Added {
  readonly role?: "static" | "getter";
  /** In front of its parameters. */
  readonly self?: Parameter;
  /** In front of its body. */
  readonly first?: readonly Statement[];
}

/** A declared function or method; `undefined` for one without a body, of which another declaration has it. */
export function functionStatement(
  source: Source,
  node: Declared,
  name: string,
  { role, self, first = [] }: Added = {},
): FunctionStatement | undefined {
  const written = node.body;
  if (!written) return undefined;
  const parameters = lowerParameters(source, node.parameters);
  const head = {
    kind: "function" as const,
    ...spanOf(source, node),
    name,
    nameSpan: nameSpanOf(source, node),
    parameters: self ? [self, ...parameters] : parameters,
    ...(node.type ? { returns: lowerType(source, node.type) } : {}),
    decorators: decoratorsOf(source, node),
    isAsync: isAsync(node),
    isGenerator: isGenerator(node),
    ...(role ? { role } : {}),
  };
  const body = later(source, (at) => [...first, ...lowerBlock(at, written.statements)]);
  return {
    ...head,
    get body() {
      return body();
    },
  };
}

/** Where the name of a function stands, or would stand. */
export function nameSpanOf(source: Source, node: Declared): Span {
  return node.name
    ? spanOf(source, node.name)
    : { start: node.getStart(source.file, false), end: node.parameters.pos };
}

/** Bodies are lowered when somebody looks inside: most functions of a file that is read for its names stay closed. */
function later<T>({ file, text, depth }: Source, lower: (source: Source) => T): () => T {
  let made: { readonly body: T } | undefined;
  return () => (made ??= { body: lower({ file, text, depth }) }).body;
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
