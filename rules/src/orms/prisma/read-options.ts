import type { Columns, LooseBound, QueryShape, Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { JoinRead, OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { isUndefined, readWhere } from "./read-where.js";

/** More rows than this are no bound. */
const mostRows = 10_000;

/** Reads the options of a query: https://www.prisma.io/docs/orm/reference/prisma-client-reference#model-query-options */
export function readOptions(
  options: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
): OptionsRead {
  if (!options || isUndefined(options)) return everything;
  if (options.kind !== "object")
    return { ...everything, rows: { level: "unknown" }, columns: { kind: "unknown" } };
  const { fields } = options;
  const where = readWhere(fields.get("where"), model, surroundings);
  const bound = boundOf(fields.get("take"));
  const order = orderOf(fields.get("orderBy"), model);
  const loose = looseBounds(fields, bound, order, surroundings);
  const rows = bound && loose.length === 0 ? fewer(where.rows, bound) : where.rows;
  const isHidden = options.isOpen && rows.level !== "constant" && rows.level !== "one";
  const selection = selectionOf(options, model, surroundings, "");
  return {
    rows: isHidden ? { level: "unknown" } : rows,
    columns: selection.columns,
    joins: selection.joins,
    shape: {
      isSliced: fields.has("take") || fields.has("skip") || fields.has("cursor"),
      distinct: fields.has("distinct") ? "columns" : "no",
      ...order,
    },
    looseBounds: [...where.looseBounds, ...loose, ...selection.looseBounds],
  };
}

const everything: OptionsRead = {
  rows: { level: "all" },
  columns: { kind: "all" },
  joins: [],
  shape: {},
  looseBounds: [],
};

/** What `take` leaves; `undefined` where it is no bound. */
function boundOf(take: OptionValue | undefined): Rows | undefined {
  if (!take || isUndefined(take)) return undefined;
  if (take.kind !== "literal" || typeof take.value !== "number") return { level: "external" };
  const count = Math.abs(take.value);
  return count <= mostRows ? { level: "constant", count } : undefined;
}

function fewer(left: Rows, right: Rows): Rows {
  return left.level === "one" || left.level === "constant" ? left : right;
}

type Order = Pick<QueryShape, "order" | "orderBy">;

function orderOf(orderBy: OptionValue | undefined, model: Model): Order {
  if (!orderBy || isUndefined(orderBy)) return { order: "none", orderBy: [] };
  const parts = orderBy.kind === "list" ? orderBy.items : [orderBy];
  const names: string[] = [];
  for (const part of parts) {
    const [entry, ...others] = part.kind === "object" && !part.isOpen ? [...part.fields] : [];
    if (!entry || others.length > 0) return { order: "explicit", orderBy: [] };
    const [name, value] = entry;
    const direction = value.kind === "object" ? value.fields.get("sort") : value;
    if (direction?.kind !== "literal") return { order: "explicit", orderBy: [] };
    names.push(direction.value === "desc" ? `-${name}` : name);
  }
  const columns = names.map((name) => name.replace(/^-/, ""));
  const isTotal = model.unique.some((unique) => unique.every((name) => columns.includes(name)));
  return { order: isTotal ? "total" : "explicit", orderBy: names };
}

type Fields = Extract<OptionValue, { kind: "object" }>["fields"];

/**
 * Bounds that the client applies to rows that are already in memory, as the SQL of 5.22 to 7.10 shows: `take` behind
 * `distinct`, and `take` behind a `cursor` whose order is not that of a unique column.
 */
function looseBounds(
  fields: Fields,
  bound: Rows | undefined,
  { order, orderBy }: Order,
  { features }: OptionsSurroundings,
): readonly LooseBound[] {
  const take = fields.get("take");
  if (!take) return [];
  if (isUndefined(take)) return [{ reason: "take is undefined, which is no bound", at: take.at }];
  if (!bound) return [];
  const distinct = fields.get("distinct");
  if (distinct && !isUndefined(distinct) && !features.includes("nativeDistinct"))
    return [{ reason: "take is applied after distinct, in the program", at: take.at }];
  const cursor = fields.get("cursor");
  const isLoose = cursor && !isUndefined(cursor) && order === "explicit" && orderBy.length > 0;
  return isLoose
    ? [
        {
          reason: "the cursor is looked for in the program, as the order is not that of a unique column",
          at: cursor.at,
        },
      ]
    : [];
}

interface Selection {
  readonly columns: Columns;
  readonly joins: readonly JoinRead[];
  readonly looseBounds: readonly LooseBound[];
}

/** The columns of a model, and the related rows that come along, each with all columns unless it says otherwise. */
function selectionOf(
  options: OptionValue,
  model: Model,
  surroundings: OptionsSurroundings,
  path: string,
): Selection {
  if (options.kind !== "object") return { columns: { kind: "all" }, joins: [], looseBounds: [] };
  const [select, include, omit] = ["select", "include", "omit"].map((name) => options.fields.get(name));
  const related = [select, include].flatMap((value) =>
    value?.kind === "object" ? relatedIn(value.fields, model, surroundings, path) : [],
  );
  return {
    columns: columnsOf(options.isOpen, select, omit, model),
    joins: related.flatMap(({ joins }) => joins),
    looseBounds: related.flatMap((one) => one.looseBounds),
  };
}

function columnsOf(
  isOpen: boolean,
  select: OptionValue | undefined,
  omit: OptionValue | undefined,
  model: Model,
): Columns {
  if (select && !isUndefined(select)) {
    if (select.kind !== "object" || select.isOpen) return { kind: "unknown" };
    const names = [...select.fields].filter(([, value]) => isWanted(value)).map(([name]) => name);
    return {
      kind: "only",
      names: names.filter((name) => model.columns.some((column) => column.name === name)),
    };
  }
  if (isOpen) return { kind: "unknown" };
  if (!omit || isUndefined(omit)) return { kind: "all" };
  if (omit.kind !== "object" || omit.isOpen) return { kind: "unknown" };
  return {
    kind: "except",
    names: [...omit.fields].filter(([, value]) => isWanted(value)).map(([name]) => name),
  };
}

/** `false` and `undefined` leave a member out. */
function isWanted(value: OptionValue): boolean {
  return value.kind !== "literal" || (value.value !== false && value.value !== undefined);
}

function relatedIn(
  fields: Fields,
  model: Model,
  surroundings: OptionsSurroundings,
  path: string,
): readonly Pick<Selection, "joins" | "looseBounds">[] {
  return [...fields].flatMap(([name, value]) => {
    const relation = model.relations.get(name);
    const target = relation?.target === undefined ? undefined : surroundings.find(relation.target);
    if (!target || !isWanted(value)) return [];
    const whole = path === "" ? name : `${path}__${name}`;
    const inner = selectionOf(value, target, surroundings, whole);
    const join: JoinRead = { path: whole, model: target, columns: inner.columns, at: value.at };
    return [{ joins: [join, ...inner.joins], looseBounds: inner.looseBounds }];
  });
}
