import ts from "typescript";
import type { Expression } from "../syntax.js";
import type { Handler, MatchCase, Statement } from "../statements.js";
import { classStatement, interfaceStatement } from "./lower-class.js";
import { functionStatement } from "./lower-function.js";
import { lowerExpression } from "./lower-expression.js";
import { lowerAssignment, lowerDeclarations, lowerEnum, lowerTypeAlias } from "./lower-declaration.js";
import { lowerExport, lowerExportAssignment, lowerImport, lowerImportEquals } from "./lower-module.js";
import { lowerBinding, lowerTarget } from "./lower-target.js";
import { deeper, type Source, spanOf } from "./source.js";

/** Lowers the statements of a block. */
export function lowerBlock(source: Source, nodes: readonly ts.Statement[]): readonly Statement[] {
  return nodes.flatMap((node) => lowerStatement(source, node));
}

/** Lowers one statement, which may become several: `for (let i = 0; …)` is a declaration and a loop. */
function lowerStatement(source: Source, node: ts.Statement): readonly Statement[] {
  return deeper(
    source,
    () => lowered(source, node),
    () => [],
  );
}

function lowered(source: Source, node: ts.Statement): readonly Statement[] {
  const span = spanOf(source, node);
  const value = (inner: ts.Expression): Expression => lowerExpression(source, inner);
  const block = (inner: ts.Statement | undefined): readonly Statement[] =>
    inner ? lowerStatement(source, inner) : [];
  if (ts.isExpressionStatement(node)) return lowerAssignment(source, node.expression, span);
  if (ts.isVariableStatement(node)) return lowerDeclarations(source, node.declarationList, node);
  if (ts.isReturnStatement(node))
    return [{ kind: "return", ...span, ...(node.expression ? { value: value(node.expression) } : {}) }];
  if (ts.isIfStatement(node)) {
    const [body, otherwise] = [block(node.thenStatement), block(node.elseStatement)];
    return [{ kind: "if", ...span, test: value(node.expression), body, otherwise }];
  }
  if (ts.isBlock(node)) return lowerBlock(source, node.statements);
  if (ts.isForOfStatement(node)) {
    return [
      {
        kind: "loop",
        ...span,
        target: loopTarget(source, node.initializer),
        iterable: value(node.expression),
        body: block(node.statement),
        otherwise: [],
        isAsync: node.awaitModifier !== undefined,
      },
    ];
  }
  if (ts.isForInStatement(node)) {
    const keys: Expression = { kind: "unknown", ...spanOf(source, node.expression), parts: [] };
    return [
      { kind: "expression", ...spanOf(source, node.expression), expression: value(node.expression) },
      {
        kind: "loop",
        ...span,
        target: loopTarget(source, node.initializer),
        iterable: keys,
        body: block(node.statement),
        otherwise: [],
        isAsync: false,
      },
    ];
  }
  if (ts.isForStatement(node)) return lowerFor(source, node);
  if (ts.isWhileStatement(node) || ts.isDoStatement(node))
    return [
      { kind: "while", ...span, test: value(node.expression), body: block(node.statement), otherwise: [] },
    ];
  if (ts.isTryStatement(node)) {
    return [
      {
        kind: "try",
        ...span,
        body: lowerBlock(source, node.tryBlock.statements),
        handlers: node.catchClause ? [lowerHandler(source, node.catchClause)] : [],
        otherwise: [],
        finalizer: node.finallyBlock ? lowerBlock(source, node.finallyBlock.statements) : [],
      },
    ];
  }
  if (ts.isThrowStatement(node)) return [{ kind: "throw", ...span, parts: [value(node.expression)] }];
  if (ts.isBreakStatement(node)) return [{ kind: "jump", ...span, form: "break" }];
  if (ts.isContinueStatement(node)) return [{ kind: "jump", ...span, form: "continue" }];
  if (ts.isSwitchStatement(node)) {
    const cases = node.caseBlock.clauses.map((clause) => lowerCase(source, clause));
    return [{ kind: "match", ...span, subject: value(node.expression), cases }];
  }
  if (ts.isLabeledStatement(node)) return block(node.statement);
  return lowerDeclared(source, node);
}

function lowerDeclared(source: Source, node: ts.Statement): readonly Statement[] {
  if (ts.isFunctionDeclaration(node)) {
    const name = node.name?.text ?? "default";
    const made = functionStatement(source, node, name);
    return made ? [made, ...lowerExport(source, node, name)] : [];
  }
  if (ts.isClassDeclaration(node)) {
    const name = node.name?.text ?? "default";
    return [classStatement(source, node, name), ...lowerExport(source, node, name)];
  }
  if (ts.isImportDeclaration(node)) return lowerImport(source, node);
  if (ts.isImportEqualsDeclaration(node)) return lowerImportEquals(source, node);
  if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) return lowerExportAssignment(source, node);
  if (ts.isInterfaceDeclaration(node))
    return [interfaceStatement(source, node), ...lowerExport(source, node, node.name.text)];
  if (ts.isTypeAliasDeclaration(node))
    return [lowerTypeAlias(source, node), ...lowerExport(source, node, node.name.text)];
  if (ts.isEnumDeclaration(node))
    return [lowerEnum(source, node), ...lowerExport(source, node, node.name.text)];
  return [];
}

function loopTarget(source: Source, node: ts.ForInitializer): Expression {
  if (!ts.isVariableDeclarationList(node)) return lowerTarget(source, node);
  const [declaration] = node.declarations;
  return declaration
    ? lowerBinding(source, declaration.name)
    : { kind: "unknown", ...spanOf(source, node), parts: [] };
}

function lowerFor(source: Source, node: ts.ForStatement): readonly Statement[] {
  const span = spanOf(source, node);
  const { initializer, condition, incrementor } = node;
  const first = !initializer
    ? []
    : ts.isVariableDeclarationList(initializer)
      ? lowerDeclarations(source, initializer, undefined)
      : lowerAssignment(source, initializer, spanOf(source, initializer));
  const step = incrementor ? lowerAssignment(source, incrementor, spanOf(source, incrementor)) : [];
  const test: Expression = condition
    ? lowerExpression(source, condition)
    : { kind: "literal", ...span, value: true };
  const body = [...lowerStatement(source, node.statement), ...step];
  return [...first, { kind: "while", ...span, test, body, otherwise: [] }];
}

function lowerHandler(source: Source, node: ts.CatchClause): Handler {
  const name = node.variableDeclaration?.name;
  return {
    ...spanOf(source, node),
    ...(name && ts.isIdentifier(name) ? { name: name.text } : {}),
    body: lowerBlock(source, node.block.statements),
  };
}

function lowerCase(source: Source, clause: ts.CaseOrDefaultClause): MatchCase {
  return {
    ...spanOf(source, clause),
    bindings: [],
    ...(ts.isCaseClause(clause) ? { guard: lowerExpression(source, clause.expression) } : {}),
    // The `break` at the end of a case leaves the case, not the loop around it.
    body: lowerBlock(source, clause.statements).filter(({ kind }, index, all) => {
      const isLast = index === all.length - 1;
      return !(isLast && kind === "jump" && clause.statements.at(-1)?.kind === ts.SyntaxKind.BreakStatement);
    }),
  };
}
