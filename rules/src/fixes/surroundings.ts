import type { Expression, FunctionExpression, Span, Syntax } from "../syntax/syntax.js";
import type { LoopStatement, Statement } from "../syntax/statements.js";
import { blocksOf, childrenOf, expressionsOf } from "../syntax/walk.js";

/** A node around a place: a statement or an expression. */
export type Surrounding = Statement | Expression;

/** The statements and expressions that hold a span, outermost first; the node with exactly this span is the last. */
export function surroundingsOf(syntax: Syntax, span: Span): readonly Surrounding[] {
  return surroundingsIn(syntax.body, span);
}

function surroundingsIn(body: readonly Statement[], span: Span): readonly Surrounding[] {
  const found: Surrounding[] = [];
  let statements = body;
  for (;;) {
    const statement = statements.find((one) => holds(one, span));
    if (!statement) return found;
    found.push(statement);
    const inside = expressionsOf(statement).find((one) => holds(one, span));
    if (inside) return [...found, ...expressionsAround(inside, span)];
    statements = blocksOf(statement).flat();
  }
}

function expressionsAround(expression: Expression, span: Span): readonly Surrounding[] {
  const inside = childrenOf(expression).find((one) => holds(one, span));
  if (inside) return [expression, ...expressionsAround(inside, span)];
  // The body of a function without a name may be a block.
  const isBlock = expression.kind === "lambda" && !("kind" in expression.body);
  return [expression, ...(isBlock ? surroundingsIn(statementsOf(expression), span) : [])];
}

function statementsOf({ body }: FunctionExpression): readonly Statement[] {
  return "kind" in body ? [] : body;
}

/** The node directly around an expression. */
export function parentOf(syntax: Syntax, expression: Expression): Surrounding | undefined {
  const around = surroundingsOf(syntax, expression);
  const index = around.findIndex(
    (one) => one.start === expression.start && one.end === expression.end && one.kind === expression.kind,
  );
  return index > 0 ? around[index - 1] : undefined;
}

/** Whether an expression stands inside an f-string, whose quotes an edit could break. */
export function isInTemplate(syntax: Syntax, span: Span): boolean {
  return surroundingsOf(syntax, span).some((one) => one.kind === "template");
}

/** The innermost function around a place, or the file. */
export function scopeOf(syntax: Syntax, span: Span): Span {
  const around = surroundingsOf(syntax, span).findLast(
    (one) => one.kind === "function" || (one.kind === "lambda" && !("kind" in one.body)),
  );
  return around ?? { start: 0, end: syntax.text.length };
}

/** Whether two places stand in one function, or both outside of any. */
export function isInOneScope(syntax: Syntax, left: Span, right: Span): boolean {
  const [one, other] = [scopeOf(syntax, left), scopeOf(syntax, right)];
  return one.start === other.start && one.end === other.end;
}

/** Whether statements leave or go on with the loop that they are the body of; loops inside have their own. */
export function jumpsOut({ body }: LoopStatement, form: "break" | "continue"): boolean {
  return body.some((statement) => jumps(statement, form));
}

function jumps(statement: Statement, form: "break" | "continue"): boolean {
  if (statement.kind === "jump") return statement.form === form;
  if (statement.kind === "function" || statement.kind === "class") return false;
  if (statement.kind === "loop" || statement.kind === "while")
    return statement.otherwise.some((one) => jumps(one, form));
  return blocksOf(statement)
    .flat()
    .some((one) => jumps(one, form));
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
