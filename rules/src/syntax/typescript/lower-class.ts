import ts from "typescript";
import type { Expression } from "../syntax.js";
import type { ClassStatement, Parameter, Statement } from "../statements.js";
import { lowerExpression } from "./lower-expression.js";
import { decoratorsOf, functionStatement, hasModifier, nameSpanOf } from "./lower-function.js";
import { textOfName } from "./lower-name.js";
import { lowerMembers, lowerType } from "./lower-type.js";
import { type Source, spanOf } from "./source.js";

/** A class under a name. Methods get `this` as their first parameter, as a class without keywords would have it. */
export function classStatement(source: Source, node: ts.ClassLikeDeclaration, name: string): ClassStatement {
  const extended = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword);
  return {
    kind: "class",
    ...spanOf(source, node),
    name,
    nameSpan: node.name ? spanOf(source, node.name) : { start: node.members.pos, end: node.members.pos },
    bases: extended?.types.map((type) => lowerBase(source, type)) ?? [],
    options: [],
    decorators: decoratorsOf(source, node),
    body: node.members.flatMap((member) => lowerMember(source, member)),
  };
}

/** `extends Repository<User>` as an index, as the type of the same name would be. */
function lowerBase(source: Source, type: ts.ExpressionWithTypeArguments): Expression {
  const object = lowerExpression(source, type.expression);
  const [first, ...others] = type.typeArguments ?? [];
  if (!first) return object;
  const span = spanOf(source, type);
  const index: Expression =
    others.length === 0
      ? lowerType(source, first)
      : {
          kind: "collection",
          ...span,
          form: "tuple",
          elements: [first, ...others].map((one) => lowerType(source, one)),
        };
  return { kind: "index", ...span, object, index };
}

function lowerMember(source: Source, member: ts.ClassElement): readonly Statement[] {
  if (ts.isConstructorDeclaration(member)) {
    const first = assignmentsOf(source, member);
    const made = functionStatement(source, member, "constructor", { self: selfOf(source, member), first });
    return made ? [...fieldsOf(source, member), made] : [];
  }
  const name = member.name ? textOfName(member.name) : undefined;
  if (name === undefined || ts.isSetAccessor(member)) return [];
  if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member)) {
    const self = selfOf(source, member);
    const added = hasModifier(member, ts.SyntaxKind.StaticKeyword)
      ? ({ role: "static", self } as const)
      : ts.isGetAccessor(member)
        ? ({ role: "getter", self } as const)
        : { self };
    const made = functionStatement(source, member, name, added);
    return made ? [made] : [];
  }
  return ts.isPropertyDeclaration(member) ? [field(source, member, name)] : [];
}

function selfOf(
  source: Source,
  member: ts.MethodDeclaration | ts.ConstructorDeclaration | ts.AccessorDeclaration,
): Parameter {
  const { end } = nameSpanOf(source, member);
  return { start: end, end, form: "positional", name: "this" };
}

function field(source: Source, member: ts.PropertyDeclaration, name: string): Statement {
  const target: Expression = { kind: "name", ...spanOf(source, member.name), name };
  return {
    kind: "assign",
    ...spanOf(source, member),
    targets: [target],
    isDeclaration: true,
    ...(member.type ? { annotation: lowerType(source, member.type) } : {}),
    ...(member.initializer ? { value: lowerExpression(source, member.initializer) } : {}),
    ...decorated(source, member),
  };
}

function decorated(source: Source, node: ts.Node): { readonly decorators?: readonly Expression[] } {
  const decorators = decoratorsOf(source, node);
  return decorators.length > 0 ? { decorators } : {};
}

/** `constructor(private prisma: PrismaService)` declares a field and assigns it. */
function fieldsOf(source: Source, { parameters }: ts.ConstructorDeclaration): readonly Statement[] {
  return parameters.flatMap((parameter): readonly Statement[] => {
    if (!ts.isIdentifier(parameter.name) || !isProperty(parameter)) return [];
    const target: Expression = { kind: "name", ...spanOf(source, parameter.name), name: parameter.name.text };
    return [
      {
        kind: "assign",
        ...spanOf(source, parameter),
        targets: [target],
        isDeclaration: true,
        ...(parameter.type ? { annotation: lowerType(source, parameter.type) } : {}),
        ...decorated(source, parameter),
      },
    ];
  });
}

function assignmentsOf(source: Source, { parameters }: ts.ConstructorDeclaration): readonly Statement[] {
  return parameters.flatMap((parameter): readonly Statement[] => {
    if (!ts.isIdentifier(parameter.name) || !isProperty(parameter)) return [];
    const span = spanOf(source, parameter.name);
    const name = parameter.name.text;
    const object: Expression = { kind: "name", ...span, name: "this" };
    return [
      {
        kind: "assign",
        ...span,
        targets: [{ kind: "member", ...span, object, property: name, propertySpan: span }],
        value: { kind: "name", ...span, name },
      },
    ];
  });
}

function isProperty(parameter: ts.ParameterDeclaration): boolean {
  const access = [
    ts.SyntaxKind.PrivateKeyword,
    ts.SyntaxKind.ProtectedKeyword,
    ts.SyntaxKind.PublicKeyword,
    ts.SyntaxKind.ReadonlyKeyword,
  ] as const;
  return access.some((kind) => hasModifier(parameter, kind));
}

/** An interface as the type of the objects that have its members. */
export function interfaceStatement(source: Source, node: ts.InterfaceDeclaration): Statement {
  const own = lowerMembers(source, node, node.members);
  const extended = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  const types = [own, ...extended.map((type) => lowerExpression(source, type.expression))];
  return {
    kind: "assign",
    ...spanOf(source, node),
    targets: [{ kind: "name", ...spanOf(source, node.name), name: node.name.text }],
    isDeclaration: true,
    annotation: types.reduce((left, right) => ({
      kind: "binary",
      start: left.start,
      end: left.end,
      operator: "&",
      left,
      right,
    })),
  };
}
