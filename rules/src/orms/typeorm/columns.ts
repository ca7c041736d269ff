import type { Column, ColumnWeight } from "../../project/catalog.js";
import type { Location } from "../../location.js";

/** What a declaration says of a column. */
export interface ColumnFacts {
  readonly name: string;
  readonly declared: Location;
  /** As the decorator or the schema names it. */
  readonly type: string | undefined;
  /** Name of the type that the program gives the property. */
  readonly annotation: string | undefined;
  readonly length: number | undefined;
  readonly isMaximal: boolean;
  readonly isList: boolean;
  readonly isKey: boolean;
  readonly isNullable: boolean;
  readonly isHidden: boolean;
  readonly isConverted: boolean;
  readonly isSetOnSave: boolean;
}

/** Column types by what they hold: https://typeorm.io/docs/entity/entities#column-types */
const binaries =
  /^(?:bytea|bytes|blob|mediumblob|longblob|binary|varbinary|image|raw|long raw|bfile|binary large object)$/;
const texts =
  /^(?:text|mediumtext|longtext|ntext|clob|nclob|json|jsonb|simple-json|simple-array|xml|hstore|character large object|shorttext|tsvector)$/;
const integers =
  /^(?:int|int2|int4|int8|int64|integer|tinyint|smallint|mediumint|bigint|unsigned big int|serial|bigserial)$/;

/** Bytes that are few by custom: digests, keys, addresses. */
const smallNames =
  /(?:hash|digest|checksum|salt|nonce|(?:^|[_a-z])iv|(?:^|[_a-z])key|token|version|uuid|guid|(?:^|[_a-z])ip|signature|(?:^|[_a-z])id)$/i;

/** Up to this many bytes weigh no more than a text. */
const fewBytes = 255;

/** A column as the declaration describes it. */
export function columnOf(facts: ColumnFacts): Column {
  const { name, declared, isNullable, isHidden, isConverted, isSetOnSave } = facts;
  const type = typeOf(facts);
  return {
    name,
    attribute: name,
    type,
    weight: weightOf(facts, type),
    isNullable,
    isPlain: !isConverted,
    isSetOnSave,
    isInteger: integers.test(type),
    declared,
    ...(isHidden ? { isHidden } : {}),
  };
}

/** What columns hold whose type the program's types tell: https://typeorm.io/docs/entity/entities#column-types */
const typesOfAnnotations: Readonly<Record<string, string>> = {
  number: "integer",
  Number: "integer",
  string: "varchar",
  String: "varchar",
  boolean: "boolean",
  Boolean: "boolean",
  Date: "datetime",
  Buffer: "blob",
  Uint8Array: "blob",
};

function typeOf({ type, annotation }: ColumnFacts): string {
  const named = type ?? annotation ?? "";
  return (
    (Object.hasOwn(typesOfAnnotations, named) ? typesOfAnnotations[named] : undefined) ??
    type?.toLowerCase() ??
    ""
  );
}

function weightOf({ name, length, isMaximal, isList, isKey }: ColumnFacts, type: string): ColumnWeight {
  if (binaries.test(type)) {
    const isSmall = isKey || (length !== undefined && length <= fewBytes) || smallNames.test(name);
    return isSmall ? "small" : "binary";
  }
  return texts.test(type) || isMaximal || isList ? "large" : "small";
}
