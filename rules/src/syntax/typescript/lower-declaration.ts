import ts from "typescript";
import type { Expression, Span } from "../syntax.js";
import type { Statement } from "../statements.js";
import { classStatement } from "./lower-class.js";
import { commonJsExport, requiredModule, requireStatement } from "./lower-commonjs.js";
import { lowerExpression } from "./lower-expression.js";
import { lowerExport } from "./lower-module.js";
import { textOfName } from "./lower-name.js";
import { lowerBinding, lowerTarget } from "./lower-target.js";
import { lowerType } from "./lower-type.js";
import { logicalAssignments } from "./operators.js";
import { type Source, spanOf } from "./source.js";

/** `const a = 1, b = 2`; what is exported is the statement around, if there is one. */
export function lowerDeclarations(
  source: Source,
  list: ts.VariableDeclarationList,
  statement: ts.VariableStatement | undefined,
): readonly Statement[] {
  const [only, second] = list.declarations;
  return list.declarations.flatMap((declaration) => {
    const whole = only === declaration && !second ? (statement ?? list) : declaration;
    const made = lowerDeclaration(source, declaration, spanOf(source, whole));
    const names = statement ? namesIn(declaration.name) : [];
    return [...made, ...names.flatMap((name) => (statement ? lowerExport(source, statement, name) : []))];
  });
}

function lowerDeclaration(
  source: Source,
  { name, type, initializer }: ts.VariableDeclaration,
  span: Span,
): readonly Statement[] {
  const module = initializer && requiredModule(initializer);
  if (module !== undefined) return requireStatement(source, name, module, span);
  if (initializer && ts.isClassExpression(initializer) && ts.isIdentifier(name))
    return [classStatement(source, initializer, name.text)];
  return [
    {
      kind: "assign",
      ...span,
      targets: [lowerBinding(source, name)],
      isDeclaration: true,
      ...(type ? { annotation: lowerType(source, type) } : {}),
      ...(initializer ? { value: lowerExpression(source, initializer) } : {}),
    },
  ];
}

function namesIn(name: ts.BindingName): readonly string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));
}

/** An expression as a statement: assignments become statements, and those of CommonJS exports. */
export function lowerAssignment(source: Source, node: ts.Expression, span: Span): readonly Statement[] {
  const value = (inner: ts.Expression): Expression => lowerExpression(source, inner);
  const counted = countingStep(source, node, span);
  if (counted) return [counted];
  const operator = ts.isBinaryExpression(node) ? (ts.tokenToString(node.operatorToken.kind) ?? "") : "";
  if (!ts.isBinaryExpression(node) || !operator.endsWith("=") || /^[=!<>]=/.test(operator))
    return [{ kind: "expression", ...span, expression: value(node) }];
  const exported = operator === "=" ? commonJsExport(source, node, span) : undefined;
  if (exported) return exported;
  const targets = [lowerTarget(source, node.left)];
  const right = value(node.right);
  if (operator === "=") return [{ kind: "assign", ...span, targets, value: right }];
  const logical = logicalAssignments.get(operator);
  if (!logical) return [{ kind: "assign", ...span, targets, value: right, operator }];
  const both: Expression = {
    kind: "logical",
    ...spanOf(source, node),
    operator: logical,
    operands: [value(node.left), right],
  };
  return [{ kind: "assign", ...span, targets, value: both }];
}

/** `page++` as a statement is `page += 1`. */
function countingStep(source: Source, node: ts.Expression, span: Span): Statement | undefined {
  if (!ts.isPostfixUnaryExpression(node) && !ts.isPrefixUnaryExpression(node)) return undefined;
  const { operator: token, operand } = node;
  if (token !== ts.SyntaxKind.PlusPlusToken && token !== ts.SyntaxKind.MinusMinusToken) return undefined;
  const operator = token === ts.SyntaxKind.PlusPlusToken ? "+=" : "-=";
  const value: Expression = { kind: "literal", ...span, value: 1 };
  return { kind: "assign", ...span, targets: [lowerTarget(source, operand)], value, operator };
}

/** `type A = T`: a name with the type as its annotation. */
export function lowerTypeAlias(source: Source, node: ts.TypeAliasDeclaration): Statement {
  return {
    kind: "assign",
    ...spanOf(source, node),
    targets: [{ kind: "name", ...spanOf(source, node.name), name: node.name.text }],
    isDeclaration: true,
    annotation: lowerType(source, node.type),
  };
}

/** An enum as an object of its values; those without one hold a number that nobody asks for. */
export function lowerEnum(source: Source, node: ts.EnumDeclaration): Statement {
  const entries = node.members.map((member) => {
    const span = spanOf(source, member.name);
    const key: Expression = { kind: "literal", ...span, value: textOfName(member.name) ?? "" };
    const value: Expression = member.initializer
      ? lowerExpression(source, member.initializer)
      : { kind: "unknown", ...span, parts: [] };
    return { key, value };
  });
  const span = spanOf(source, node);
  return {
    kind: "assign",
    ...span,
    targets: [{ kind: "name", ...spanOf(source, node.name), name: node.name.text }],
    isDeclaration: true,
    value: { kind: "dictionary", form: "object", ...span, entries },
  };
}
