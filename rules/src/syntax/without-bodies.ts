import type { Argument, Expression } from "./syntax.js";
import type { FunctionStatement, Statement } from "./statements.js";

/** The same statement with empty functions: what a module declares does not depend on what its functions do. */
export function withoutBodies(statement: Statement): Statement {
  switch (statement.kind) {
    case "assign":
      // Decorators stay whole: what they say of a field may stand in a function, `() => User`.
      return statement.value ? { ...statement, value: emptied(statement.value) } : statement;
    case "expression":
      return { ...statement, expression: emptied(statement.expression) };
    default:
      return statement;
  }
}

/** A function without its body. It is not spread: that would ask for the body, which may not have been made yet. */
export function emptyFunction(statement: FunctionStatement): FunctionStatement {
  const { kind, start, end, name, nameSpan, parameters, returns, decorators, isAsync, role } = statement;
  return {
    kind,
    start,
    end,
    name,
    nameSpan,
    parameters,
    ...(returns ? { returns } : {}),
    decorators,
    body: [],
    isAsync,
    isGenerator: false,
    ...(role ? { role } : {}),
  };
}

/** Functions stand in calls, objects and lists; in other expressions they are too rare to look for. */
function emptied(expression: Expression): Expression {
  switch (expression.kind) {
    case "lambda":
      // Not spread: that would ask for the body, which may not have been made yet.
      return {
        kind: "lambda",
        start: expression.start,
        end: expression.end,
        parameters: expression.parameters,
        body: [],
      };
    case "call":
      return {
        ...expression,
        callee: emptied(expression.callee),
        arguments: expression.arguments.map(emptiedArgument),
      };
    case "member":
      return { ...expression, object: emptied(expression.object) };
    case "dictionary":
      return {
        ...expression,
        entries: expression.entries.map((entry) => ({ ...entry, value: emptied(entry.value) })),
      };
    case "collection":
      return { ...expression, elements: expression.elements.map(emptied) };
    case "await":
      return { ...expression, operand: emptied(expression.operand) };
    case "logical":
      return { ...expression, operands: expression.operands.map(emptied) };
    default:
      return expression;
  }
}

function emptiedArgument(argument: Argument): Argument {
  return { ...argument, value: emptied(argument.value) };
}
