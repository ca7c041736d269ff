import type { Argument, CallExpression } from "../syntax/syntax.js";
import type { Parameter } from "../syntax/statements.js";
import { bindTarget } from "./bind.js";
import { collect } from "./consume.js";
import type { Evaluation } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { joined } from "./join.js";
import { unknown, type Value } from "./value.js";

/** A value with the parameter it is meant for, if it was given by name. */
export interface Given {
  readonly name?: string;
  readonly value: Value;
  /** How many values it stands for cannot be told. */
  readonly isSpread?: boolean;
}

/** Evaluates every argument of a call; a query that is spread over several is read at once. */
export function evaluateArguments(
  evaluation: Evaluation,
  frame: Frame,
  node: CallExpression,
): readonly Value[] {
  return node.arguments.map((argument) => argumentValue(evaluation, frame, argument));
}

/** The arguments of a call as a function of the project is given them. */
export function giveArguments(evaluation: Evaluation, frame: Frame, node: CallExpression): readonly Given[] {
  return node.arguments.flatMap((argument): readonly Given[] => {
    const value = argumentValue(evaluation, frame, argument);
    if (argument.form === "spread" && value.kind === "collection" && value.form !== "dictionary")
      return value.elements.map((element) => ({ value: element }));
    if (argument.form === "spread" || argument.form === "named-spread") return [{ value, isSpread: true }];
    return [argument.name === undefined ? { value } : { name: argument.name, value }];
  });
}

function argumentValue(evaluation: Evaluation, frame: Frame, argument: Argument): Value {
  const value = evaluate(evaluation, frame, argument.value);
  const isQuery = ["query", "stream", "rows"].includes(joined(value).kind);
  return argument.form === "spread" && isQuery
    ? collect(evaluation, frame, value, argument.value, argument.value, "*")
    : value;
}

/** Names the given values as the parameters do; what no parameter takes is returned. */
export function bindParameters(
  evaluation: Evaluation,
  frame: Frame,
  parameters: readonly Parameter[],
  self: Value | undefined,
  given: readonly Given[],
): readonly Value[] {
  const isOpen = given.some((argument) => argument.isSpread);
  const positional = [
    ...(self ? [self] : []),
    ...given.flatMap((argument) =>
      argument.name === undefined && !argument.isSpread ? [argument.value] : [],
    ),
  ];
  const named = new Map(
    given.flatMap((argument) =>
      argument.name === undefined ? [] : [[argument.name, argument.value] as const],
    ),
  );
  let next = 0;
  for (const parameter of parameters) {
    const byName = named.get(parameter.name);
    named.delete(parameter.name);
    if (parameter.form === "rest") {
      bindParameter(evaluation, frame, parameter, isOpen ? unknown : tupleOf(positional.slice(next)));
      if (!isOpen) next = positional.length;
    } else if (parameter.form === "named-rest") {
      frame.variables.own.set(parameter.name, unknown);
    } else {
      const byPlace = parameter.form === "positional" ? positional[next] : undefined;
      if (byPlace && !byName) next += 1;
      const value = byName ?? byPlace ?? (isOpen ? unknown : initialValue(parameter));
      bindParameter(evaluation, frame, parameter, value);
    }
  }
  return [
    ...positional.slice(next),
    ...named.values(),
    ...given.flatMap((argument) => (argument.isSpread ? [argument.value] : [])),
  ];
}

/** Gives a parameter its value; one that is a pattern takes the value apart. */
export function bindParameter(
  evaluation: Evaluation,
  frame: Frame,
  parameter: Parameter,
  value: Value,
): void {
  if (parameter.pattern) bindTarget(evaluation, frame, parameter.pattern, value);
  else frame.variables.own.set(parameter.name, value);
}

function tupleOf(elements: readonly Value[]): Value {
  return { kind: "collection", form: "tuple", elements };
}

function initialValue({ initial }: Parameter): Value {
  return initial?.kind === "literal" ? { kind: "literal", value: initial.value } : unknown;
}
