import type { Rows } from "../../flow/query.js";
import type { Column, Model, Relation } from "../../project/catalog.js";
import type { Behind, OptionFields, OptionsSurroundings, OptionValue } from "../options.js";

/** What the conditions of one object tell. */
interface Told {
  /** Columns that equal one value. */
  readonly equal: Set<string>;
  /** The fewest rows that a condition leaves by itself. */
  rows: Rows;
}

/**
 * How many rows a filter leaves: https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#applying-where-clauses.
 * A value that is `undefined` is an error there, not a filter that is missing.
 */
export function readWhere(
  where: OptionValue | undefined,
  model: Model,
  { find }: Pick<OptionsSurroundings, "find">,
): Rows {
  if (!where || isNothing(where)) return { level: "all" };
  if (where.kind !== "object") return { level: "narrowed" };
  const told: Told = { equal: new Set(), rows: { level: "all" } };
  readConditions(where.fields, model, find, told);
  if (where.isOpen) told.rows = fewest(told.rows, { level: "narrowed" });
  const isOne = model.unique.some((names) => names.every((name) => told.equal.has(name)));
  return isOne ? { level: "one" } : told.rows;
}

/** The name of an operator in `[Op.gt]`, `[gt]` and `$gt`; `undefined` for a column. */
function operatorIn(name: string): string | undefined {
  return /^\[(?:.*\.)?(\w+)\]$/.exec(name)?.[1] ?? /^\$(\w+)$/.exec(name)?.[1];
}

/** Conditions `{ id: { [Op.gt]: last } }`, which ask for the rows behind a value. */
export function behindIn(where: OptionValue | undefined): readonly Behind[] {
  if (where?.kind !== "object") return [];
  return [...where.fields].flatMap(([name, value]): readonly Behind[] => {
    if (operatorIn(name) === "and")
      return (value.kind === "list" ? value.items : [value]).flatMap((part) => behindIn(part));
    if (value.kind !== "object") return [];
    const found = [...value.fields].find(([inner]) => ["gt", "lt"].includes(operatorIn(inner) ?? ""));
    return found ? [{ column: name, value: found[1] }] : [];
  });
}

function readConditions(
  fields: OptionFields,
  model: Model,
  find: OptionsSurroundings["find"],
  told: Told,
): void {
  for (const [name, value] of fields) {
    if (operatorIn(name) === "and") {
      for (const part of value.kind === "list" ? value.items : [value]) {
        if (part.kind === "object") readConditions(part.fields, model, find, told);
        else told.rows = fewest(told.rows, { level: "narrowed" });
      }
      continue;
    }
    told.rows = fewest(told.rows, rowsBy(name, value, model, find, told));
  }
}

function rowsBy(
  name: string,
  value: OptionValue,
  model: Model,
  find: OptionsSurroundings["find"],
  told: Told,
): Rows {
  const column = model.columns.find((one) => one.name === name);
  if (!column) return rowsByRelation(name, value, model, find);
  const tested = testOf(value);
  if (tested.kind === "equals") told.equal.add(name);
  const isKey = model.unique.some((names) => names.length === 1 && names[0] === name);
  const isForeign = foreignName.test(name) || tested.isForeign === true;
  if (tested.kind === "in" && (isKey || isForeign || isListOfKeys(tested.rows, column))) return tested.rows;
  return tested.kind === "equals" && isForeign ? { level: "parent" } : { level: "narrowed" };
}

/** Columns that hold the key of another row are called after it. */
const foreignName = /(?:[a-z\d]I|_i|^i)ds?$/;

/** A list from elsewhere holds keys, unless the column has few values anyway. */
function isListOfKeys(rows: Rows, { type }: Column): boolean {
  return rows.level === "external" && keyTypes.includes(type);
}

const keyTypes = ["STRING", "INTEGER", "BIGINT", "UUID", "CHAR"];

/** `"$author.id$": id` asks for the rows of one other row. */
function rowsByRelation(
  name: string,
  value: OptionValue,
  model: Model,
  find: OptionsSurroundings["find"],
): Rows {
  const [, path = "", column = ""] = /^\$(.+)\.(\w+)\$$/.exec(name) ?? [];
  let target: Model | undefined = model;
  for (const part of path.split(".")) {
    const relation: Relation | undefined = target?.relations.get(part);
    target = relation?.target === undefined ? undefined : find(relation.target);
  }
  const isKey = target?.unique.some((names) => names.length === 1 && names[0] === column) === true;
  return isKey && testOf(value).kind === "equals" ? { level: "parent" } : { level: "narrowed" };
}

type Test = (
  { readonly kind: "equals" } | { readonly kind: "in"; readonly rows: Rows } | { readonly kind: "other" }
) & {
  /** A key inside a document is asked for; absent counts as false. */
  readonly isForeign?: boolean;
};

/** What is asked of a column: a list stands for any of its values. */
function testOf(value: OptionValue): Test {
  if (value.kind === "literal")
    return value.value === null || typeof value.value === "boolean" ? { kind: "other" } : { kind: "equals" };
  if (value.kind === "list") return { kind: "in", rows: rowsOfList(value) };
  if (value.kind === "rows") return { kind: "in", rows: { level: "external" } };
  if (value.kind !== "object") {
    if (value.kind === "reference") return { kind: "other" };
    return isListByName(value) ? { kind: "in", rows: { level: "external" } } : { kind: "equals" };
  }
  const operators = new Map([...value.fields].map(([name, inner]) => [operatorIn(name), inner]));
  if (operators.has(undefined)) return testOfDocument(value.fields);
  const [equals, list] = [operators.get("eq"), operators.get("in")];
  if (equals) return testOf(equals);
  if (!list) return { kind: "other" };
  return { kind: "in", rows: list.kind === "list" ? rowsOfList(list) : { level: "external" } };
}

/** `data: { batch: { id } }` asks for what a document holds. */
function testOfDocument(fields: OptionFields): Test {
  for (const [name, value] of fields) {
    const test = testOf(value);
    const isForeign = test.isForeign === true || foreignName.test(name);
    if (test.kind === "in") return { ...test, isForeign: true };
    if (test.kind === "equals" && isForeign) return { kind: "equals", isForeign };
  }
  return { kind: "other" };
}

/** A value that is called `ids` or `keyList` is a list, and stands for any of its items. */
function isListByName({ expression }: OptionValue): boolean {
  const name =
    expression?.kind === "name" ? expression.name : expression?.kind === "member" ? expression.property : "";
  return /(?:[^su]s|List|Array)$/.test(name) && !/(?:status|address|class|access|this)$/i.test(name);
}

function rowsOfList({ items, isOpen }: Extract<OptionValue, { kind: "list" }>): Rows {
  return isOpen ? { level: "external" } : { level: "constant", count: items.length };
}

const order: readonly Rows["level"][] = ["none", "one", "constant", "external", "parent", "narrowed", "all"];

/** Of two the one with fewer rows. */
export function fewest(left: Rows, right: Rows): Rows {
  return order.indexOf(left.level) <= order.indexOf(right.level) ? left : right;
}

/** `null` and `undefined`, which say nothing where an option is meant. */
export function isNothing(value: OptionValue): boolean {
  return value.kind === "literal" && (value.value === undefined || value.value === null);
}
