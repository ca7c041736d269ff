import { createFingerprint } from "./fingerprint.js";
import type { Expression, Syntax } from "./syntax.js";
import type { Statement } from "./statements.js";
import { childrenOf, expressionsOf } from "./walk.js";
import { emptyFunction, withoutBodies } from "./without-bodies.js";

/** What a module declares: its top-level and class-level statements, without the bodies of functions. */
export interface Outline {
  readonly body: readonly Statement[];
  /** Hash of the meaning: moving code, comments, docstrings and function bodies do not change it. */
  readonly fingerprint: string;
}

/** The outline of a file. */
export function outline(syntax: Syntax): Outline {
  const body = declarations(syntax.body);
  return { body, fingerprint: fingerprintOf(body) };
}

function declarations(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement): readonly Statement[] => {
    switch (statement.kind) {
      case "function":
        return [emptyFunction(statement)];
      case "class":
        return [{ ...statement, body: declarations(statement.body) }];
      case "if":
        return [
          { ...statement, body: declarations(statement.body), otherwise: declarations(statement.otherwise) },
        ];
      case "try":
        return [
          {
            ...statement,
            body: declarations(statement.body),
            handlers: statement.handlers.map((handler) => ({ ...handler, body: declarations(handler.body) })),
            otherwise: declarations(statement.otherwise),
            finalizer: declarations(statement.finalizer),
          },
        ];
      case "with":
        return [{ ...statement, body: declarations(statement.body) }];
      case "loop":
        return [
          { ...statement, body: declarations(statement.body), otherwise: declarations(statement.otherwise) },
        ];
      case "expression":
        // Docstrings say nothing to the analysis; calls may connect signals.
        return statement.expression.kind === "call" ? [withoutBodies(statement)] : [];
      case "import":
      case "export":
      case "assign":
        return [withoutBodies(statement)];
      default:
        return [];
    }
  });
}

function fingerprintOf(statements: readonly Statement[]): string {
  const hash = createFingerprint();
  const addExpression = (expression: Expression): void => {
    hash.add(expression.kind);
    hash.add(ownText(expression));
    childrenOf(expression).forEach(addExpression);
    hash.add(")");
  };
  const addStatement = (statement: Statement): void => {
    hash.add(statement.kind);
    hash.add(namesIn(statement));
    expressionsOf(statement).forEach(addExpression);
    if (statement.kind === "class" || statement.kind === "with") statement.body.forEach(addStatement);
    if (statement.kind === "if" || statement.kind === "loop")
      [...statement.body, ...statement.otherwise].forEach(addStatement);
    if (statement.kind === "try") {
      [
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.otherwise,
        ...statement.finalizer,
      ].forEach(addStatement);
    }
    hash.add(";");
  };
  statements.forEach(addStatement);
  return hash.value();
}

/** What of an expression its children do not say. */
function ownText(expression: Expression): string {
  switch (expression.kind) {
    case "name":
      return expression.name;
    case "literal":
      return `${typeof expression.value}:${String(expression.value)}`;
    case "member":
      return expression.property;
    case "dictionary":
      return expression.form ?? "";
    case "lambda":
      return expression.parameters.map((parameter) => `${parameter.form}:${parameter.name}`).join();
    case "call":
      return expression.arguments.map((argument) => `${argument.form}:${argument.name ?? ""}`).join();
    case "collection":
    case "comprehension":
      return expression.form;
    case "binary":
    case "unary":
    case "logical":
      return expression.operator;
    case "compare":
      return expression.operators.join();
    default:
      return "";
  }
}

function namesIn(statement: Statement): string {
  switch (statement.kind) {
    case "import":
      return `${statement.module}:${statement.names.map((name) => `${name.name ?? ""}>${name.local}`).join()}`;
    case "export":
      return `${statement.module ?? ""}:${statement.names.map((name) => `${name.local}>${name.exported}`).join()}`;
    case "function":
      return `${statement.role ?? ""} ${statement.name}(${statement.parameters.map((parameter) => `${parameter.form}:${parameter.name}`).join()})`;
    case "class":
      return `${statement.name}:${statement.options.map((option) => option.name ?? "").join()}`;
    case "assign":
      return statement.operator ?? "";
    default:
      return "";
  }
}
