import type { MemberExpression } from "../syntax/syntax.js";
import { type Evaluation, locate } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { unknown, type Value } from "./value.js";

/** A member of a client that leads to a model: `prisma.user`. `undefined` for all other objects and members. */
export function memberOfClient(
  evaluation: Evaluation,
  frame: Frame,
  externals: readonly string[],
  node: MemberExpression,
): Value | undefined {
  const { clients } = evaluation.table.steps;
  return clients && externals.some((path) => clients.types.test(path))
    ? modelAt(evaluation, frame, node)
    : undefined;
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
  return found?.kind === "manager" ? { ...found, isAssumed: true } : unknown;
}

function modelAt(evaluation: Evaluation, frame: Frame, node: MemberExpression): Value | undefined {
  const { clients } = evaluation.table.steps;
  const name = node.property;
  const model = clients && evaluation.facts.modelByLabel(`${clients.label}.${name}`, frame.file);
  return model && clients.leadsTo(name, model.name)
    ? { kind: "manager", model, name, isHistorical: false, at: locate(frame, node) }
    : undefined;
}
