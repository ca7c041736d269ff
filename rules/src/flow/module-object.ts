import { oncePerObject } from "../once-per-object.js";
import { type AssignedMember, scopeOf } from "../project/scope.js";
import type { Symbol } from "../project/symbols.js";
import type { Statement } from "../syntax/statements.js";
import { childrenOf, expressionsOf, blocksOf } from "../syntax/walk.js";
import type { Expression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import { valueOfGlobal } from "./names.js";
import type { ObjectField, Value } from "./value.js";

/** An object of a module with what the module puts into it later: `const models = {}; models.User = …`. */
export function withAssignedMembers(
  evaluation: Evaluation,
  { file, name }: Extract<Symbol, { kind: "variable" }>,
  value: Value,
): Value {
  if (value.kind !== "collection" || value.form !== "object" || !value.fields) return value;
  const body = evaluation.facts.syntax(file)?.body;
  if (!body) return value;
  const assigned = scopeOf(body).assigned.get(name) ?? [];
  const filled = filledWith(evaluation, body, name);
  const fields = [
    ...(filled ? [{ value: filled, at: { file, start: 0, end: 0 } }] : []),
    ...value.fields,
    ...assigned.flatMap((member) => fieldOf(evaluation, file, name, member)),
  ];
  return fields.length === value.fields.length
    ? value
    : { ...value, fields, elements: fields.map((field) => field.value) };
}

function fieldOf(
  evaluation: Evaluation,
  file: string,
  owner: string,
  { name, statement }: AssignedMember,
): readonly ObjectField[] {
  if (!statement.value) return [];
  const { start, end } = statement;
  const value = valueOfGlobal(evaluation, file, `${owner}.${name}`, statement.value, "module");
  return [{ name, value, at: { file, start, end } }];
}

/** `models[model.name] = model`: an object that gets members under computed names gets the ORM's models. */
function filledWith({ table }: Evaluation, body: readonly Statement[], name: string): Value | undefined {
  const { clients } = table.steps;
  return clients?.filled !== undefined && filledObjects(body).has(name)
    ? { kind: "external", path: clients.filled }
    : undefined;
}

/** Names of the objects that a file gives members under computed names, in functions too. */
const filledObjects = oncePerObject((body: readonly Statement[]): ReadonlySet<string> => {
  const found = new Set<string>();
  const look = (expression: Expression): void => {
    if (expression.kind === "bind") note(expression.target);
    childrenOf(expression).forEach(look);
    if (expression.kind === "lambda" && !("kind" in expression.body)) expression.body.forEach(visit);
  };
  const note = (target: Expression): void => {
    if (target.kind === "index" && target.object.kind === "name") found.add(target.object.name);
  };
  const visit = (statement: Statement): void => {
    if (statement.kind === "assign") statement.targets.forEach(note);
    expressionsOf(statement).forEach(look);
    for (const block of blocksOf(statement)) block.forEach(visit);
  };
  body.forEach(visit);
  return found;
});
