import type { Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionFields, OptionsRead, OptionsSurroundings, OptionValue } from "../options.js";
import { looseBounds } from "./loose-bounds.js";
import { boundOf, orderOf } from "./read-bounds.js";
import { readSelection } from "./read-selection.js";
import { isUndefined, readWhere } from "./read-where.js";

/** Reads the options of a query: https://www.prisma.io/docs/orm/reference/prisma-client-reference#model-query-options */
export function readOptions(
  options: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
): OptionsRead {
  const given = options && !isUndefined(options) ? options : undefined;
  const selection = readSelection(given, model, surroundings);
  if (!given) return { ...everything, ...selection };
  if (given.kind !== "object") return { ...everything, rows: { level: "unknown" }, ...selection };
  const { fields } = given;
  const where = readWhere(fields.get("where"), model, surroundings);
  const bound = boundOf(fields.get("take"), fields.has("skip") ? Infinity : undefined);
  const order = orderOf(fields.get("orderBy"), model);
  const loose = looseBounds(fields, bound, order, surroundings);
  const rows = bound && loose.length === 0 ? fewer(where.rows, bound) : where.rows;
  const isHidden = given.isOpen && rows.level !== "constant" && rows.level !== "one";
  const skip = fields.get("skip");
  return {
    rows: isHidden ? { level: "unknown" } : rows,
    columns: selection.columns,
    joins: selection.joins,
    shape: {
      isSliced: ["take", "skip", "cursor"].some((name) => isGiven(fields.get(name))),
      distinct: isGiven(fields.get("distinct")) ? "columns" : "no",
      filteredBy: where.names,
      ...order,
    },
    looseBounds: [...where.looseBounds, ...loose, ...selection.looseBounds],
    ...(skip ? { offset: skip } : {}),
    behind: where.behind,
    ...writtenBy(fields),
  };
}

/** `data` of an update, `update` of an upsert. */
function writtenBy(fields: OptionFields): Pick<OptionsRead, "written"> {
  const data = fields.get("data") ?? fields.get("update");
  return data?.kind === "object" && !data.isOpen ? { written: [...data.fields.keys()] } : {};
}

const everything: OptionsRead = {
  rows: { level: "all" },
  columns: { kind: "all" },
  joins: [],
  shape: {},
  looseBounds: [],
};

function isGiven(value: OptionValue | undefined): boolean {
  return value !== undefined && !isUndefined(value);
}

function fewer(left: Rows, right: Rows): Rows {
  return left.level === "one" || left.level === "constant" ? left : right;
}
