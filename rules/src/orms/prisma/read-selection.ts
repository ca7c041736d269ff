import type { LooseBound } from "../../flow/loose-bound.js";
import type { Columns, Rows } from "../../flow/query.js";
import type { Model, Relation } from "../../project/catalog.js";
import type { JoinRead, OptionFields, OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { keepsNestedBounds } from "./loose-bounds.js";
import { boundOf } from "./read-bounds.js";
import { isUndefined, readWhere } from "./read-where.js";

/** What a query brings of each row. */
type Selection = Pick<OptionsRead, "columns" | "joins" | "looseBounds">;

/** What is asked for below one query. */
interface Asked extends OptionsSurroundings {
  /** The database keeps `take` of related rows. */
  readonly keepsBounds: boolean;
}

/** The columns of a model, and the related rows that come along, each with all columns unless it says otherwise. */
export function readSelection(
  options: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
): Selection {
  const fields = options?.kind === "object" ? options.fields : undefined;
  const asked = { ...surroundings, keepsBounds: keepsNestedBounds(fields, surroundings) };
  if (options && options.kind !== "object")
    return { columns: { kind: "unknown" }, joins: [], looseBounds: [] };
  return selectionOf(options, model, asked, "");
}

function selectionOf(
  options: Extract<OptionValue, { kind: "object" }> | undefined,
  model: Model,
  asked: Asked,
  path: string,
): Selection {
  const [select, include, omit] = ["select", "include", "omit"].map((name) => options?.fields.get(name));
  const related = [select, include].flatMap((value) =>
    value?.kind === "object" ? relatedIn(value.fields, model, asked, path) : [],
  );
  return {
    columns: columnsOf(options?.isOpen === true, select, omit, model, leftOutBy(asked.client, model)),
    joins: related.flatMap(({ joins }) => joins),
    looseBounds: related.flatMap((one) => one.looseBounds),
  };
}

/** Columns by name, and whether they are left out. */
type LeftOut = ReadonlyMap<string, boolean>;

function columnsOf(
  isOpen: boolean,
  select: OptionValue | undefined,
  omit: OptionValue | undefined,
  model: Model,
  byClient: LeftOut | undefined,
): Columns {
  if (select && !isUndefined(select)) {
    if (select.kind !== "object" || select.isOpen) return { kind: "unknown" };
    const names = [...select.fields].filter(([, value]) => isWanted(value)).map(([name]) => name);
    return { kind: "only", names: names.filter((name) => model.columns.some((one) => one.name === name)) };
  }
  const byQuery = !omit || isUndefined(omit) ? new Map<string, boolean>() : flagsOf(omit);
  if (isOpen || !byClient || !byQuery) return { kind: "unknown" };
  const names = [...new Map([...byClient, ...byQuery])].flatMap(([name, isLeft]) => (isLeft ? [name] : []));
  return names.length === 0 ? { kind: "all" } : { kind: "except", names };
}

/**
 * What a client leaves out of each query, `undefined` if that is out of sight:
 * https://www.prisma.io/docs/orm/prisma-client/queries/excluding-fields
 */
function leftOutBy(client: OptionValue | undefined, { name }: Model): LeftOut | undefined {
  if (!client || isUndefined(client)) return new Map();
  if (client.kind !== "object") return undefined;
  const omit = client.fields.get("omit");
  if (!omit) return client.isOpen ? undefined : new Map();
  if (omit.kind !== "object" || omit.isOpen) return undefined;
  const columns = omit.fields.get(name.charAt(0).toLowerCase() + name.slice(1));
  return columns ? flagsOf(columns) : new Map();
}

function flagsOf(value: OptionValue): LeftOut | undefined {
  if (value.kind !== "object" || value.isOpen) return undefined;
  return new Map([...value.fields].map(([name, flag]) => [name, isWanted(flag)]));
}

/** `false` and `undefined` leave a member out. */
function isWanted(value: OptionValue): boolean {
  return value.kind !== "literal" || (value.value !== false && value.value !== undefined);
}

function relatedIn(
  fields: OptionFields,
  model: Model,
  asked: Asked,
  path: string,
): readonly Pick<Selection, "joins" | "looseBounds">[] {
  return [...fields].flatMap(([name, value]) => {
    const relation = model.relations.get(name);
    const target = relation?.target === undefined ? undefined : asked.find(relation.target);
    if (!relation || !target || !isWanted(value)) return [];
    const whole = path === "" ? name : `${path}__${name}`;
    const options = value.kind === "object" ? value : undefined;
    const isClear = options !== undefined || value.kind === "literal";
    const inner = isClear ? selectionOf(options, target, asked, whole) : unclear;
    const list = listOf(options, relation, target, asked, whole);
    const join: JoinRead = {
      path: whole,
      model: target,
      columns: inner.columns,
      ...(list ? { rows: list.rows } : {}),
      at: value.at,
    };
    return [
      { joins: [join, ...inner.joins], looseBounds: [...(list?.looseBounds ?? []), ...inner.looseBounds] },
    ];
  });
}

const unclear: Selection = { columns: { kind: "unknown" }, joins: [], looseBounds: [] };

/** How many rows of a list come with each row; `undefined` for a single related row. */
function listOf(
  options: Extract<OptionValue, { kind: "object" }> | undefined,
  { arity, remoteColumn }: Relation,
  model: Model,
  asked: Asked,
  path: string,
): { readonly rows: Rows; readonly looseBounds: readonly LooseBound[] } | undefined {
  if (arity !== "many") return undefined;
  const link = remoteColumn === undefined ? [] : [remoteColumn];
  const { rows } = readWhere(options?.fields.get("where"), model, asked, link);
  const own: Rows = rows.level === "one" || rows.level === "constant" ? rows : { level: "parent" };
  const take = options?.fields.get("take");
  const bound = boundOf(take);
  if (!take || !bound || own.level !== "parent") return { rows: own, looseBounds: [] };
  if (asked.keepsBounds) return { rows: bound, looseBounds: [] };
  const list = path.replaceAll("__", ".");
  const reason = `take is applied to ${list} in the program, after all of them have come`;
  return { rows: own, looseBounds: [{ reason, at: take.at, of: path }] };
}
