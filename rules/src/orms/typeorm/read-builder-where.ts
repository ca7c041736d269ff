import type { LooseBound } from "../../flow/loose-bound.js";
import type { Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { BuilderCall, OptionsSurroundings, OptionValue } from "../options.js";
import { fewest, fieldsOf, isForeign, isUndefined, readWhere, type WhereRead } from "./read-where.js";

/** What conditions are read against. */
export interface ConditionSite {
  readonly model: Model;
  readonly alias: string | undefined;
  /** The models that are joined, by the names that conditions give them. */
  readonly joined: ReadonlyMap<string, Model>;
  readonly surroundings: OptionsSurroundings;
}

/** What `where`, `andWhere` and `orWhere` leave; one that is told on some ways only leaves all rows on the others. */
export function readConditions(calls: readonly BuilderCall[], site: ConditionSite): WhereRead {
  const equal = new Set<string>();
  const names = new Set<string>();
  const looseBounds: LooseBound[] = [];
  let rows: Rows = { level: "all" };
  /** What the conditions before the last `OR` leave. */
  let before: Rows | undefined;
  /** Conditions that are told on some ways only: on the others all rows may come, or whoever calls sees to it. */
  let mayNarrow = false;
  /** What joins leave, whatever conditions say. */
  let joined: Rows = { level: "all" };
  for (const { name, given, isConditional } of calls) {
    if (name === "where") {
      equal.clear();
      rows = { level: "all" };
      before = undefined;
    }
    if (name === "orWhere") {
      before = before ? most(before, settled(rows, equal, site.model)) : settled(rows, equal, site.model);
      equal.clear();
      rows = { level: "all" };
    }
    const conditions = conditionsOfCall(name, given);
    if (!conditions) continue;
    const read = name.endsWith("InIds") ? byKeys(given[0]) : conditionOf(conditions, site);
    read.names.forEach((one) => names.add(one));
    looseBounds.push(...read.looseBounds);
    if (isConditional) {
      mayNarrow = true;
      continue;
    }
    if (name.startsWith("innerJoin")) {
      joined = fewest(joined, read.rows);
      continue;
    }
    read.equal.forEach((one) => equal.add(one));
    rows = fewest(rows, read.rows);
  }
  const last = settled(rows, equal, site.model);
  const all = fewest(joined, before ? most(before, last) : last);
  const rowsLeft: Rows = mayNarrow ? fewest(all, { level: "narrowed" }) : all;
  return { rows: rowsLeft, looseBounds, names: [...names] };
}

/** What conditions leave that ask these columns for one value. */
function settled(rows: Rows, equal: ReadonlySet<string>, model: Model): Rows {
  const isOne = model.unique.some((columns) => columns.every((column) => equal.has(column)));
  return isOne ? { level: "one" } : rows;
}

/** One row by each of two conditions are some rows. */
function most(left: Rows, right: Rows): Rows {
  if (left.level === "one" && right.level === "one") return { level: "constant", count: 2 };
  return fewest(left, right) === left ? right : left;
}

/** The condition that a call states, with its parameters: that of an inner join leaves rows out as well. */
function conditionsOfCall(name: string, given: readonly OptionValue[]): readonly OptionValue[] | undefined {
  if (/^(?:where|andWhere|orWhere|whereInIds|andWhereInIds)$/.test(name)) return given;
  if (!name.startsWith("innerJoin")) return undefined;
  const conditions = given.slice(name.includes("AndMap") ? 3 : 2);
  return conditions.length > 0 ? conditions : undefined;
}

interface Condition {
  readonly rows: Rows;
  readonly equal: readonly string[];
  readonly names: readonly string[];
  readonly looseBounds: readonly LooseBound[];
}

function byKeys(keys: OptionValue | undefined): Condition {
  const rows: Rows =
    keys?.kind === "list" && !keys.isOpen
      ? { level: "constant", count: keys.items.length }
      : { level: "external" };
  return { rows, equal: [], names: [], looseBounds: [] };
}

/** `("book.id = :id", { id })`, `("book.id IN (:...ids)", { ids })`, `({ id })`; any other text narrows. */
function conditionOf(given: readonly OptionValue[], site: ConditionSite): Condition {
  const { model, surroundings } = site;
  const [condition, parameters] = given;
  if (condition?.kind === "object") {
    const { rows, looseBounds, names } = readWhere(condition, model, surroundings);
    return { rows, equal: [], names, looseBounds };
  }
  const text = condition?.kind === "literal" ? String(condition.value) : "";
  const outer = withoutGroups(text);
  const parts = /\bor\b/i.test(outer) ? [] : outer.split(/\band\b/i);
  const read = parts.map((part) => partOf(part, site, parameters));
  const equal = read.flatMap((one) => one.equal);
  return {
    rows: read.reduce<Rows>((rows, one) => fewest(rows, one.rows), { level: "narrowed" }),
    equal,
    names: read.flatMap(({ names }) => names),
    looseBounds: [],
  };
}

/** Conditions in parentheses narrow, whatever they say; a list of values is none. */
function withoutGroups(text: string): string {
  return text.replace(/(?<!\bin\s*)\((?:[^()]|\([^()]*\))*\)/gi, " ");
}

function partOf(
  part: string,
  { alias, model, joined }: ConditionSite,
  parameters: OptionValue | undefined,
): Condition {
  const [, owner, column = "", operator = "", value = ""] =
    /^\s*(?:["'`]?(\w+)["'`]?\.)?["'`]?(\w+)["'`]?\s*(=|in)\s*(.*?)\s*$/i.exec(part) ?? [];
  const isOwn = column !== "" && (owner === undefined || owner === alias);
  const narrowed: Condition = {
    rows: { level: "narrowed" },
    equal: [],
    names: isOwn ? [column] : [],
    looseBounds: [],
  };
  const relation = model.relations.has(column);
  const other = joined.get(owner ?? "");
  const isParent = other?.primaryKey.includes(column) === true || (other !== undefined && isForeign(column));
  if (!isOwn) return isParent && operator === "=" ? { ...narrowed, rows: { level: "parent" } } : narrowed;
  const isKey = model.unique.some((names) => names.length === 1 && names[0] === column);
  if (operator === "=" && /^(?:[:@]\w+|\?|\d+|'[^']*')$/.test(value)) {
    const rows: Rows = isForeign(column) || relation ? { level: "parent" } : { level: "narrowed" };
    return { ...narrowed, rows, equal: [column] };
  }
  const listed = /^\(\s*:\.\.\.(\w+)\s*\)$/.exec(value)?.[1];
  if (!/^in$/i.test(operator) || listed === undefined) return narrowed;
  const list = fieldsOf(parameters).get(listed);
  if (list && isUndefined(list)) return narrowed;
  const isLiteral = list?.kind === "list" && !list.isOpen;
  if (isLiteral && !isKey && !isForeign(column)) return narrowed;
  return {
    ...narrowed,
    rows: isLiteral ? { level: "constant", count: list.items.length } : { level: "external" },
  };
}
