import type { ClassReference } from "../project/catalog.js";
import type { FunctionStatement, Statement } from "../syntax/statements.js";
import type { Expression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { moduleFrame } from "./invoke.js";
import { managerOfModel, modelOfValue } from "./typed-manager.js";
import type { Value } from "./value.js";

/** The manager that a decorator of a field asks for: `@InjectModel(User.name) private users: Model<…>`. */
export function injectedManager(
  evaluation: Evaluation,
  frame: Frame,
  decorators: readonly Expression[],
): Value | undefined {
  const { injections } = evaluation.table.steps;
  for (const decorator of decorators) {
    if (decorator.kind !== "call") continue;
    const path = evaluation.facts.pathOf(frame.file, decorator.callee) ?? "";
    const named = decorator.arguments[0]?.value;
    if (!named || injections?.test(path) !== true) continue;
    // A class is named by itself, or by its name as a text.
    const owner = named.kind === "member" && named.property === "name" ? named.object : named;
    const model = modelOfValue(evaluation, frame, evaluate(evaluation, frame, owner));
    if (model) return managerOfModel(model, frame, decorator);
  }
  return undefined;
}

/**
 * What a class hands to the constructor of the class that declares a field as one of its parameters:
 * `class Users extends Store { constructor() { super(User); } }` for the field of `constructor(protected model: …)`.
 */
export function givenToBase(
  evaluation: Evaluation,
  classes: readonly ClassReference[],
  declaredIn: ClassReference,
  field: string,
): Value | undefined {
  const index = classes.findIndex(({ file, name }) => file === declaredIn.file && name === declaredIn.name);
  let place = placeOf(constructorOf(evaluation, declaredIn), field);
  for (const below of classes.slice(0, Math.max(index, 0)).toReversed()) {
    const made = constructorOf(evaluation, below);
    if (!made || place < 0) continue;
    const given = superArguments(made.body)[place];
    if (!given) return undefined;
    // The class may hand on what it is given itself.
    place = given.kind === "name" ? placeOf(made, given.name) : -1;
    if (place < 0) return evaluate(evaluation, moduleFrame(evaluation, below.file), given);
  }
  return undefined;
}

function constructorOf({ facts }: Evaluation, reference: ClassReference): FunctionStatement | undefined {
  return facts
    .classBody(reference)
    ?.find((one): one is FunctionStatement => one.kind === "function" && one.name === "constructor");
}

/** The place of a parameter, the object itself not counted. */
function placeOf(made: FunctionStatement | undefined, name: string): number {
  const parameters = made?.parameters.filter((parameter) => parameter.name !== "this") ?? [];
  return parameters.findIndex((parameter) => parameter.name === name);
}

function superArguments(body: readonly Statement[]): readonly Expression[] {
  for (const statement of body) {
    const call = statement.kind === "expression" ? statement.expression : undefined;
    if (call?.kind === "call" && call.callee.kind === "name" && call.callee.name === "super")
      return call.arguments.map(({ value }) => value);
  }
  return [];
}
