import type { Location } from "../../location.js";
import type { Column } from "../../project/catalog.js";
import type { CodeSource, DeclaredLink, EntityAddition, EntityTarget } from "../code-declarations.js";
import type { CallSite } from "../code-sites.js";
import { singular } from "../inflection.js";
import type { OptionFields, OptionValue } from "../options.js";
import { readStatic } from "../static-value.js";
import { addedColumn } from "./columns.js";
import { textOf } from "./model-options.js";
import { targetOf } from "./targets.js";

/** What each kind of association makes: https://sequelize.org/docs/v6/core-concepts/assocs/ */
const kinds: Readonly<Record<string, Association>> = {
  hasOne: { arity: "one", direction: "reverse", keyOn: "target" },
  belongsTo: { arity: "one", direction: "forward", keyOn: "source" },
  hasMany: { arity: "many", direction: "reverse", keyOn: "target" },
  belongsToMany: { arity: "many", direction: "reverse", keyOn: "neither" },
};

interface Association extends Pick<DeclaredLink, "arity" | "direction"> {
  readonly keyOn: "source" | "target" | "neither";
}

/** What a call says about two models: `User.hasMany(models.Post, { as: "posts" })`. */
export function associationIn(source: CodeSource, site: CallSite): readonly EntityAddition[] {
  const { call, scope, owner } = site;
  if (call.callee.kind !== "member" || !Object.hasOwn(kinds, call.callee.property)) return [];
  const [first, second] = call.arguments;
  const from = targetOf(source, scope, owner, call.callee.object);
  const to = targetOf(source, scope, owner, first?.value);
  const options = second && readStatic(source, scope, second.value);
  if (!from || !to) return [];
  const { start, end } = call;
  return additionsOf(call.callee.property, from, to, options, { file: source.file, start, end });
}

/** The relation of an association, and the key column that it adds to either model. */
export function additionsOf(
  method: string,
  from: EntityTarget,
  to: EntityTarget,
  options: OptionValue | undefined,
  at: Location,
  alias?: string,
): readonly EntityAddition[] {
  const kind = Object.hasOwn(kinds, method) ? kinds[method] : undefined;
  if (!kind) return [];
  const fields: OptionFields = options?.kind === "object" ? options.fields : new Map();
  const name = alias ?? aliasOf(fields.get("as"), kind.arity);
  const link: DeclaredLink = {
    ...(name === undefined ? { name: to.name ?? "", namedAfter: kind.arity } : { name }),
    target: to,
    arity: kind.arity,
    direction: kind.direction,
    isNullable: true,
    isEager: false,
    isLazy: false,
  };
  const key = keyColumn(kind, name, from, to, options, at);
  const links: EntityAddition = { to: from, links: [link], columns: kind.keyOn === "source" ? key : [] };
  return kind.keyOn === "target" ? [links, { to, links: [], columns: key }] : [links];
}

function aliasOf(value: OptionValue | undefined, arity: DeclaredLink["arity"]): string | undefined {
  if (value?.kind !== "object") return textOf(value);
  return textOf(value.fields.get(arity === "one" ? "singular" : "plural"));
}

/** The column that holds the other row's key: `foreignKey`, or the name of what it belongs to and `Id`. */
function keyColumn(
  { keyOn }: Association,
  alias: string | undefined,
  from: EntityTarget,
  to: EntityTarget,
  options: OptionValue | undefined,
  at: Location,
): readonly Column[] {
  const usual = keyOn === "source" ? (alias ?? singular(to.name ?? "")) : singular(from.name ?? "");
  const name = foreignKeyOf(options) ?? (usual === "" ? undefined : `${usual}Id`);
  return name === undefined || keyOn === "neither" ? [] : [addedColumn(name, "INTEGER", at)];
}

function foreignKeyOf(options: OptionValue | undefined): string | undefined {
  if (options?.kind !== "object") return textOf(options);
  const given = options.fields.get("foreignKey");
  return given?.kind === "object"
    ? (textOf(given.fields.get("name")) ?? textOf(given.fields.get("fieldName")))
    : textOf(given);
}
