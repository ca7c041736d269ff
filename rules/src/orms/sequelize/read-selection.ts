import type { Columns, Rows } from "../../flow/query.js";
import type { Model, Relation } from "../../project/catalog.js";
import type { JoinRead, OptionsSurroundings, OptionValue } from "../options.js";
import { isTrue } from "./columns.js";
import { withScopes } from "./merge-scopes.js";
import { textOf } from "./model-options.js";
import { fewest, isNothing, readWhere } from "./read-where.js";

/** The columns that are loaded, names that rows get besides, and the rows of other models that come along. */
export interface SelectionRead {
  readonly columns: Columns;
  readonly annotations: readonly string[];
  readonly joins: readonly JoinRead[];
  /** What conditions on the other models leave of the rows. */
  readonly rows: Rows;
}

/** Reads `attributes` and `include`, which default to all columns and no other rows. */
export function readSelection(
  options: OptionValue | undefined,
  model: Model,
  surroundings: OptionsSurroundings,
  path = "",
): SelectionRead {
  if (options && options.kind !== "object")
    return { columns: { kind: "unknown" }, annotations: [], joins: [], rows: { level: "narrowed" } };
  const attributes = attributesOf(options?.fields.get("attributes"), model);
  const isHidden = options?.isOpen === true && !options.fields.has("attributes");
  const includes = includesIn(options?.fields.get("include"));
  return {
    ...attributes,
    ...(isHidden ? { columns: { kind: "unknown" } } : {}),
    joins: includes.flatMap((include) => joinsOf(include, model, surroundings, path)),
    rows: includes.map((include) => rowsWith(include, model, surroundings)).reduce(fewest, { level: "all" }),
  };
}

type Attributes = Pick<SelectionRead, "columns" | "annotations">;

/** https://sequelize.org/docs/v6/core-concepts/model-querying-basics/#specifying-attributes-for-select-queries */
function attributesOf(attributes: OptionValue | undefined, model: Model): Attributes {
  if (!attributes || isNothing(attributes)) return { columns: { kind: "all" }, annotations: [] };
  if (attributes.kind === "list") return listed(attributes, model);
  if (attributes.kind !== "object" || attributes.isOpen)
    return { columns: { kind: "unknown" }, annotations: [] };
  const [without, more] = [attributes.fields.get("exclude"), attributes.fields.get("include")];
  const annotations = more?.kind === "list" ? listed(more, model).annotations : [];
  if (!without || isNothing(without)) return { columns: { kind: "all" }, annotations };
  if (without.kind !== "list" || without.isOpen) return { columns: { kind: "unknown" }, annotations };
  const names = without.items.map(textOf);
  return names.every((name) => name !== undefined)
    ? { columns: { kind: "except", names }, annotations }
    : { columns: { kind: "unknown" }, annotations };
}

function listed(list: Extract<OptionValue, { kind: "list" }>, model: Model): Attributes {
  const isColumn = (name: string): boolean => model.columns.some((column) => column.name === name);
  const names: string[] = [];
  const annotations: string[] = [];
  let isOpen = list.isOpen;
  for (const item of list.items) {
    const pair: readonly (OptionValue | undefined)[] = item.kind === "list" ? item.items : [item];
    const [text, other] = [textOf(pair[0]), textOf(pair[1])];
    if (other !== undefined) annotations.push(other);
    // What is selected under another name is read under that name; a column of it comes all the same.
    if (text !== undefined && isColumn(text)) names.push(text);
    else if (text === undefined && other === undefined) isOpen = true;
  }
  return { columns: isOpen ? { kind: "unknown" } : { kind: "only", names }, annotations };
}

function includesIn(include: OptionValue | undefined): readonly OptionValue[] {
  if (!include || isNothing(include)) return [];
  return include.kind === "list" ? include.items : [include];
}

/** https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/ */
function joinsOf(
  include: OptionValue,
  model: Model,
  surroundings: OptionsSurroundings,
  path: string,
): readonly JoinRead[] {
  if (include.kind === "object" && isTrue(include.fields.get("all")))
    return [...model.relations.values()].flatMap((relation) =>
      joinOf(relation, include, undefined, surroundings, path),
    );
  const relation = relationOf(include, model, surroundings);
  return relation ? joinOf(relation, include, modelIn(include), surroundings, path) : [];
}

/**
 * Rows without a match are left out where the other model has conditions or is required, unless it says otherwise:
 * https://sequelize.org/docs/v6/advanced-association-concepts/eager-loading/#filtering-associated-models
 */
function rowsWith(include: OptionValue, model: Model, surroundings: OptionsSurroundings): Rows {
  if (include.kind !== "object") return { level: "all" };
  const required = include.fields.get("required");
  const where = include.fields.get("where");
  if (required?.kind === "literal" && required.value === false) return { level: "all" };
  if (!isTrue(required) && (!where || isNothing(where))) return { level: "all" };
  const relation = relationOf(include, model, surroundings);
  const target = relation?.target === undefined ? undefined : surroundings.find(relation.target);
  const rows = target && readWhere(where, target, surroundings);
  const isOfOne = rows?.level === "one" || rows?.level === "parent" || rows?.level === "external";
  return isOfOne ? { level: rows.level === "external" ? "external" : "parent" } : { level: "narrowed" };
}

/** What names the model of an include. */
function modelIn(include: OptionValue): OptionValue | undefined {
  return include.kind === "object" ? include.fields.get("model") : include;
}

function relationOf(include: OptionValue, model: Model, { find }: OptionsSurroundings): Relation | undefined {
  const fields = include.kind === "object" ? include.fields : undefined;
  const association = fields?.get("association");
  const alias =
    textOf(include) ??
    textOf(fields?.get("as")) ??
    textOf(association) ??
    (association?.kind === "reference" ? association.path.split(".").at(-1) : undefined);
  if (alias !== undefined) return model.relations.get(alias);
  const target = modelIn(include);
  return [...model.relations.values()].find((relation) => {
    if (relation.target === undefined) return false;
    if (target?.kind === "model") return relation.target === target.model.id;
    const name = target?.kind === "reference" ? target.path.split(".").at(-1) : undefined;
    return name !== undefined && find(relation.target)?.name.toLowerCase() === name.toLowerCase();
  });
}

function joinOf(
  relation: Relation,
  include: OptionValue,
  named: OptionValue | undefined,
  surroundings: OptionsSurroundings,
  path: string,
): readonly JoinRead[] {
  const target = relation.target === undefined ? undefined : surroundings.find(relation.target);
  if (!target) return [];
  const whole = path === "" ? relation.name : `${path}__${relation.name}`;
  const own = include.kind === "object" ? include : undefined;
  const scoped = withScopes(own, target, { chosen: undefined });
  const inner = readSelection(scoped, target, surroundings, whole);
  // `User.scope("names")` may leave out what it likes.
  const isHidden = named?.kind === "unknown" && own?.fields.has("attributes") !== true;
  const columns: Columns = isHidden ? { kind: "unknown" } : inner.columns;
  return [{ path: whole, model: target, columns, at: include.at }, ...inner.joins];
}
