import { mayEnter, startRecord } from "./call-record.js";
import type { Expression, FunctionExpression } from "../syntax/syntax.js";
import type { FunctionStatement } from "../syntax/statements.js";
import { bindParameters, type Given } from "./arguments.js";
import { awaited } from "./chain.js";
import { type Evaluation, nextId } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { alternatives, either } from "./alternatives.js";
import type { Frame } from "./frame.js";
import { rememberCall, repeatCall } from "./known-calls.js";
import { withScope } from "./names.js";
import { placeOfModule } from "./place.js";
import { escapeRow } from "./row.js";
import { run } from "./statement.js";
import { append, emptyTrace } from "./trace.js";
import { type Callable, unknown, type Value } from "./value.js";

/** Evaluates a function of the project for these arguments: its value, with its events noted in the caller's trace. */
export function invoke(
  evaluation: Evaluation,
  caller: Frame,
  callable: Callable,
  given: readonly Given[],
  node?: Expression,
): Value {
  const { definition } = callable;
  if (!mayEnter(evaluation, caller, definition)) return unknown;
  if (definition.kind === "lambda") return enter(evaluation, caller, callable, given, node);
  const known = repeatCall(evaluation, caller, callable, given);
  if (known) return known;
  const { record, trace } = evaluation;
  const first = trace.effects.length;
  evaluation.record = startRecord();
  const value = enter(evaluation, caller, callable, given, node);
  const ended = { value, record: evaluation.record, effects: trace.effects.slice(first) };
  evaluation.record = record;
  rememberCall(evaluation, caller, callable, given, ended);
  return value;
}

/** The object that functions without a name of their own share with what is around them. */
export const ownName = "this";

function enter(
  evaluation: Evaluation,
  caller: Frame,
  callable: Callable,
  given: readonly Given[],
  node: Expression | undefined,
): Value {
  const { definition } = callable;
  const isExpression = definition.kind === "lambda" && callable.file === caller.file;
  const frame: Frame = {
    ...emptyFrame(evaluation, callable.file, caller.context),
    ...(isExpression ? { id: caller.id, depth: caller.depth } : { depth: caller.depth + 1 }),
    isInvoked: true,
    loops: caller.loops,
    path: caller.path,
    conditionBase: caller.conditionBase,
    ...(callable.outer ? { outer: callable.outer } : {}),
    ...(callable.definedIn ? { definedIn: callable.definedIn } : {}),
    ...(callable.self ? { self: callable.self } : {}),
    ...throughOf(caller, node),
  };
  // A method that stands in an object has no parameter for the object.
  const isLoose = definition.kind === "lambda";
  if (isLoose && callable.self) frame.variables.own.set(ownName, callable.self);
  const self = isLoose ? undefined : callable.self;
  const untaken = bindParameters(evaluation, frame, definition.parameters, self, given);
  if (node) for (const value of untaken) escapeRow(evaluation, caller, value, node, "passed");
  evaluation.active.add(definition);
  evaluation.invoked.add(definition);
  evaluation.record.entered.add(definition);
  const isGenerator = definition.kind === "function" && definition.isGenerator;
  const value = isGenerator
    ? runGenerator(evaluation, frame, definition, given, node)
    : runBody(evaluation, frame, definition);
  // What a callback defines and nobody calls belongs to the function around.
  if (isExpression) caller.nested.push(...frame.nested);
  evaluation.active.delete(definition);
  return withScope(value, "returned");
}

/**
 * A generator that hands on the rows of an argument one by one (a progress bar) stands for that argument: who loops over
 * the generator loops over the query. Any other generator makes what it likes of the rows and gives something unknown.
 */
function runGenerator(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement,
  given: readonly Given[],
  node: Expression | undefined,
): Value {
  const trace = evaluation.trace;
  evaluation.trace = emptyTrace();
  runBody(evaluation, frame, definition);
  const seen = evaluation.trace;
  evaluation.trace = trace;
  const index = given.findIndex((argument) => frame.yielded.some((value) => isRowOf(value, argument.value)));
  const source = given[index];
  const expression = node?.kind === "call" ? node.arguments[index]?.value : undefined;
  if (source && expression)
    return {
      kind: "wrapper",
      via: definition.name,
      inners: [{ value: source.value, expression }],
      items: "row",
    };
  append(trace, seen);
  return unknown;
}

function isRowOf(yielded: Value, source: Value): boolean {
  return alternatives(source).some((one) => {
    if (one.kind === "query")
      return (
        (yielded.kind === "query" && yielded.query.id === one.query.id) ||
        (yielded.kind === "row" && yielded.row.query?.id === one.query.id)
      );
    if (one.kind !== "stream" && one.kind !== "rows") return false;
    return (
      (yielded.kind === one.kind && yielded.query.id === one.query.id) ||
      (yielded.kind === "row" && yielded.row.query?.id === one.query.id)
    );
  });
}

function throughOf(caller: Frame, node: Expression | undefined): Partial<Frame> {
  const through = caller.through ?? node;
  return through ? { through } : {};
}

/** Evaluates a body to its returned value. */
export function runBody(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement | FunctionExpression,
): Value {
  const value = valueOfBody(evaluation, frame, definition);
  return definition.isAsync === true ? awaited(evaluation, frame, value) : value;
}

function valueOfBody(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement | FunctionExpression,
): Value {
  if (definition.kind === "lambda" && !isStatements(definition.body))
    return evaluate(evaluation, frame, definition.body);
  run(evaluation, frame, isStatements(definition.body) ? definition.body : []);
  if (definition.kind === "function" && definition.isGenerator) return unknown;
  return frame.returned.length === 0 ? { kind: "literal", value: null } : frame.returned.reduce(either);
}

function isStatements(
  body: FunctionExpression["body"] | FunctionStatement["body"],
): body is FunctionStatement["body"] {
  return Array.isArray(body);
}

/** A frame without names for a module's top level. */
export function moduleFrame(evaluation: Evaluation, file: string): Frame {
  return emptyFrame(evaluation, file, placeOfModule(evaluation.facts, evaluation.table, file));
}

/** A frame at depth 0. */
export function emptyFrame(evaluation: Evaluation, file: string, context: Frame["context"]): Frame {
  return {
    id: nextId(evaluation),
    file,
    context,
    depth: 0,
    variables: { own: new Map() },
    loops: [],
    bodies: [],
    turns: [],
    path: [],
    conditionBase: 0,
    returned: [],
    yielded: [],
    nested: [],
    isAlive: true,
  };
}
