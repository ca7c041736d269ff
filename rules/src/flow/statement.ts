import type { ClassStatement, Handler, LoopStatement, Statement } from "../syntax/statements.js";
import { bindTarget } from "./bind.js";
import { awaited } from "./chain.js";
import { loopOver, test } from "./consume.js";
import { modelNamed } from "./definition.js";
import { assignEntry } from "./dictionary.js";
import { isEndless } from "./endless.js";
import { type Evaluation, nextId } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { isIdle } from "./template.js";
import { bindLater, fork, joinVariables, settled, valueIn, type Variables } from "./variables.js";
import { valueOfSymbol, withScope } from "./names.js";
import { escapeRow, identify } from "./row.js";
import { renderResult } from "./view-class.js";
import { plain, unknown, type Value } from "./value.js";

/** Evaluates statements in order. Behind a branch that leaves, the rest belongs to the other arm. */
export function run(evaluation: Evaluation, frame: Frame, statements: readonly Statement[]): void {
  const path = frame.path;
  for (const statement of statements) {
    if (!frame.isAlive) break;
    if (frame.template && isIdle(frame, statement)) continue;
    runStatement(evaluation, frame, statement);
  }
  frame.path = path;
}

function runStatement(evaluation: Evaluation, frame: Frame, statement: Statement): void {
  const value = (expression: Parameters<typeof evaluate>[2]): ReturnType<typeof evaluate> =>
    evaluate(evaluation, frame, expression);
  switch (statement.kind) {
    case "expression":
      value(statement.expression);
      return;
    case "assign": {
      if (!statement.value) return;
      const assigned = value(statement.value);
      if (statement.operator !== undefined) {
        for (const target of statement.targets) if (target.kind === "member") value(target);
        for (const target of statement.targets)
          bindTarget(
            evaluation,
            frame,
            target,
            target.kind === "name" ? augmented(frame, target.name) : plain,
          );
        escapeRow(evaluation, frame, assigned, statement.value, "kept");
        return;
      }
      for (const target of statement.targets) {
        bindTarget(
          evaluation,
          frame,
          target,
          target.kind === "name" ? withScope(assigned, "local") : assigned,
        );
        if (target.kind === "index") assignEntry(frame, target, assigned, statement.value);
      }
      return;
    }
    case "loop":
      runLoop(evaluation, frame, statement);
      return;
    case "while": {
      const { loops, turns } = frame;
      const loop = nextId(evaluation);
      frame.loops = [...loops, loop];
      frame.turns = [...turns, { loop, body: statement.body }];
      // The test is asked each turn.
      test(evaluation, frame, value(statement.test), statement.test, statement.test);
      const before = frame.variables;
      frame.variables = fork(before);
      if (isEndless(statement)) evaluation.trace.endless.add(loop);
      run(evaluation, frame, statement.body);
      frame.loops = loops;
      frame.turns = turns;
      frame.variables = joinVariables(before, frame.variables);
      frame.isAlive = true;
      run(evaluation, frame, statement.otherwise);
      return;
    }
    case "if":
      test(evaluation, frame, value(statement.test), statement.test, statement.test);
      branch(evaluation, frame, statement.start, [statement.body, statement.otherwise]);
      return;
    case "try":
      runTry(evaluation, frame, statement);
      return;
    case "with": {
      const context = frame.context;
      for (const item of statement.items) {
        const entered = value(item.context);
        const callee = item.context.kind === "call" ? item.context.callee : item.context;
        const path = evaluation.facts.pathOf(frame.file, callee) ?? "";
        if (evaluation.table.steps.transactions.includes(path))
          frame.context = {
            ...frame.context,
            isAtomic: true,
            transactions: [...frame.context.transactions, statement.start],
          };
        if (item.target) bindTarget(evaluation, frame, item.target, entered);
      }
      run(evaluation, frame, statement.body);
      frame.context = context;
      return;
    }
    case "match":
      identify(evaluation, frame, value(statement.subject), statement.subject);
      branch(evaluation, frame, statement.start, [...statement.cases.map((one) => one.body), []]);
      return;
    case "return": {
      const given = statement.value ? value(statement.value) : { kind: "literal" as const, value: null };
      // Whoever gets it gets what a promise for it comes to.
      const returned = frame.context.isAsync ? awaited(evaluation, frame, given) : given;
      if (statement.value && frame.renders && frame.self?.kind === "instance")
        renderResult(evaluation, frame, frame.self, returned, statement.value, frame.renders);
      else if (statement.value && frame.depth === 0 && frame.isInvoked !== true)
        escapeRow(evaluation, frame, returned, statement.value, "returned");
      frame.returned.push(returned);
      frame.isAlive = false;
      return;
    }
    case "throw":
      for (const part of statement.parts) value(part);
      frame.isAlive = false;
      return;
    case "assert":
      test(evaluation, frame, value(statement.test), statement.test, statement.test);
      if (statement.message) value(statement.message);
      return;
    case "delete":
      for (const target of statement.targets)
        if (target.kind === "name") frame.variables.own.set(target.name, unknown);
      return;
    case "function": {
      const callable = { file: frame.file, definition: statement, outer: frame };
      frame.nested.push(callable);
      frame.variables.own.set(statement.name, { kind: "function", callable });
      return;
    }
    case "jump":
      if (statement.form !== "pass") frame.isAlive = false;
      return;
    case "import":
      for (const { local } of statement.names)
        bindLater(frame.variables, local, () => {
          const symbol = evaluation.facts.resolveImport(frame.file, statement, local);
          return symbol ? valueOfSymbol(evaluation, symbol) : unknown;
        });
      return;
    case "class":
      bindLater(frame.variables, statement.name, () => classValue(evaluation, frame, statement));
      return;
    case "export":
    case "scope":
      return;
  }
}

