import type { Expression } from "./syntax.js";
import type { Statement } from "./statements.js";

/** The expressions directly inside an expression, in source order; bodies of functions are left out. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "name":
    case "literal":
      return [];
    case "template":
    case "unknown":
      return expression.parts;
    case "member":
      return [expression.object];
    case "call":
      return [expression.callee, ...expression.arguments.map((argument) => argument.value)];
    case "index":
      return [expression.object, expression.index];
    case "slice":
      return present([expression.object, expression.lower, expression.upper, expression.step]);
    case "collection":
      return expression.elements;
    case "dictionary":
      return expression.entries.flatMap((entry) => present([entry.key, entry.value]));
    case "comprehension":
      return [
        ...present([expression.key, expression.element]),
        ...expression.clauses.flatMap((clause) => [clause.target, clause.iterable, ...clause.conditions]),
      ];
    case "binary":
      return [expression.left, expression.right];
    case "logical":
      return expression.operands;
    case "unary":
    case "await":
      return [expression.operand];
    case "compare":
      return [expression.left, ...expression.rights];
    case "conditional":
      return [expression.consequent, expression.test, expression.alternate];
    case "lambda":
      return "kind" in expression.body ? [expression.body] : [];
    case "yield":
      return present([expression.value]);
    case "spread":
      return [expression.value];
    case "bind":
      return [expression.target, expression.value];
  }
}

/** The expressions directly inside a statement, in source order; those of nested statements are left out. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "expression":
      return [statement.expression];
    case "assign":
      return present([
        ...(statement.decorators ?? []),
        ...statement.targets,
        statement.annotation,
        statement.value,
      ]);
    case "loop":
      return [statement.target, statement.iterable];
    case "while":
    case "if":
      return [statement.test];
    case "try":
      return statement.handlers.flatMap((handler) => present([handler.type]));
    case "with":
      return statement.items.flatMap((item) => present([item.context, item.target]));
    case "match":
      return [statement.subject, ...statement.cases.flatMap((one) => present([one.guard]))];
    case "return":
      return present([statement.value]);
    case "throw":
      return statement.parts;
    case "delete":
      return statement.targets;
    case "assert":
      return present([statement.test, statement.message]);
    case "function":
      return present([
        ...statement.decorators,
        ...statement.parameters.flatMap(({ pattern, annotation, initial }) => [pattern, annotation, initial]),
        statement.returns,
      ]);
    case "class":
      return [
        ...statement.decorators,
        ...statement.bases,
        ...statement.options.map((option) => option.value),
      ];
    case "import":
    case "export":
    case "jump":
    case "scope":
      return [];
  }
}

/** The blocks directly inside a statement, those of functions and classes included. */
export function blocksOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "loop":
    case "while":
    case "if":
      return [statement.body, statement.otherwise];
    case "try":
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.otherwise,
        statement.finalizer,
      ];
    case "match":
      return statement.cases.map((one) => one.body);
    case "with":
    case "function":
    case "class":
      return [statement.body];
    default:
      return [];
  }
}

/** Visits every expression of some statements, outer ones first. */
export function forEachExpression(
  statements: readonly Statement[],
  visit: (expression: Expression) => void,
): void {
  const enter = (expression: Expression): void => {
    visit(expression);
    childrenOf(expression).forEach(enter);
    if (expression.kind === "lambda" && !("kind" in expression.body))
      forEachExpression(expression.body, visit);
  };
  for (const statement of statements) {
    expressionsOf(statement).forEach(enter);
    for (const block of blocksOf(statement)) forEachExpression(block, visit);
  }
}

/** Whether a body yields, functions inside it left out. */
export function yields(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (expressionsOf(statement).some(hasYield)) return true;
    return statement.kind !== "function" && statement.kind !== "class" && blocksOf(statement).some(yields);
  });
}

function hasYield(expression: Expression): boolean {
  return (
    expression.kind === "yield" || (expression.kind !== "lambda" && childrenOf(expression).some(hasYield))
  );
}

function present(values: readonly (Expression | undefined)[]): readonly Expression[] {
  return values.filter((value) => value !== undefined);
}
