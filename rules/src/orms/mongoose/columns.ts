import type { Location } from "../../location.js";
import type { Column, ColumnWeight } from "../../project/catalog.js";
import type { OptionFields, OptionValue } from "../options.js";

/** What the paths of a schema come to. */
export interface PathsRead {
  readonly columns: readonly Column[];
  readonly unique: readonly string[];
  readonly links: readonly PathLink[];
  /** Paths whose schema another declaration holds. */
  readonly embedded: readonly { readonly name: string; readonly schema: string }[];
}

/** A path that refers to documents of another model. */
export interface PathLink {
  readonly name: string;
  readonly target: string | undefined;
  readonly arity: "one" | "many";
}

/** Schema types: https://mongoosejs.com/docs/schematypes.html. Texts have no bound, and are rarely long. */
const weights: Readonly<Record<string, ColumnWeight>> = {
  string: "small",
  number: "small",
  boolean: "small",
  bool: "small",
  date: "small",
  objectid: "small",
  objectidschema: "small",
  decimal128: "small",
  bigint: "small",
  int32: "small",
  double: "small",
  uuid: "small",
  buffer: "binary",
  mixed: "large",
  object: "large",
  map: "large",
  array: "large",
};

/** Bytes that are short by custom: the last word of the name says so. */
const shortNames =
  /^(?:hash|digest|checksum|salt|nonce|iv|key|token|version|uuid|guid|ip|signature|id|secret)$/i;

/** Reads the paths of a schema: https://mongoosejs.com/docs/guide.html#definition */
export function readPaths(fields: OptionFields): PathsRead {
  const paths = [...fields].map(([name, value]) => readPath(name, value));
  return {
    columns: paths.flatMap(({ column }) => column ?? []),
    unique: paths.flatMap(({ isUnique, name }) => (isUnique ? [name] : [])),
    links: paths.flatMap(({ links }) => links),
    embedded: paths.flatMap(({ name, schema }) => (schema === undefined ? [] : [{ name, schema }])),
  };
}

/** One path. */
export interface PathRead {
  readonly name: string;
  readonly column?: Column;
  /** The declaration that holds its schema. */
  readonly schema?: string;
  readonly isUnique: boolean;
  readonly links: readonly PathLink[];
}

/** Reads one path of a schema. */
export function readPath(name: string, value: OptionValue): PathRead {
  const options = optionsIn(value);
  const type = options?.get("type") ?? value;
  const read = typeOf(type);
  const isList = type.kind === "list";
  const ref = options ? refIn(options) : undefined;
  const own = ref === undefined ? [] : [{ name, target: ref.target, arity: arityOf(isList) }];
  const links = [...own, ...read.links.map((link) => nested(name, link, isList))];
  const isUnique = isTrue(options?.get("unique"));
  if (read.schema !== undefined) return { name, schema: read.schema, isUnique, links };
  const isShort = isUnique || isTrue(options?.get("index")) || shortNames.test(lastWord(name));
  const weight = read.weight === "binary" && isShort ? "small" : read.weight;
  return { name, column: columnOf(name, read.name, weight, value.at, options), isUnique, links };
}

/** A column of a type. */
export function columnOf(
  name: string,
  type: string,
  weight: ColumnWeight,
  declared: Location,
  options?: OptionFields,
): Column {
  return {
    name,
    attribute: name,
    type,
    weight,
    isNullable: !isTrue(options?.get("required")),
    isPlain: options?.has("get") !== true,
    isSetOnSave: false,
    isInteger: false,
    declared,
    ...(isFalse(options?.get("select")) ? { isHidden: true } : {}),
  };
}

/** `{ type: Buffer, select: false }`; an object with a path called `type` says `type: { type: String }`. */
function optionsIn(value: OptionValue): OptionFields | undefined {
  const type = value.kind === "object" ? value.fields.get("type") : undefined;
  const isPathOfThatName = type?.kind === "object" && type.fields.has("type");
  return value.kind === "object" && type && !isPathOfThatName ? value.fields : undefined;
}

interface TypeRead {
  readonly name: string;
  readonly weight: ColumnWeight;
  readonly schema?: string;
  readonly links: readonly PathLink[];
}

function typeOf(value: OptionValue): TypeRead {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string"
        ? named(value.value)
        : { name: "Mixed", weight: "large", links: [] };
    case "reference":
      return referred(value.path, value.given);
    case "list":
      return listOf(value.items);
    case "object":
      return nestedIn(value.fields);
    default:
      return { name: "unknown", weight: "small", links: [] };
  }
}

/** `Schema.Types.Buffer`, `new Schema({ … })`, `chapterSchema`. */
function referred(path: string, given: readonly OptionValue[] | undefined): TypeRead {
  const last = path.slice(path.lastIndexOf(".") + 1);
  const [first] = given ?? [];
  if (last === "Schema" || last === "raw")
    return first?.kind === "object" ? nestedIn(first.fields) : named("Mixed");
  // `buffer` of another package is none of ours.
  if (Object.hasOwn(weights, last.toLowerCase()) && last !== last.toLowerCase()) return named(last);
  return { name: last, weight: "small", schema: path, links: [] };
}

function named(name: string): TypeRead {
  const key = name.toLowerCase();
  return { name, weight: (Object.hasOwn(weights, key) ? weights[key] : undefined) ?? "small", links: [] };
}

/** A list has no bound; one without a type holds anything. */
function listOf([first]: readonly OptionValue[]): TypeRead {
  if (!first) return { name: "Array", weight: "large", links: [] };
  const { column, schema, links } = readPath("", first);
  if (schema !== undefined) return { name: "Array", weight: "large", schema, links };
  return { name: "Array", weight: column?.weight === "binary" ? "binary" : "large", links };
}

/** Paths inside of a path: as heavy as the heaviest of them. */
function nestedIn(fields: OptionFields): TypeRead {
  if (fields.size === 0) return named("Mixed");
  const { columns, links } = readPaths(fields);
  const shown = columns.filter(({ isHidden }) => isHidden !== true).map(({ weight }) => weight);
  const weight = shown.includes("binary") ? "binary" : shown.includes("large") ? "large" : "small";
  return { name: "Object", weight, links };
}

function nested(name: string, link: PathLink, isList: boolean): PathLink {
  const inner = link.name === "" ? name : `${name}.${link.name}`;
  return { ...link, name: inner, arity: isList || link.arity === "many" ? "many" : "one" };
}

/** `ref: "User"`, `ref: User`, `ref: User.name`. */
function refIn(options: OptionFields): { readonly target: string | undefined } | undefined {
  const ref = options.get("ref");
  if (!ref) return undefined;
  if (ref.kind === "literal" && typeof ref.value === "string") return { target: ref.value };
  return { target: ref.kind === "reference" ? ref.path.replace(/\.(?:name|modelName)$/, "") : undefined };
}

function arityOf(isList: boolean): "one" | "many" {
  return isList ? "many" : "one";
}

function lastWord(name: string): string {
  return (name.match(/[A-Z]?[a-z\d]+|[A-Z]+(?![a-z])/g) ?? []).at(-1) ?? "";
}

function isTrue(value: OptionValue | undefined): boolean {
  return value?.kind === "literal" && value.value === true;
}

function isFalse(value: OptionValue | undefined): boolean {
  return value?.kind === "literal" && value.value === false;
}
