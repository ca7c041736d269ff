import type { Location } from "../../location.js";
import type { ClassStatement } from "../../syntax/statements.js";
import type { Expression, Span } from "../../syntax/syntax.js";
import type { CodeSource, DeclaredEntity } from "../code-declarations.js";
import type { CallSite, CodeScope } from "../code-sites.js";
import type { OptionFields, OptionValue } from "../options.js";
import { readStatic, writtenPath } from "../static-value.js";
import { addedColumn, readAttributes } from "./columns.js";
import { datesOf, indexesOf, scopesOf, textOf } from "./model-options.js";

/** The model that a call defines: `sequelize.define("User", {…})`, `User.init({…}, { sequelize })`. */
export function definitionIn(source: CodeSource, site: CallSite): DeclaredEntity | undefined {
  const { callee } = site.call;
  if (callee.kind !== "member") return undefined;
  if (callee.property === "define") return defined(source, site, callee.object);
  return callee.property === "init" ? initialized(source, site, callee.object) : undefined;
}

/** Name under which a file knows what a call of `define` makes, whoever holds it. */
export function definedName(model: string): string {
  return `define ${model}`;
}

function defined(source: CodeSource, site: CallSite, receiver: Expression): DeclaredEntity | undefined {
  const [name, attributes, options] = readAll(source, site);
  const text = textOf(name);
  const isOurs = /sequelize|database|^db$|connection/i.test(writtenPath(receiver)?.split(".").at(-1) ?? "");
  if (text === undefined || !attributes) return undefined;
  const at = site.call.arguments[0]?.value ?? site.call;
  return entityOf(attributes, options, isOurs, {
    reference: { file: source.file, name: definedName(text) },
    aliases: site.holders.map((holder) => ({ file: source.file, name: holder })),
    name: text,
    declared: locate(source, at),
    classes: [],
  });
}

function initialized(source: CodeSource, site: CallSite, receiver: Expression): DeclaredEntity | undefined {
  const statement = classOf(site, receiver);
  const [attributes, options] = readAll(source, site);
  if (!statement || !attributes || site.call.arguments.length !== 2) return undefined;
  const fields: OptionFields = options?.kind === "object" ? options.fields : new Map();
  const isOurs = ["sequelize", "modelName", "tableName"].some((name) => fields.has(name));
  const name = textOf(fields.get("modelName")) ?? statement.name;
  return entityOf(attributes, options, isOurs, {
    reference: { file: source.file, name: statement.name },
    aliases: site.holders.map((holder) => ({ file: source.file, name: holder })),
    name,
    declared: locate(source, statement.nameSpan),
    classes: isTopLevel(source, site, statement)
      ? source.ancestryOf(statement).classes
      : [{ file: source.file, name: statement.name }],
  });
}

function readAll(source: CodeSource, { call, scope }: CallSite): readonly (OptionValue | undefined)[] {
  return call.arguments.map(({ value }) => readStatic(source, scope, value));
}

function classOf({ owner, scope }: CallSite, receiver: Expression): ClassStatement | undefined {
  if (receiver.kind !== "name") return undefined;
  if (receiver.name === "this" || receiver.name === "super") return owner;
  for (let around: CodeScope | undefined = scope; around; around = around.outer) {
    const found = around.classes.get(receiver.name);
    if (found) return found;
  }
  return undefined;
}

function isTopLevel(
  { statements }: CodeSource,
  { scope }: CallSite,
  { name, start }: ClassStatement,
): boolean {
  let top = scope;
  while (top.outer) top = top.outer;
  return top.classes.get(name)?.start === start && statements.length > 0;
}

type Identity = Pick<DeclaredEntity, "reference" | "aliases" | "name" | "declared" | "classes">;

function entityOf(
  attributes: OptionValue,
  options: OptionValue | undefined,
  isOurs: boolean,
  identity: Identity,
): DeclaredEntity | undefined {
  const read = readAttributes(attributes);
  const isUnread = !read && isOurs && attributes.kind !== "literal";
  if (!read && !isUnread) return undefined;
  // Other libraries have functions of these names: attributes of known types tell ours.
  if (!isOurs && (read?.columns.length ?? 0) === 0) return undefined;
  const fields: OptionFields = options?.kind === "object" ? options.fields : new Map();
  return declaredEntity(identity, fields, {
    columns: read?.columns ?? [],
    primaryKey: read?.primaryKey ?? [],
    unique: read?.unique ?? [],
    isOpen: read?.isOpen ?? true,
  });
}

/** What the attributes of a model say, however they are written. */
interface Attributes {
  readonly columns: DeclaredEntity["columns"];
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly isOpen: boolean;
}

/** A model with the columns that Sequelize adds by itself: the key, and dates. */
export function declaredEntity(identity: Identity, options: OptionFields, read: Attributes): DeclaredEntity {
  const { declared } = identity;
  // https://sequelize.org/docs/v6/core-concepts/model-basics/#primary-keys
  const implicit =
    read.primaryKey.length === 0 && !read.isOpen ? [addedColumn("id", "INTEGER", declared)] : [];
  const own = [...implicit, ...read.columns];
  const dates = datesOf(options, declared).filter(({ name }) => own.every((column) => column.name !== name));
  const indexes = indexesOf(options);
  return {
    ...identity,
    isModel: true,
    columns: [...own, ...dates],
    primaryKey: read.primaryKey.length > 0 ? read.primaryKey : implicit.map(({ name }) => name),
    unique: [...read.unique, ...indexes.unique],
    indexes: indexes.others,
    links: [],
    embedded: [],
    isIncomplete: read.isOpen,
    isManager: true,
    traits: seesRows(options) || read.columns.some(({ isPlain }) => !isPlain) ? ["custom-init"] : [],
    scopes: scopesOf(options),
  };
}

/** Whether a hook of the model sees rows as they are loaded; getters may read any column as well. */
function seesRows(options: OptionFields): boolean {
  const hooks = options.get("hooks");
  return hooks?.kind === "object" && (hooks.isOpen || hooks.fields.has("afterFind"));
}

/** A place in the file. */
export function locate({ file }: CodeSource, { start, end }: Span): Location {
  return { file, start, end };
}
