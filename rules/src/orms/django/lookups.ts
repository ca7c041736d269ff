import type { Rows } from "../../flow/query.js";
import type { Model, Relation } from "../../project/catalog.js";
import type { Condition } from "../steps.js";

/** Where a lookup such as `author__name__icontains` leads. */
interface Target {
  /** Relations passed, in order. */
  readonly relations: readonly Relation[];
  /** The model that the last name belongs to; `undefined` when it is outside the project. */
  readonly model: Model | undefined;
  /** The last name that is a column or `pk`; `undefined` when the path ends at a relation. */
  readonly column: string | undefined;
  /** What is left: `exact` when nothing is. */
  readonly operator: string;
}

type FindModel = (id: string) => Model | undefined;

/**
 * How many rows conditions leave: unique equality one, a literal list constant, a list from elsewhere external, equality
 * with a row over relations parent, anything else narrowed. A key that is written in the source names a kind of
 * rows, not their parent.
 */
export function rowsOf(conditions: readonly Condition[], model: Model, find: FindModel): Rows {
  const equal = new Set<string>();
  let rows: Rows = { level: conditions.length > 0 ? "narrowed" : "all" };
  for (const { lookup, value } of conditions) {
    const target = resolve(lookup, model, find);
    if (!target) {
      if (model.isIncomplete) rows = fewest(rows, rowsOfUnknown(lookup, value));
      continue;
    }
    const identifies = target.column === undefined || isUnique(target.model, target.column);
    const isDirect = target.relations.length === 0;
    if (target.operator === "exact" && isOneValue(value)) {
      const name = target.column ?? target.relations.at(-1)?.name;
      const ownRelation = target.column === undefined && target.relations.length === 1;
      if ((isDirect || ownRelation) && name !== undefined) equal.add(keyName(model, name));
      if (!isDirect && identifies && value.kind === "one") rows = fewest(rows, { level: "parent" });
    } else if (target.operator === "in" && isDirect && identifies) {
      if (value.kind === "literals") rows = fewest(rows, { level: "constant", count: value.count });
      else if (isList(value)) rows = fewest(rows, { level: "external" });
    } else if (
      target.operator === "in" &&
      isList(value) &&
      identifies &&
      target.relations.every(leadsToFew)
    ) {
      rows = fewest(rows, { level: "external" });
    }
  }
  const uniques = [...model.unique, model.primaryKey].map((names) =>
    names.map((name) => keyName(model, name)),
  );
  const isOne = uniques.some((names) => names.length > 0 && names.every((name) => equal.has(name)));
  return isOne ? { level: "one" } : rows;
}

/**
 * What a lookup that leads to no known column says of the rows: one value from elsewhere may well be the parent, and a list
 * of keys is as long as the caller makes it.
 */
function rowsOfUnknown(lookup: string, value: Condition["value"]): Rows {
  const [, operator] = /__(in|exact)$/.exec(lookup) ?? [];
  if (operator === "in" && isList(value)) return { level: "external" };
  const isEqual = operator === "exact" || !lookup.includes("__");
  return { level: isEqual && value.kind === "one" ? "parent" : "narrowed" };
}

function isOneValue({ kind }: Condition["value"]): boolean {
  return kind === "one" || kind === "literal" || kind === "flag";
}

/** Names and calls of unknown value stand for a list where a list is asked for. */
function isList({ kind }: Condition["value"]): boolean {
  return kind === "many" || kind === "one";
}

/** Whether a condition crosses a to-many relation, so that a row may come more than once. */
export function mayRepeat(conditions: readonly Condition[], model: Model, find: FindModel): boolean {
  return conditions.some(({ lookup }) =>
    resolve(lookup, model, find)?.relations.some((relation) => relation.arity === "many"),
  );
}

function resolve(lookup: string, start: Model, find: FindModel): Target | undefined {
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

function isToOne(relation: Relation): boolean {
  return relation.arity === "one";
}

/** Over a relation to one, or back over a column of the other side, a list of keys gives the rows of these keys only. */
function leadsToFew(relation: Relation): boolean {
  return isToOne(relation) || relation.remoteColumn !== undefined;
}

function isUnique(model: Model | undefined, name: string): boolean {
  if (name === "pk" || name === "id") return true;
  if (!model) return false;
  return [...model.unique, model.primaryKey].some((names) => names.length === 1 && names[0] === name);
}

function keyName(model: Model, name: string): string {
  const [key, second] = model.primaryKey;
  return name === "pk" && key !== undefined && second === undefined ? key : name;
}

const order = ["one", "constant", "external", "parent", "narrowed", "all"];

function fewest(left: Rows, right: Rows): Rows {
  return order.indexOf(left.level) <= order.indexOf(right.level) ? left : right;
}
