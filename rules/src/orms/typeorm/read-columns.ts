import type { Columns } from "../../flow/query.js";
import type { Location } from "../../location.js";
import type { Model } from "../../project/catalog.js";
import type { JoinRead, OptionsSurroundings, OptionValue } from "../options.js";
import { fieldsOf, isUndefined } from "./read-where.js";

/** The columns that come without a word about them: all but those with `select: false`. */
export function columnsByDefault(model: Model): Columns {
  const hidden = model.columns.filter(({ isHidden }) => isHidden === true).map(({ name }) => name);
  return hidden.length === 0 ? { kind: "all" } : { kind: "except", names: hidden };
}

/**
 * What `select` names. One that names nothing but `false` is ignored, and so are columns that are not named `true`:
 * https://typeorm.io/docs/working-with-entity-manager/find-options
 */
export function columnsSelected(select: OptionValue | undefined, model: Model): Columns {
  if (!select || isUndefined(select)) return columnsByDefault(model);
  const names = namesSelected(select);
  if (!names) return { kind: "unknown" };
  const isColumn = (name: string): boolean => model.columns.some((column) => column.name === name);
  if (names.length === 0) return columnsByDefault(model);
  const key = model.primaryKey.filter((name) => !names.includes(name));
  return { kind: "only", names: [...key, ...names.filter(isColumn)] };
}

function namesSelected(select: OptionValue): readonly string[] | undefined {
  if (select.kind === "list") {
    const names = select.items.map((item) => (item.kind === "literal" ? String(item.value) : undefined));
    return !select.isOpen && names.every((name) => name !== undefined) ? names : undefined;
  }
  if (select.kind !== "object" || select.isOpen) return undefined;
  return [...select.fields].filter(([, value]) => isWanted(value)).map(([name]) => name);
}

/** `false` and `undefined` leave a member out. */
function isWanted(value: OptionValue): boolean {
  return value.kind !== "literal" || (value.value !== false && value.value !== undefined);
}

/** The related rows that `relations` names, with those that are eager. */
export function relationsLoaded(
  options: ReadonlyMap<string, OptionValue>,
  model: Model,
  surroundings: OptionsSurroundings,
  at: Location,
): readonly JoinRead[] {
  const tree = treeOf(options.get("relations"));
  const isEager = !isFalse(options.get("loadEagerRelations"));
  return joinsOf(tree, options.get("select"), model, { surroundings, at, isEager, path: "", depth: 0 });
}

function isFalse(value: OptionValue | undefined): boolean {
  return value?.kind === "literal" && value.value === false;
}

interface Tree {
  readonly inner: ReadonlyMap<string, Tree>;
  readonly at: Location | undefined;
}

const leaf: Tree = { inner: new Map(), at: undefined };

/** `{ author: { books: true } }`, or `["author", "author.books"]`. */
function treeOf(value: OptionValue | undefined): Tree {
  if (value?.kind === "list") {
    const inner = new Map<string, Tree>();
    for (const item of value.items) {
      if (item.kind !== "literal" || typeof item.value !== "string") continue;
      const [first = "", ...rest] = item.value.split(".");
      const known = inner.get(first) ?? { inner: new Map(), at: item.at };
      inner.set(first, rest.length === 0 ? known : merged(known, rest, item.at));
    }
    return { inner, at: value.at };
  }
  const fields = [...fieldsOf(value)].filter(([, inner]) => isWanted(inner));
  return {
    inner: new Map(fields.map(([name, inner]) => [name, { ...treeOf(inner), at: inner.at }])),
    at: value?.at,
  };
}

function merged(tree: Tree, [first, ...rest]: readonly string[], at: Location): Tree {
  if (first === undefined) return tree;
  const below = merged(tree.inner.get(first) ?? { inner: new Map(), at }, rest, at);
  return { ...tree, inner: new Map([...tree.inner, [first, below]]) };
}

interface JoinSite {
  readonly surroundings: OptionsSurroundings;
  readonly at: Location;
  readonly isEager: boolean;
  readonly path: string;
  readonly depth: number;
}

/** Relations may be eager in a circle, which TypeORM refuses; half-typed code has them. */
const deepest = 6;

function joinsOf(
  tree: Tree,
  select: OptionValue | undefined,
  model: Model,
  site: JoinSite,
): readonly JoinRead[] {
  const { surroundings, isEager, depth } = site;
  if (depth === deepest) return [];
  return [...model.relations.values()].flatMap((relation): readonly JoinRead[] => {
    const named = tree.inner.get(relation.name) ?? (isEager && relation.isEager === true ? leaf : undefined);
    const target = relation.target === undefined ? undefined : surroundings.find(relation.target);
    if (!named || !target) return [];
    const path = site.path === "" ? relation.name : `${site.path}__${relation.name}`;
    const at = named.at ?? site.at;
    const selected = fieldsOf(select).get(relation.name);
    const columns =
      selected?.kind === "object" ? columnsSelected(selected, target) : columnsByDefault(target);
    const inner = joinsOf(named, selected, target, { ...site, path, depth: depth + 1 });
    const rows = relation.arity === "many" ? ({ rows: { level: "parent" } } as const) : {};
    return [{ path, model: target, columns, at, ...rows }, ...inner];
  });
}
