import type { Model, Relation } from "../../project/catalog.js";
import type { Condition } from "../steps.js";

/** Where a lookup such as `author__name__icontains` leads. */
export interface Target {
  /** Relations passed, in order. */
  readonly relations: readonly Relation[];
  /** The model that the last name belongs to; `undefined` when it is outside the project. */
  readonly model: Model | undefined;
  /** The last name that is a column or `pk`; `undefined` when the path ends at a relation. */
  readonly column: string | undefined;
  /** What is left: `exact` when nothing is. */
  readonly operator: string;
}

export type FindModel = (id: string) => Model | undefined;

/** Whether a condition crosses a to-many relation, so that a row may come more than once. */
export function mayRepeat(conditions: readonly Condition[], model: Model, find: FindModel): boolean {
  return conditions.some(({ lookup }) =>
    resolve(lookup, model, find)?.relations.some((relation) => relation.arity === "many"),
  );
}

/** Follows a lookup over relations to what it asks for. */
export function resolve(lookup: string, start: Model, find: FindModel): Target | undefined {
  const names = lookup.split("__");
  const relations: Relation[] = [];
  let model: Model | undefined = start;
  for (const [index, name] of names.entries()) {
    const operator = (from: number): string => names.slice(from).join("__") || "exact";
    if (!model) return undefined;
    if (name === "pk") return { relations, model, column: "pk", operator: operator(index + 1) };
    const relation = relationNamed(model, name);
    if (relation) {
      relations.push(relation);
      model = relation.target === undefined ? undefined : find(relation.target);
      continue;
    }
    const column = model.columns.find((candidate) => candidate.name === name);
    if (column) return { relations, model, column: name, operator: operator(index + 1) };
    const attribute = model.columns.find((candidate) => candidate.attribute === name);
    const owner = attribute && relationNamed(model, attribute.name);
    if (owner)
      return {
        relations: [...relations, owner],
        model: undefined,
        column: undefined,
        operator: operator(index + 1),
      };
    if (relations.length > 0) return { relations, model, column: undefined, operator: operator(index) };
    return undefined;
  }
  return { relations, model, column: undefined, operator: "exact" };
}

function relationNamed(model: Model, name: string): Relation | undefined {
  const named = model.relations.get(name);
  if (named?.queryName === name) return named;
  for (const relation of model.relations.values()) if (relation.queryName === name) return relation;
  return undefined;
}

/** Whether a relation leads to one row at most. */
export function isToOne(relation: Relation): boolean {
  return relation.arity === "one";
}

/** Whether a column identifies a row by itself. */
export function isUnique(model: Model | undefined, name: string): boolean {
  if (name === "pk" || name === "id") return true;
  if (!model) return false;
  return [...model.unique, model.primaryKey].some((names) => names.length === 1 && names[0] === name);
}

/** The name of the key's column where a lookup says `pk`. */
export function keyName(model: Model, name: string): string {
  const [key, second] = model.primaryKey;
  return name === "pk" && key !== undefined && second === undefined ? key : name;
}