/** Classes of the module are known by name; of those inside a function only the models. */
function classValue(evaluation: Evaluation, frame: Frame, statement: ClassStatement): Value {
  const symbol = evaluation.facts.resolve(frame.file, statement.name);
  const isSame = symbol?.kind === "class" && symbol.statement.start === statement.start;
  if (isSame) return valueOfSymbol(evaluation, symbol);
  return modelNamed(evaluation, frame.file, statement.name) ?? unknown;
}

function augmented(frame: Frame, name: string): ReturnType<typeof evaluate> {
  const before = valueIn(frame.variables, name);
  return before?.kind === "collection" ? { ...before, elements: [] } : plain;
}

function runLoop(evaluation: Evaluation, frame: Frame, statement: LoopStatement): void {
  const iterable = evaluate(evaluation, frame, statement.iterable);
  const before = frame.variables;
  frame.variables = fork(before);
  loopOver(evaluation, frame, iterable, statement.iterable, {
    node: statement,
    via: "for",
    target: statement.target,
    body: statement.body,
    isAsync: statement.isAsync,
    stopsAtFirst: stopsAtFirst(statement.body),
    run: () => {
      run(evaluation, frame, statement.body);
    },
  });
  frame.variables = joinVariables(before, frame.variables);
  frame.isAlive = true;
  run(evaluation, frame, statement.otherwise);
}

/** Whether every turn leaves the loop: it ends in `break`, `return` or `raise`, and nothing skips that. */
function stopsAtFirst(body: readonly Statement[]): boolean {
  const last = body.at(-1);
  if (!last) return false;
  const leaves =
    last.kind === "return" || last.kind === "throw" || (last.kind === "jump" && last.form === "break");
  return leaves && !body.some(continues);
}

function continues(statement: Statement): boolean {
  switch (statement.kind) {
    case "jump":
      return statement.form === "continue";
    case "if":
      return [...statement.body, ...statement.otherwise].some(continues);
    case "with":
      return statement.body.some(continues);
    case "try":
      return [
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.otherwise,
      ].some(continues);
    case "match":
      return statement.cases.some((one) => one.body.some(continues));
    default:
      return false;
  }
}

/** Evaluates each arm with its own names; afterwards the living arms meet. */
function branch(
  evaluation: Evaluation,
  frame: Frame,
  id: number,
  arms: readonly (readonly Statement[])[],
): void {
  const before = frame.variables;
  const path = frame.path;
  const ends: Variables[] = [];
  const alive: number[] = [];
  for (const [index, arm] of arms.entries()) {
    frame.variables = fork(before);
    frame.path = [...path, { branch: id, arm: index }];
    frame.isAlive = true;
    run(evaluation, frame, arm);
    if (!endsAlive(frame)) continue;
    alive.push(index);
    ends.push(frame.variables);
  }
  const [first, ...others] = ends;
  frame.variables = first ? settled(others.reduce(joinVariables, first)) : before;
  frame.isAlive = alive.length > 0;
  const [only] = alive;
  frame.path =
    alive.length === 1 && only !== undefined && arms.length > 1 ? [...path, { branch: id, arm: only }] : path;
}

/** Asked by a call, because running the arm has changed what the compiler believes. */
function endsAlive(frame: Frame): boolean {
  return frame.isAlive;
}

function runTry(evaluation: Evaluation, frame: Frame, statement: Extract<Statement, { kind: "try" }>): void {
  const before = frame.variables;
  const handlers: readonly (readonly Statement[])[] = statement.handlers.map(
    (handler: Handler) => handler.body,
  );
  run(evaluation, frame, statement.body);
  run(evaluation, frame, statement.otherwise);
  const [tried, wasAlive, path] = [frame.variables, frame.isAlive, frame.path];
  frame.variables = joinVariables(before, tried);
  frame.isAlive = true;
  branch(evaluation, frame, statement.start, [...handlers, []]);
  frame.variables = joinVariables(tried, frame.variables);
  frame.path = path;
  frame.isAlive = wasAlive || frame.isAlive;
  run(evaluation, frame, statement.finalizer);
}
