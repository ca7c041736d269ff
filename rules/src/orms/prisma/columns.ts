import type { Column, ColumnWeight } from "../../project/catalog.js";
import { holdsFewBytes } from "../small-bytes.js";
import type { Attribute, Block, Field } from "./parse-schema.js";

/** Scalar types: https://www.prisma.io/docs/orm/reference/prisma-schema-reference#model-field-scalar-types */
const scalars: Readonly<Record<string, ColumnWeight>> = {
  String: "small",
  Boolean: "small",
  Int: "small",
  BigInt: "small",
  Float: "small",
  Decimal: "small",
  DateTime: "small",
  Json: "large",
  Bytes: "binary",
};

/** Native types without a small bound: https://www.prisma.io/docs/orm/reference/prisma-schema-reference#attributes */
const largeTypes = /^db\.(?:Text|MediumText|LongText|NText|Xml|Json|JsonB)$/;

/** Native types that hold at most so many bytes as they say. */
const boundedTypes = /^db\.(?:Binary|VarBinary|Bit|VarBit)$/;

/** More bytes than this are worth a word. */
const fewBytes = 255;

/** The columns of a model: fields that hold a value of their own. */
export function columnsOf(model: Block, file: string, isEnum: (name: string) => boolean): readonly Column[] {
  return model.fields.flatMap((field): readonly Column[] => {
    const weight = scalars[field.type] ?? (isEnum(field.type) ? "small" : undefined);
    if (weight === undefined || hasAttribute(field, "ignore")) return [];
    return [
      {
        name: field.name,
        attribute: field.name,
        type: field.type,
        weight: weightOf(model, field, weight),
        isNullable: field.arity === "optional",
        isPlain: true,
        isSetOnSave: hasAttribute(field, "updatedAt"),
        isInteger: field.type === "Int" || field.type === "BigInt",
        declared: { file, start: field.start, end: field.end },
      },
    ];
  });
}

function weightOf(model: Block, field: Field, weight: ColumnWeight): ColumnWeight {
  if (field.arity === "many") return weight === "binary" ? "binary" : "large";
  const native = field.attributes.find(({ name }) => name.startsWith("db."));
  if (weight === "small") return native && isLarge(native) ? "large" : "small";
  if (weight !== "binary") return weight;
  return isKey(model, field) || holdsFewBytes(field.name) || (native && isSmall(native)) ? "small" : "binary";
}

function isLarge({ name, given }: Attribute): boolean {
  return largeTypes.test(name) || /^max$/i.test(given.trim());
}

function isSmall({ name, given }: Attribute): boolean {
  return boundedTypes.test(name) && Number(given) <= fewBytes;
}

/** Keys and the columns of relations are short: hashes, credentials, identifiers. */
function isKey(model: Block, field: Field): boolean {
  if (hasAttribute(field, "id") || hasAttribute(field, "unique")) return true;
  const names = [
    ...model.attributes.filter(({ name }) => name === "id" || name === "unique"),
    ...model.fields.flatMap(({ attributes }) => attributes.filter(({ name }) => name === "relation")),
  ].flatMap(({ given }) => given.match(/\w+/g) ?? []);
  return names.includes(field.name);
}

/** Whether a field carries an attribute. */
export function hasAttribute({ attributes }: Field, name: string): boolean {
  return attributes.some((attribute) => attribute.name === name);
}
