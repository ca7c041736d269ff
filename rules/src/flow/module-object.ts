import { type AssignedMember, scopeOf } from "../project/scope.js";
import type { Symbol } from "../project/symbols.js";
import type { Statement } from "../syntax/statements.js";
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
  const assigned = body ? membersOf(body, name) : [];
  if (assigned.length === 0) return value;
  const fields = [...value.fields, ...assigned.flatMap((member) => fieldOf(evaluation, file, name, member))];
  return { ...value, fields, elements: fields.map((field) => field.value) };
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

function membersOf(body: readonly Statement[], name: string): readonly AssignedMember[] {
  return scopeOf(body).assigned.get(name) ?? [];
}
