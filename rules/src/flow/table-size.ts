import { oncePerObject } from "../once-per-object.js";
import type { Column, Model, Relation } from "../project/catalog.js";

/**
 * What a model's declaration tells of its table: `fixed` holds a handful of rows by what it is called, `small` looks like
 * a table that people fill by hand, `tenants` has one row for each customer of the site, `open` may grow without end.
 */
export type TableSize =
  | { readonly kind: "open" | "fixed" }
  | { readonly kind: "small" | "tenants"; readonly reasons: readonly string[] };

/**
 * How far the table of a model may be expected to grow. Names decide alone where they can mean nothing else; all other
 * signs count two or three together, because each of them is also found on tables that grow.
 */
export const tableSizeOf = oncePerObject((model: Model): TableSize => {
  if (fixedNames.test(model.name)) return { kind: "fixed" };
  const ofTenants = tenantReasons(model);
  if (ofTenants) return { kind: "tenants", reasons: ofTenants };
  const ofSmall = smallReasons(model);
  return ofSmall ? { kind: "small", reasons: ofSmall } : { kind: "open" };
});

/** Tables that stay small by what they are called. */
const fixedNames =
  /^(?:Country|Currency|Language|ContentType|Permission|Group|Site|Locale|TimeZone|Tenant|Region|Role|Plan|SocialApp)$|(?:Type|Status|Category|Kind|Settings?|Config|Configuration|Workflow|Connector|Provider|Plugin|Feature|Flag|Option)$/;

/** What things are called that an administrator or an editor sets up; so are some tables that grow. */
const settingNames =
  /^(?:Saved|Custom|Scheduled|Periodic|Default)[A-Z]|(?:Permission|Restriction|Rule|Template|Field|Tag|Label|Repository|Source|Webhook|Filter|Zone|Group|Extension|Query|Policy|Preset|Class|Namespace|Schedule|Theme)$/;

/** What a customer of a site that serves many is called. */
const tenantNames = /^(?:Org|Organi[sz]ation|Company|Workspace|Team|Tenancy|Agency|School|Institution)$/;

/** So many models with rows of a tenant make it one. */
const manyModels = 10;

/** Columns by which people call a row. */
const givenNames = /^(?:name|slug|title|label|codename|identifier|locale|(?:display|short|full)_name)$/;

/** More are for things that have a life: states, counters, texts. */
const fewColumns = 10;

const peopleNames = /(?:User|Account|Person|Customer|Member)$/;

function tenantReasons(model: Model): readonly string[] | undefined {
  if (!tenantNames.test(model.name)) return undefined;
  const others = new Set(
    relationsOf(model).flatMap(({ direction, target }) => (direction === "reverse" ? (target ?? []) : [])),
  );
  if (others.size < manyModels) return undefined;
  return ["it has one row for each customer", `${String(others.size)} models refer to it`];
}

function smallReasons(model: Model): readonly string[] | undefined {
  const owners = relationsOf(model).filter(isNeeded);
  if (owners.some(({ target }) => peopleNames.test(nameIn(target)))) return undefined;
  const isCalledSo = settingNames.test(model.name);
  const name = givenName(model);
  const standsAlone = owners.length === 0 && model.parents.length === 0 && !model.isIncomplete;
  const isNarrow = !model.isIncomplete && hasFewColumns(model);
  const isSmall = isCalledSo ? name !== undefined || isNarrow : name !== undefined && standsAlone && isNarrow;
  if (!isSmall) return undefined;
  return [
    ...(isCalledSo ? ["it is called like something that is set up by hand"] : []),
    ...(name === undefined ? [] : [`each row has a ${name} of its own`]),
    ...(standsAlone ? ["its rows belong to no other row"] : []),
    ...(isNarrow ? ["it has few columns and no date"] : []),
  ];
}

function relationsOf({ relations }: Model): readonly Relation[] {
  return [...relations.values()];
}

/** Each row belongs to one of the target. The kind of a thing is no owner of it. */
function isNeeded({ direction, arity, isNullable, target }: Relation): boolean {
  return direction === "forward" && arity === "one" && !isNullable && !fixedNames.test(nameIn(target));
}

function nameIn(target: string | undefined): string {
  return target?.slice(target.lastIndexOf(".") + 1) ?? "";
}

/** The column by which each row is called, alone or among the rows of an owner that it need not have. */
function givenName({ unique, relations }: Model): string | undefined {
  const isScope = (column: string): boolean => {
    const relation = relations.get(column);
    return relation !== undefined && !isNeeded(relation);
  };
  return unique.flatMap((columns) => {
    const names = columns.filter((column) => givenNames.test(column));
    const others = columns.filter((column) => !givenNames.test(column));
    return names.length === 1 && others.every(isScope) ? names : [];
  })[0];
}

/** Few columns besides the key and the dates that are noted on saving, and none that places the row in time. */
function hasFewColumns({ columns, primaryKey }: Model): boolean {
  const own = columns.filter(({ name, isSetOnSave }) => !primaryKey.includes(name) && !isSetOnSave);
  return own.length <= fewColumns && !own.some(isDated);
}

function isDated({ type, weight }: Column): boolean {
  return type.includes("Date") || weight === "binary";
}
