import type { LooseBound } from "../../flow/loose-bound.js";
import type { Columns, Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { BuilderCall, JoinRead, OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { readConditions } from "./read-builder-where.js";
import { columnsByDefault } from "./read-columns.js";
import { boundedBy, boundOf, orderBy, ordered } from "./read-options.js";
import { isUndefined } from "./read-where.js";

/**
 * Reads what a query builder was told: https://typeorm.io/docs/query-builder/select-query-builder. A bound that is told
 * on some ways only is none; a join that is told on some ways is there.
 */
export function readCalls(
  calls: readonly BuilderCall[],
  model: Model,
  surroundings: OptionsSurroundings,
): OptionsRead {
  const aliases = aliasesOf(calls, model, surroundings);
  const root = rootOf(calls);
  const conditions = readConditions(calls, { model, alias: root, joined: aliases.models, surroundings });
  const isRaw = /^(?:getRaw|stream|execute)/.test(surroundings.method);
  const bounds = boundsOf(calls, isRaw && aliases.hasJoins);
  const rows = bounds.rows ? boundedBy(conditions.rows, bounds.rows) : conditions.rows;
  const isGrouped = calls.some(({ name }) => name === "groupBy" || name === "distinctOn");
  return {
    rows: isGrouped && isRaw ? { level: "unknown" } : isRaw && isSummary(calls) ? { level: "one" } : rows,
    columns: isRaw ? { kind: "unknown" } : columnsOf(calls, root, model),
    joins: isRaw ? [] : aliases.joins,
    shape: {
      isSliced: calls.some(({ name }) => /^(?:take|skip|limit|offset)$/.test(name)),
      distinct: calls.some(({ name }) => name === "distinctOn") ? "columns" : "no",
      filteredBy: conditions.names,
      isLocked: calls.some(({ name }) => name === "setLock"),
      mayRepeatRows: isRaw && aliases.hasJoins,
      ...orderOf(calls, root, model),
    },
    looseBounds: [...conditions.looseBounds, ...bounds.loose],
    ...offsetOf(calls),
  };
}

/** The name that the builder's own rows have: `createQueryBuilder("book")`, `.from(Book, "book")`. */
function rootOf(calls: readonly BuilderCall[]): string | undefined {
  const naming = calls.filter(({ name }) => name === "" || name === "from" || name === "select");
  return naming.flatMap(({ given: [first] }) => textOf(first) ?? []).find((text) => /^\w+$/.test(text));
}

function textOf(value: OptionValue | undefined): string | undefined {
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}

interface Aliases {
  readonly joins: readonly JoinRead[];
  /** Rows of several tables are combined, whether their columns are selected or not. */
  readonly hasJoins: boolean;
  /** The models behind the names of joined rows. */
  readonly models: ReadonlyMap<string, Model>;
}

const joins = /^(?:left|inner)Join(?:AndSelect|AndMapOne|AndMapMany)?$/;
const selects = /And(?:Select|MapOne|MapMany)$/;

/** `leftJoinAndSelect("book.author", "author")`; those that map the rows name a place for them first. */
function aliasesOf(calls: readonly BuilderCall[], model: Model, { find }: OptionsSurroundings): Aliases {
  const root = rootOf(calls);
  const known = new Map<string, { readonly model: Model; readonly path: string }>();
  if (root !== undefined) known.set(root, { model, path: "" });
  const found: JoinRead[] = [];
  const joining = calls.filter(({ name }) => joins.test(name));
  for (const { name, given, at } of joining) {
    const [path, alias] = name.includes("AndMap") ? given.slice(1) : given;
    const [owner = "", relation = ""] = (textOf(path) ?? "").split(".");
    const from = known.get(owner);
    const link = from?.model.relations.get(relation);
    const target = link?.target === undefined ? undefined : find(link.target);
    if (!from || !link || !target) continue;
    const whole = from.path === "" ? relation : `${from.path}__${relation}`;
    known.set(textOf(alias) ?? "", { model: target, path: whole });
    const rows = link.arity === "many" ? ({ rows: { level: "parent" } } as const) : {};
    if (selects.test(name))
      found.push({ path: whole, model: target, columns: columnsByDefault(target), at, ...rows });
  }
  const models = new Map(
    [...known].flatMap(([alias, one]) => (alias === root ? [] : [[alias, one.model] as const])),
  );
  return { joins: found, hasJoins: joining.length > 0, models };
}

interface Bounds {
  readonly rows: Rows | undefined;
  readonly loose: readonly LooseBound[];
}

/** `take` bounds rows of the entity, `limit` rows of the database; raw results drop `take` where there are joins. */
function boundsOf(calls: readonly BuilderCall[], dropsTake: boolean): Bounds {
  const loose: LooseBound[] = [];
  let rows: Rows | undefined;
  for (const { name, given, at, isConditional } of calls) {
    if (name !== "take" && name !== "limit") continue;
    const bound = boundOf(given[0]);
    if (given[0] && isUndefined(given[0]))
      loose.push({ reason: `${name} is undefined, which is no bound`, at });
    else if (name === "take" && dropsTake)
      loose.push({ reason: "take is dropped where raw rows are asked for and tables are joined", at });
    // Whether it holds is for the caller to say who gave it, as how large it is.
    else if (bound && (!isConditional || bound.level === "external")) rows = bound;
  }
  return { rows, loose: rows ? [] : loose };
}

/** `select("COUNT(*)")` gives one row. */
function isSummary(calls: readonly BuilderCall[]): boolean {
  const selected = calls.filter(({ name }) => name === "select" || name === "addSelect");
  const texts = selected.flatMap(({ given: [first] }) =>
    first?.kind === "list" ? first.items.map(textOf) : [textOf(first)],
  );
  return (
    texts.length > 0 &&
    texts.every((text) => text !== undefined && /^\s*(?:count|sum|avg|min|max|coalesce)\s*\(/i.test(text))
  );
}

/** `select(["book.id", "book.title"])`, `addSelect("book.pdf")`. */
function columnsOf(calls: readonly BuilderCall[], root: string | undefined, model: Model): Columns {
  const selecting = calls.filter(({ name }) => name === "select" || name === "addSelect");
  const names = selecting.map(({ given: [first] }) => namesIn(first, root));
  const start = selecting.findLastIndex(
    ({ name, given: [first] }) => name === "select" && first !== undefined,
  );
  if (selecting.some(({ isConditional }) => isConditional) || names.some((one) => one === undefined))
    return { kind: "unknown" };
  const added = names.slice(Math.max(start, 0)).flatMap((one) => one ?? []);
  const isWhole = start < 0 || added.includes("");
  if (!isWhole)
    return {
      kind: "only",
      names: model.columns.map(({ name }) => name).filter((name) => added.includes(name)),
    };
  const columns = columnsByDefault(model);
  if (columns.kind !== "except") return columns;
  const left = columns.names.filter((name) => !added.includes(name));
  return left.length === 0 ? { kind: "all" } : { kind: "except", names: left };
}

/** Columns by name, empty for the whole row; `undefined` where something else is selected. */
function namesIn(value: OptionValue | undefined, root: string | undefined): readonly string[] | undefined {
  if (!value) return [];
  const items = value.kind === "list" ? value.items : [value];
  if (value.kind === "list" && value.isOpen) return undefined;
  const names = items.map((item) => {
    const [alias, column, ...rest] = (textOf(item) ?? "?").split(".");
    if (alias === undefined || rest.length > 0 || !/^\w+$/.test(alias)) return undefined;
    if (alias !== root) return root === undefined ? undefined : "-";
    return column ?? "";
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

function orderOf(
  calls: readonly BuilderCall[],
  root: string | undefined,
  model: Model,
): Partial<OptionsRead["shape"]> {
  const ordering = calls.filter(({ name }) => name === "orderBy" || name === "addOrderBy");
  const last = ordering.findLastIndex(({ name }) => name === "orderBy");
  const names = ordering.slice(Math.max(last, 0)).map(({ given: [first, direction], isConditional }) => {
    const [alias, column] = (textOf(first) ?? "").split(".");
    if (isConditional || alias !== root || column === undefined) return undefined;
    return direction && direction.kind !== "literal"
      ? undefined
      : orderBy(column, direction?.kind === "literal" ? direction.value : "ASC");
  });
  if (ordering.length === 0) return { order: "none", orderBy: [] };
  return names.every((name) => name !== undefined)
    ? ordered(names, model)
    : { order: "explicit", orderBy: [] };
}

function offsetOf(calls: readonly BuilderCall[]): Pick<OptionsRead, "offset"> {
  const offset = calls.findLast(({ name }) => name === "skip" || name === "offset")?.given[0];
  return offset ? { offset } : {};
}
