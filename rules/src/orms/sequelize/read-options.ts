import type { LooseBound } from "../../flow/loose-bound.js";
import type { QueryShape, Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionFields, OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { isTrue } from "./columns.js";
import { withScopes } from "./merge-scopes.js";
import { textOf } from "./model-options.js";
import { readSelection } from "./read-selection.js";
import { behindIn, fewest, isNothing, readWhere } from "./read-where.js";

/** More rows than this are no bound. */
const mostRows = 10_000;

/** Reads the options of a query: https://sequelize.org/api/v6/class/src/model.js~model#static-method-findAll */
export function readOptions(
  own: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
): OptionsRead {
  const options = withScopes(own, model, surroundings);
  const given = options && isNothing(options) ? undefined : options;
  if (given && given.kind !== "object") return hidden;
  const fields: OptionFields = given?.fields ?? new Map();
  const limit = fields.get("limit");
  const bound = limit && boundOf(limit);
  const selection = readSelection(given, model, surroundings);
  const where = fewest(readWhere(fields.get("where"), model, surroundings), selection.rows);
  const rows = bound ? fewer(where, bound) : where;
  const isHidden = given?.isOpen === true && rows.level !== "constant" && rows.level !== "one";
  const { columns, annotations, joins } = selection;
  const isGrouped = fields.has("group");
  return {
    rows: isHidden || isTrue(fields.get("plain")) ? { level: "unknown" } : rows,
    columns: isGrouped ? { kind: "grouped" } : columns,
    joins,
    shape: {
      isSliced: fields.has("limit") || fields.has("offset"),
      distinct: isGrouped || isOtherwise(fields, joins.length > 0) ? "columns" : "no",
      isLocked: fields.has("lock"),
      needsRelated: selection.rows.level !== "all" || (joins.length > 0 && namesRelated(fields.get("where"))),
      annotations,
      ...orderOf(fields.get("order"), model),
    },
    looseBounds: limit ? looseBounds(limit) : [],
    ...offsetOf(fields),
    behind: behindIn(fields.get("where")),
  };
}

function offsetOf(fields: OptionFields): Pick<OptionsRead, "offset"> {
  const offset = fields.get("offset");
  return offset && !isNothing(offset) ? { offset } : {};
}

/** Options under which a row of the result is no row of the table: with `raw` each joined one is a row of its own. */
function isOtherwise(fields: OptionFields, isJoined: boolean): boolean {
  const subQuery = fields.get("subQuery");
  const isFlat =
    isJoined && (isTrue(fields.get("raw")) || (subQuery?.kind === "literal" && subQuery.value === false));
  return isFlat || fields.has("having") || isTrue(fields.get("plain"));
}

/** Whether conditions may be about other models: `"$author.name$"`, and what cannot be read. */
function namesRelated(where: OptionValue | undefined): boolean {
  if (!where || isNothing(where)) return false;
  if (where.kind !== "object") return true;
  return (
    where.isOpen || [...where.fields].some(([name, value]) => /^[$[]/.test(name) && value.kind !== "literal")
  );
}

const hidden: OptionsRead = {
  rows: { level: "unknown" },
  columns: { kind: "unknown" },
  joins: [],
  shape: {},
  looseBounds: [],
};

/** What `limit` leaves; `undefined` where it is no bound. */
function boundOf(limit: OptionValue): Rows | undefined {
  if (isNothing(limit)) return undefined;
  if (limit.kind !== "literal" || typeof limit.value !== "number") return { level: "external" };
  return limit.value <= mostRows ? { level: "constant", count: limit.value } : undefined;
}

function fewer(left: Rows, right: Rows): Rows {
  return left.level === "one" || left.level === "constant" ? left : right;
}

/** `limit: null` and `limit: undefined` leave the bound out, as the SQL of 6.37 and 7.0.0-alpha.48 shows. */
function looseBounds(limit: OptionValue): readonly LooseBound[] {
  if (!isNothing(limit) || limit.kind !== "literal") return [];
  return [{ reason: `limit is ${String(limit.value)}, which is no bound`, at: limit.at }];
}

type Order = Pick<QueryShape, "order" | "orderBy">;

/** `["title", ["id", "DESC"]]`: https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#ordering */
function orderOf(order: OptionValue | undefined, model: Model): Order {
  if (!order || isNothing(order)) return { order: "none", orderBy: [] };
  const parts = order.kind === "list" ? order.items : [order];
  const names: string[] = [];
  for (const part of parts) {
    const [column, direction, ...others] = part.kind === "list" ? part.items : [part];
    const name = textOf(column);
    if (name === undefined || others.length > 0) return { order: "explicit", orderBy: [] };
    names.push(/^desc/i.test(textOf(direction) ?? "") ? `-${name}` : name);
  }
  const columns = names.map((name) => name.replace(/^-/, ""));
  const isTotal = model.unique.some((unique) => unique.every((name) => columns.includes(name)));
  return { order: isTotal ? "total" : "explicit", orderBy: names };
}
