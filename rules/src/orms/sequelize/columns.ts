import type { Column } from "../../project/catalog.js";
import type { Location } from "../../location.js";
import type { OptionFields, OptionValue } from "../options.js";
import { holdsFewBytes } from "../small-bytes.js";
import { type DataType, dataTypeOf } from "./data-types.js";

/** What a model's attributes say. */
export interface AttributesRead {
  readonly columns: readonly Column[];
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  /** Some attributes are out of sight. */
  readonly isOpen: boolean;
}

/** Reads the attributes of a model: https://sequelize.org/docs/v6/core-concepts/model-basics/#column-options */
export function readAttributes(attributes: OptionValue): AttributesRead | undefined {
  if (attributes.kind !== "object") return undefined;
  const read = [...attributes.fields].flatMap(([name, value]) => attributeOf(name, value) ?? []);
  const isModel = read.length > 0 || attributes.isOpen || attributes.fields.size === 0;
  if (!isModel) return undefined;
  const flat = read.map(({ column }) => column).filter((column) => column !== undefined);
  return {
    columns: flat,
    primaryKey: read.flatMap(({ column, isKey }) => (column && isKey ? [column.name] : [])),
    unique: uniqueSets(read),
    isOpen: attributes.isOpen,
  };
}

/** One attribute. */
interface Attribute {
  /** Absent for one that the program computes. */
  readonly column: Column | undefined;
  readonly isKey: boolean;
  /** Alone, or together with those that have the same text. */
  readonly unique: string | boolean;
}

function attributeOf(name: string, value: OptionValue): Attribute | undefined {
  const options: OptionFields = value.kind === "object" ? value.fields : new Map();
  const given = value.kind === "object" ? options.get("type") : value;
  const type = given && dataTypeOf(given);
  if (!type) return undefined;
  if (type.isVirtual) return { column: undefined, isKey: false, unique: false };
  const isKey = isTrue(options.get("primaryKey"));
  const unique = uniqueOf(options.get("unique"));
  const isShort = isKey || unique !== false || options.has("references");
  const column = columnOf(name, type, value.at, {
    isNullable: !isKey && isNullable(options.get("allowNull")),
    isPlain: !options.has("get"),
    isShort,
  });
  return { column, isKey, unique };
}

/** What an attribute says besides its type. */
export interface ColumnTraits {
  readonly isNullable: boolean;
  readonly isPlain: boolean;
  /** Keys are short whatever their type. */
  readonly isShort: boolean;
}

/** A column of a type. */
export function columnOf(
  name: string,
  type: DataType,
  declared: Location,
  { isNullable, isPlain, isShort }: ColumnTraits,
): Column {
  const isSmall = type.weight === "binary" && (isShort || holdsFewBytes(name));
  return {
    name,
    attribute: name,
    type: type.name,
    weight: isSmall ? "small" : type.weight,
    isNullable,
    isPlain,
    isSetOnSave: false,
    isInteger: type.isInteger,
    declared,
  };
}

/** Keys and dates that Sequelize adds by itself. */
export function addedColumn(name: string, type: string, declared: Location): Column {
  return {
    name,
    attribute: name,
    type,
    weight: "small",
    isNullable: type === "DATE",
    isPlain: true,
    isSetOnSave: type === "DATE",
    isInteger: type === "INTEGER",
    declared,
  };
}

function uniqueSets(attributes: readonly Attribute[]): readonly (readonly string[])[] {
  const together = new Map<string, string[]>();
  const alone: string[][] = [];
  for (const { column, unique } of attributes) {
    if (!column || unique === false) continue;
    if (unique === true) alone.push([column.name]);
    else together.set(unique, [...(together.get(unique) ?? []), column.name]);
  }
  return [...alone, ...together.values()];
}

function uniqueOf(value: OptionValue | undefined): string | boolean {
  if (value?.kind === "object") {
    const name = value.fields.get("name");
    return name?.kind === "literal" && typeof name.value === "string" ? name.value : true;
  }
  if (value?.kind !== "literal") return false;
  return typeof value.value === "string" ? value.value : value.value === true;
}

/** Whether a value is the literal `true`. */
export function isTrue(value: OptionValue | undefined): boolean {
  return value?.kind === "literal" && value.value === true;
}

function isNullable(value: OptionValue | undefined): boolean {
  return !(value?.kind === "literal" && value.value === false);
}
