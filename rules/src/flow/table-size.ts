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
 * signs but one count together, because each of them is also found on tables that grow.
 */
export const tableSizeOf = oncePerObject((model: Model): TableSize => {
  if (fixedNames.test(model.name)) return { kind: "fixed" };
  if (isTenant(model)) {
    const reasons = ["it has one row for each customer", `${referring(model)} models refer to it`];
    return { kind: "tenants", reasons };
  }
  const isOfPerson = relationsOf(model).some((one) => isOwner(one) && peopleNames.test(targetName(one)));
  const deciding = smallTables.find((together) => together.every((sign) => signs[sign](model)));
  return deciding && !isOfPerson
    ? { kind: "small", reasons: deciding.flatMap((sign) => signs[sign](model) ?? []) }
    : { kind: "open" };
});

type Sign = "called" | "named" | "alone" | "narrow" | "ofKinds" | "listsKinds" | "switches" | "texts";

/** The signs that make a small table together. */
const smallTables: readonly (readonly Sign[])[] = [
  ["listsKinds"],
  ["called", "named"],
  ["called", "narrow"],
  ["named", "alone", "narrow"],
  ["named", "alone", "ofKinds"],
  ["named", "switches"],
  ["texts"],
];

/** What each sign says where it is there. */
const signs: Readonly<Record<Sign, (model: Model) => string | undefined>> = {
  called: saying("it is called like something that is set up by hand", ({ name }) => settingNames.test(name)),
  named: (model) => {
    const name = givenName(model);
    return name === undefined ? undefined : `each row has a ${name} of its own`;
  },
  alone: saying("its rows belong to no other row", isAlone),
  narrow: saying("it has few columns and no date", isNarrow),
  listsKinds: saying("each row lists the kinds of rows that it is for", (model) => isOfKinds(model, "many")),
  ofKinds: saying("each row is for a kind of rows", (model) => isOfKinds(model, "one")),
  switches: saying("many columns are switches", hasSwitches),
  texts: saying("it is a list of texts that nothing refers to", isListOfTexts),
};

/** Tables that stay small by what they are called. */
const fixedNames =
  /^(?:Country|Currency|Language|ContentType|Permission|Group|Site|Locale|TimeZone|Tenant|Region|Role|Plan|SocialApp)$|(?:Type|Status|Category|Kind|Settings?|Config|Configuration|Workflow|Connector|Provider|Plugin|Feature|Flag|Option|Migration)$/;

/** What things are called that an administrator or an editor sets up; so are some tables that grow. */
const settingNames =
  /^(?:Saved|Custom|Scheduled|Periodic|Default)[A-Z]|(?:Permission|Restriction|Rule|Template|Field|Tag|Label|Repository|Source|Webhook|Filter|Zone|Group|Extension|Query|Policy|Preset|Class|Namespace|Schedule|Theme)$/;

/** What a customer of a site that serves many is called. */
const tenantNames = /^(?:Org|Organi[sz]ation|Company|Workspace|Team|Tenancy|Agency|School|Institution)$/;

/** So many models that refer to one make it what a site is about. */
const manyModels = 10;

const peopleNames = /(?:User|Account|Person|Customer|Member)$/;

/** What says of which kind a row is: rows of any table are meant by it. */
const kindNames = /^ContentType$/;

/** Columns by which people call a row. */
const givenNames = /^(?:name|slug|title|label|codename|identifier|(?:display|short|full)_name)$/;

/** A column that names a row only where it is unique by itself. */
const loneNames = /^(?:locale|language)$/;

/** More are for things that have a life: states, counters, texts. */
const fewColumns = 10;

/** A text and what is said of it. */
const columnsOfText = 2;

const manySwitches = { count: 4, share: 1 / 4 };

function saying(reason: string, isOn: (model: Model) => boolean): (model: Model) => string | undefined {
  return (model) => (isOn(model) ? reason : undefined);
}

function isTenant(model: Model): boolean {
  return tenantNames.test(model.name) && referring(model) >= manyModels;
}

/** How many models refer to one. */
function referring(model: Model): number {
  const others = relationsOf(model).filter(({ direction }) => direction === "reverse");
  return new Set(others.map(({ target }) => target)).size;
}

function relationsOf({ relations }: Model): readonly Relation[] {
  return [...relations.values()];
}

/** Each row belongs to one of the target. The kind of a thing is no owner of it. */
function isOwner(relation: Relation): boolean {
  const { direction, arity, isNullable } = relation;
  return direction === "forward" && arity === "one" && !isNullable && !fixedNames.test(targetName(relation));
}

function targetName({ target }: Relation): string {
  return target?.slice(target.lastIndexOf(".") + 1) ?? "";
}

function isAlone(model: Model): boolean {
  return !model.isIncomplete && model.parents.length === 0 && !relationsOf(model).some(isOwner);
}

/** The column by which each row is called, alone or among the rows of an owner that it need not have. */
function givenName({ unique, relations }: Model): string | undefined {
  const isScope = (column: string): boolean => {
    const relation = relations.get(column);
    return relation !== undefined && !isOwner(relation);
  };
  return unique.flatMap((columns) => {
    if (columns.length === 1 && loneNames.test(columns.join())) return columns;
    const names = columns.filter((column) => givenNames.test(column));
    const others = columns.filter((column) => !givenNames.test(column));
    return names.length === 1 && others.every(isScope) ? names : [];
  })[0];
}

/** Few columns besides the key and the dates that are noted on saving, and none that places the row in time. */
function isNarrow(model: Model): boolean {
  const own = ownColumns(model).filter(({ isSetOnSave }) => !isSetOnSave);
  return !model.isIncomplete && own.length <= fewColumns && !own.some(isDated);
}

function ownColumns({ columns, primaryKey }: Model): readonly Column[] {
  return columns.filter(({ name }) => !primaryKey.includes(name));
}

function isDated({ type, weight }: Column): boolean {
  return type.includes("Date") || weight === "binary";
}

function isOfKinds(model: Model, arity: Relation["arity"]): boolean {
  return relationsOf(model).some(
    (one) => one.direction === "forward" && one.arity === arity && kindNames.test(targetName(one)),
  );
}

/** What a site is about has switches, too. */
function hasSwitches(model: Model): boolean {
  const switches = model.columns.filter(({ type }) => type.includes("Bool")).length;
  const isMuch = switches >= manySwitches.count && switches / model.columns.length >= manySwitches.share;
  return isMuch && referring(model) < manyModels;
}

function isListOfTexts(model: Model): boolean {
  const own = ownColumns(model);
  const isUnique = own.some(
    ({ name, type }) => type === "CharField" && model.unique.some((set) => set.join() === name),
  );
  return (
    !model.isIncomplete &&
    model.relations.size === 0 &&
    own.length <= columnsOfText &&
    own.every(({ type, weight }) => weight === "small" && !type.includes("Date")) &&
    isUnique
  );
}
