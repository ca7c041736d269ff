import type { FunctionStatement } from "../syntax/statements.js";
import { type Evaluation, locate, queryOfModel } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { classesListing, registeredModel } from "./registered-model.js";
import { unknown, type Value } from "./value.js";

/**
 * The rows that somebody has ticked in a list, which may be all of it, as an action is given them:
 * https://docs.djangoproject.com/en/stable/ref/contrib/admin/actions/
 */
export function selectedRows(
  evaluation: Evaluation,
  frame: Frame,
  { name, parameters }: FunctionStatement,
  parameter: string,
): Value {
  const { file, definedIn } = frame;
  // Helpers of an action have parameters of their own, and get rows that somebody may have read before.
  if (parameters.length !== 3 || parameters[2]?.name !== parameter) return unknown;
  const body = evaluation.facts.syntax(file)?.body ?? [];
  const owners = definedIn ? [definedIn.name] : classesListing(body, name);
  const models = new Set(owners.map((owner) => registeredModel(evaluation, file, owner)));
  const [model] = models;
  const [, , at] = parameters;
  if (!model || models.size > 1) return unknown;
  const steps = [{ name: parameter, at: locate(frame, at) }];
  const query = queryOfModel(evaluation, frame, model, { rows: { level: "narrowed" }, steps });
  return {
    kind: "query",
    query: { ...query, shape: { ...query.shape, scope: "local", prefetch: "unknown" } },
  };
}
