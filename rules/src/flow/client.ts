import type { Location } from "../location.js";
import type { Statement } from "../syntax/statements.js";
import type { CallExpression, Expression, MemberExpression } from "../syntax/syntax.js";
import { type Evaluation, locate, silently } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { alternatives } from "./alternatives.js";
import { evaluateArguments } from "./arguments.js";
import { mayEnter } from "./call-record.js";
import type { Frame } from "./frame.js";
import { invoke, moduleFrame } from "./invoke.js";
import { findMember } from "./lookup.js";
import { optionValue } from "./option-value.js";
import { managerOfModel } from "./typed-manager.js";
import { type ClientTraits, unknown, type Value } from "./value.js";

type Instance = Extract<Value, { kind: "instance" }>;

/** A member of a client that leads to a model: `prisma.user`. `undefined` for all other objects and members. */
export function memberOfClient(
  evaluation: Evaluation,
  frame: Frame,
  self: Instance,
  node: MemberExpression,
): Value | undefined {
  const { clients } = evaluation.table.steps;
  if (!clients || !self.externals.some((path) => clients.types.test(path))) return undefined;
  const found = modelAt(evaluation, frame, node);
  if (found?.kind !== "manager") return found;
  const client = traitsOf(evaluation, self);
  return client ? { ...found, client } : found;
}

/** What a client is made with: by the call that made it, or by the constructor of a class of the project. */
function traitsOf(evaluation: Evaluation, { client, classes }: Instance): ClientTraits | undefined {
  if (client?.options) return client;
  const found = findMember(evaluation.facts, classes, "constructor");
  if (found?.kind !== "function") return client;
  const given = found.definition.body.flatMap(superCallIn)[0]?.arguments[0]?.value;
  if (!given) return client;
  const frame = moduleFrame(evaluation, found.file);
  const value = silently(evaluation, () => evaluate(evaluation, frame, given));
  return { ...client, options: optionValue(value, locate(frame, given)) };
}

function superCallIn(statement: Statement): readonly CallExpression[] {
  if (statement.kind !== "expression" || statement.expression.kind !== "call") return [];
  const { callee } = statement.expression;
  return callee.kind === "name" && callee.name === "super" ? [statement.expression] : [];
}

/** The client that a call makes, with what it is given. */
export function madeClient(path: string, given: Value | undefined, at: Location): Instance {
  return {
    kind: "instance",
    classes: [],
    externals: [path],
    symbol: { kind: "external", path },
    ...(given ? { client: { options: optionValue(given, at) } } : {}),
  };
}

/** A function outside the project that calls its argument with some client, of which nothing is known. */
export function giveClient(evaluation: Evaluation, frame: Frame, path: string, node: CallExpression): Value {
  const [given] = evaluateArguments(evaluation, frame, node);
  if (given?.kind !== "function" || !mayEnter(evaluation, frame, given.callable.definition)) return unknown;
  const client: Value = { ...madeClient(path, undefined, locate(frame, node)), client: { isExtended: true } };
  return invoke(evaluation, frame, given.callable, [{ value: client }], node);
}

/** A member of an object that has all models as members: `sequelize.models.User`. */
export function memberOfFilled(
  evaluation: Evaluation,
  frame: Frame,
  path: string,
  node: MemberExpression,
): Value | undefined {
  return path === evaluation.table.steps.clients?.filled ? modelAt(evaluation, frame, node) : undefined;
}

/** `ctx.prisma.user` where nothing in sight tells what `ctx` is: by custom the client has such a name. */
export function memberOfAssumed(
  evaluation: Evaluation,
  frame: Frame,
  { object, ...node }: MemberExpression,
): Value {
  const { clients } = evaluation.table.steps;
  const name = object.kind === "member" ? object.property : object.kind === "name" ? object.name : "";
  if (clients?.names.test(name) !== true) return unknown;
  const found = modelAt(evaluation, frame, { object, ...node });
  const manager = found?.kind === "model" ? managerOfModel(found.model, frame, object) : found;
  return manager?.kind === "manager" ? { ...manager, isAssumed: true } : unknown;
}

/**
 * The client that a call hands on: `remember("db", () => new PrismaClient())` gives what its function makes, whatever
 * else it does with it.
 */
export function handedOnClient(
  evaluation: Evaluation,
  frame: Frame,
  expression: Expression,
): Value | undefined {
  if (expression.kind !== "call" || !evaluation.table.steps.clients) return undefined;
  for (const { value } of expression.arguments) {
    if (value.kind !== "lambda") continue;
    const callable = { file: frame.file, definition: value, outer: frame };
    const made = invoke(evaluation, frame, callable, [], expression);
    const client = alternatives(made).find((one) => isClient(evaluation, one));
    if (client) return client;
  }
  return undefined;
}

function isClient({ table }: Evaluation, value: Value): boolean {
  return value.kind === "instance" && value.externals.some((path) => table.steps.clients?.types.test(path));
}

/** Several clients are made in one way: with and without logging, with and without replicas. */
export function oneClient(evaluation: Evaluation, value: Value): Value {
  const values = alternatives(value);
  const [first] = values;
  return first && values.length > 1 && values.every((one) => isClient(evaluation, one)) ? first : value;
}

function modelAt(evaluation: Evaluation, frame: Frame, node: MemberExpression): Value | undefined {
  const { clients } = evaluation.table.steps;
  const name = node.property;
  const model = clients && evaluation.facts.modelByLabel(`${clients.label}.${name}`, frame.file);
  if (!model || !clients.leadsTo(name, model.name)) return undefined;
  return model.isManager === true
    ? { kind: "model", model, isHistorical: false }
    : { kind: "manager", model, name, isHistorical: false, at: locate(frame, node) };
}
