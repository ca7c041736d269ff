import type { Expression } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import { blocksOf, childrenOf, expressionsOf } from "../syntax/walk.js";
import type { Frame } from "./frame.js";

/** An open loop: what it binds for each turn, and what runs then. */
export interface Turn {
  readonly loop: number;
  readonly target?: Expression;
  readonly iterable?: Expression;
  readonly body: readonly Statement[];
}

/** The innermost open loop in which an expression has another value each turn: it counts on, or depends on the loop's variable. */
export function changesIn(frame: Frame, expression: Expression): Turn | undefined {
  return frame.turns.findLast((turn) => mentions(expression, changing(turn)));
}

/** The innermost open loop whose body binds a name that an expression mentions. */
export function boundIn(frame: Frame, expression: Expression): Turn | undefined {
  return frame.turns.findLast((turn) =>
    mentions(expression, new Set(assignmentsIn(turn.body).map(({ name }) => name))),
  );
}

/** Whether an expression mentions something that has another value each turn. */
export function dependsOn(turn: Turn, expression: Expression): boolean {
  return mentions(expression, changing(turn));
}

/** Whether a loop counts backwards: `reversed(…)`, `range(…, …, -100)`. */
export function countsDown({ iterable }: Turn): boolean {
  if (iterable?.kind !== "call" || iterable.callee.kind !== "name") return false;
  const step = iterable.arguments[2]?.value;
  return iterable.callee.name === "reversed" || (step?.kind === "unary" && step.operator === "-");
}

interface Assignment {
  readonly name: string;
  readonly value: Expression;
  readonly isAugmented: boolean;
}

/** Names with another value each turn: the loop's own, those that count on, and those computed from them. */
function changing({ target, body }: Turn): ReadonlySet<string> {
  const names = new Set(target ? namesIn(target) : []);
  const assignments = assignmentsIn(body);
  for (const { name, value, isAugmented } of assignments)
    if (isAugmented || mentions(value, new Set([name]))) names.add(name);
  for (const { name, value } of assignments) if (mentions(value, names)) names.add(name);
  return names;
}

function assignmentsIn(statements: readonly Statement[]): readonly Assignment[] {
  return statements.flatMap((statement): readonly Assignment[] => {
    if (statement.kind === "function" || statement.kind === "class") return [];
    if (statement.kind === "assign") {
      const { value, operator, targets } = statement;
      const isAugmented = operator !== undefined;
      return value
        ? targets.flatMap((target) =>
            target.kind === "name" ? [{ name: target.name, value, isAugmented }] : [],
          )
        : [];
    }
    return [...expressionsOf(statement).flatMap(bindingsIn), ...blocksOf(statement).flatMap(assignmentsIn)];
  });
}

/** `name := value` */
function bindingsIn(expression: Expression): readonly Assignment[] {
  const inner = childrenOf(expression).flatMap(bindingsIn);
  return expression.kind === "bind" && expression.target.kind === "name"
    ? [...inner, { name: expression.target.name, value: expression.value, isAugmented: false }]
    : inner;
}

function mentions(expression: Expression, names: ReadonlySet<string>): boolean {
  if (expression.kind === "name") return names.has(expression.name);
  return childrenOf(expression).some((inner) => mentions(inner, names));
}

function namesIn(target: Expression): readonly string[] {
  return target.kind === "name" ? [target.name] : childrenOf(target).flatMap(namesIn);
}
