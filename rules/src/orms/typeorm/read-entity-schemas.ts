import type { Column } from "../../project/catalog.js";
import type { CodeSource, DeclaredEntity, DeclaredLink } from "../code-declarations.js";
import type { CallSite } from "../code-sites.js";
import type { OptionValue } from "../options.js";
import { readStatic } from "../static-value.js";
import { columnOf } from "./columns.js";
import { nameIn } from "./packages.js";
import { literalIn } from "./read-decorators.js";

type Options = ReadonlyMap<string, OptionValue>;

/** Kinds of relations: https://typeorm.io/docs/entity/separating-entity-definition */
const relationKinds: Readonly<Record<string, Pick<DeclaredLink, "arity" | "direction">>> = {
  "one-to-one": { arity: "one", direction: "forward" },
  "many-to-one": { arity: "one", direction: "forward" },
  "one-to-many": { arity: "many", direction: "reverse" },
  "many-to-many": { arity: "many", direction: "forward" },
};

/** The entity that `new EntitySchema({ … })` describes. */
export function entityOfSchema(
  source: CodeSource,
  { call, holders, scope }: CallSite,
): DeclaredEntity | undefined {
  const [first] = call.arguments;
  if (!first || nameIn(source.pathOf(call.callee)) !== "EntitySchema") return undefined;
  const read = readStatic(source, scope, first.value);
  if (read.kind !== "object") return undefined;
  const options = read.fields;
  const name = textIn(options, "name");
  const target = options.get("target");
  const written =
    first.value.kind === "dictionary"
      ? first.value.entries.find(({ key }) => key?.kind === "literal" && key.value === "target")
      : undefined;
  const classOfRows = target && written ? source.referenceOf(written.value) : undefined;
  const [holder] = holders;
  const own = holder === undefined ? undefined : { file: source.file, name: holder };
  const reference = classOfRows ?? own ?? { file: source.file, name: name ?? "default" };
  const columns = [...membersOf(options, "columns")].map(([column, value]) => ({
    column,
    facts: fieldsOf(value),
  }));
  const isKey = ({ facts }: { readonly facts: Options }): boolean =>
    literalIn(facts, "primary") === true || literalIn(facts, "objectId") === true;
  const isUnique = ({ facts }: { readonly facts: Options }): boolean => literalIn(facts, "unique") === true;
  return {
    reference,
    name: name ?? reference.name,
    declared: { file: source.file, start: call.callee.start, end: call.callee.end },
    isModel: name !== undefined || classOfRows !== undefined,
    columns: columns.map(({ column, facts }) =>
      described(column, facts, options.get("columns")?.at ?? read.at),
    ),
    primaryKey: columns.filter(isKey).map(({ column }) => column),
    unique: [...columns.filter(isUnique).map(({ column }) => [column]), ...listsIn(options, "uniques")],
    indexes: listsIn(options, "indices"),
    links: [...membersOf(options, "relations")].flatMap(
      ([link, value]) => linkOf(link, fieldsOf(value)) ?? [],
    ),
    embedded: [],
    classes: classOfRows ? [classOfRows] : [],
    aliases: classOfRows && own ? [own] : [],
    isIncomplete: read.isOpen || options.has("embeddeds") || options.has("extends"),
    isManager: false,
    traits: [],
  };
}

function membersOf(options: Options, name: string): Options {
  const value = options.get(name);
  return value ? fieldsOf(value) : new Map<string, OptionValue>();
}

function fieldsOf(value: OptionValue): Options {
  return value.kind === "object" ? value.fields : new Map<string, OptionValue>();
}

function textIn(options: Options, name: string): string | undefined {
  const value = literalIn(options, name);
  return typeof value === "string" ? value : undefined;
}

function described(name: string, facts: Options, at: Column["declared"]): Column {
  const type = facts.get("type");
  const length = Number(literalIn(facts, "length"));
  const isKey = literalIn(facts, "primary") === true || literalIn(facts, "unique") === true;
  return columnOf({
    name,
    declared: type?.at ?? at,
    type: type?.kind === "reference" ? type.path : textIn(facts, "type"),
    annotation: undefined,
    length: Number.isNaN(length) ? undefined : length,
    isMaximal: /^max$/i.test(String(literalIn(facts, "length"))),
    isList: literalIn(facts, "array") === true,
    isKey,
    isNullable: literalIn(facts, "nullable") === true,
    isHidden: literalIn(facts, "select") === false,
    isConverted: facts.has("transformer"),
    isSetOnSave: literalIn(facts, "updateDate") === true || literalIn(facts, "version") === true,
  });
}

/** `[{ columns: ["name", "city"] }]`. */
function listsIn(options: Options, name: string): readonly (readonly string[])[] {
  const value = options.get(name);
  return (value?.kind === "list" ? value.items : []).flatMap((item) => {
    const columns = fieldsOf(item).get("columns");
    const names = (columns?.kind === "list" ? columns.items : []).flatMap((one) =>
      one.kind === "literal" && typeof one.value === "string" ? [one.value] : [],
    );
    return names.length > 0 ? [names] : [];
  });
}

function linkOf(name: string, facts: Options): DeclaredLink | undefined {
  const kind = relationKinds[textIn(facts, "type") ?? ""];
  if (!kind) return undefined;
  const target = facts.get("target");
  const named = target?.kind === "reference" ? target.path : textIn(facts, "target");
  const isOwner = textIn(facts, "type") !== "one-to-one" || facts.has("joinColumn");
  return {
    name,
    arity: kind.arity,
    direction: isOwner ? kind.direction : "reverse",
    target: named === undefined ? undefined : { kind: "name", name: named },
    isNullable: kind.arity === "one" && literalIn(facts, "nullable") !== false,
    isEager: literalIn(facts, "eager") === true,
    isLazy: literalIn(facts, "lazy") === true,
  };
}
