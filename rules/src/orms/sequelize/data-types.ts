import type { ColumnWeight } from "../../project/catalog.js";
import type { OptionValue } from "../options.js";

/** What a data type says of its column. */
export interface DataType {
  /** Name of the type, `BLOB`. */
  readonly name: string;
  readonly weight: ColumnWeight;
  readonly isInteger: boolean;
  /** Computed by the program: no column of the table. */
  readonly isVirtual: boolean;
}

/** Data types: https://sequelize.org/docs/v6/core-concepts/model-basics/#data-types */
const weights: Readonly<Record<string, ColumnWeight>> = {
  STRING: "small",
  CHAR: "small",
  CITEXT: "large",
  TEXT: "large",
  INTEGER: "small",
  BIGINT: "small",
  TINYINT: "small",
  SMALLINT: "small",
  MEDIUMINT: "small",
  FLOAT: "small",
  DOUBLE: "small",
  REAL: "small",
  NUMBER: "small",
  DECIMAL: "small",
  NUMERIC: "small",
  BOOLEAN: "small",
  DATE: "small",
  DATEONLY: "small",
  TIME: "small",
  UUID: "small",
  UUIDV1: "small",
  UUIDV4: "small",
  ENUM: "small",
  RANGE: "small",
  INET: "small",
  CIDR: "small",
  MACADDR: "small",
  VIRTUAL: "small",
  JSON: "large",
  JSONB: "large",
  HSTORE: "large",
  GEOMETRY: "large",
  GEOGRAPHY: "large",
  TSVECTOR: "large",
  ARRAY: "large",
  BLOB: "binary",
};

const integers = ["INTEGER", "BIGINT", "TINYINT", "SMALLINT", "MEDIUMINT"];

/** Types of the database by their own names: `type: "LONGBLOB"`. */
const binaryNames = /^(?:tiny|medium|long)?blob$|^bytea$|^(?:var)?binary\b|^image$/i;

/** Reads a type: `DataTypes.BLOB("long")`, `Sequelize.STRING(64)`, `"BYTEA"`; `undefined` where it is none. */
export function dataTypeOf(value: OptionValue): DataType | undefined {
  if (value.kind === "literal" && typeof value.value === "string") return typeByName(value.value);
  if (value.kind !== "reference") return undefined;
  // Behind a type stand its variants: `STRING.BINARY` is a text.
  const name = value.path.split(".").find((part) => Object.hasOwn(weights, part));
  if (name === undefined) return undefined;
  const [first] = value.given ?? [];
  return { ...plainType(name), weight: weightOf(name, first) };
}

function plainType(name: string): DataType {
  return {
    name,
    weight: weights[name] ?? "small",
    isInteger: integers.includes(name),
    isVirtual: name === "VIRTUAL",
  };
}

function weightOf(name: string, given: OptionValue | undefined): ColumnWeight {
  const weight = weights[name] ?? "small";
  if (name === "ARRAY") return (given && dataTypeOf(given)?.weight) === "binary" ? "binary" : "large";
  const length = given?.kind === "literal" ? given.value : undefined;
  // https://sequelize.org/docs/v6/other-topics/other-data-types/#blobs: a tiny one holds 255 bytes.
  if (length === "tiny") return "small";
  return name === "STRING" && typeof length === "number" && length >= longText ? "large" : weight;
}

/** From this many characters on a text counts as large. */
const longText = 4000;

function typeByName(text: string): DataType {
  const [name = ""] = /^\w+/.exec(text) ?? [];
  if (Object.hasOwn(weights, name.toUpperCase())) return plainType(name.toUpperCase());
  const weight = !binaryNames.test(text) || /^tiny/i.test(text) ? "small" : "binary";
  return { name, weight, isInteger: /^(?:big|small|tiny)?int/i.test(text), isVirtual: false };
}
