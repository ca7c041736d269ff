import type { Column } from "../../project/catalog.js";
import type { AssignStatement } from "../../syntax/statements.js";
import type { Expression } from "../../syntax/syntax.js";
import type { CodeSource, DeclaredEntity, DeclaredLink } from "../code-declarations.js";
import type { OptionValue } from "../options.js";
import { columnOf } from "./columns.js";
import {
  type Decorator,
  decoratorsIn,
  literalIn,
  optionsIn,
  staticValue,
  targetOf,
} from "./read-decorators.js";

/** What the fields of a class declare. */
export interface Fields {
  readonly columns: readonly Column[];
  readonly links: readonly DeclaredLink[];
  readonly embedded: DeclaredEntity["embedded"];
  readonly primaryKey: readonly string[];
  readonly unique: readonly (readonly string[])[];
  readonly indexes: readonly (readonly string[])[];
}

/** Decorators that make a column, with the type that it has unless it names one. */
const columnDecorators: Readonly<Record<string, string | undefined>> = {
  Column: undefined,
  PrimaryColumn: undefined,
  PrimaryGeneratedColumn: "integer",
  ObjectIdColumn: "objectid",
  CreateDateColumn: "datetime",
  UpdateDateColumn: "datetime",
  DeleteDateColumn: "datetime",
  VersionColumn: "integer",
  ViewColumn: undefined,
  VirtualColumn: "varchar",
};

const keyDecorators = /^(?:Primary|ObjectId)/;
const setOnSave = /^(?:UpdateDate|Version)/;

/** Decorators of relations: https://typeorm.io/docs/relations/relations */
const relationDecorators: Readonly<Record<string, Pick<DeclaredLink, "arity" | "direction">>> = {
  OneToOne: { arity: "one", direction: "forward" },
  ManyToOne: { arity: "one", direction: "forward" },
  TreeParent: { arity: "one", direction: "forward" },
  OneToMany: { arity: "many", direction: "reverse" },
  ManyToMany: { arity: "many", direction: "forward" },
  TreeChildren: { arity: "many", direction: "reverse" },
};

/** Reads the decorated fields of a class. */
export function fieldsIn(
  source: CodeSource,
  statements: readonly AssignStatement[],
  self: DeclaredEntity["reference"],
): Fields {
  const fields = statements.flatMap((statement) => fieldOf(source, statement) ?? []);
  const keys = fields.filter(({ isKey }) => isKey).map(({ name }) => name);
  return {
    columns: fields.flatMap(({ column }) => column ?? []),
    links: fields.flatMap((field) => linkOf(source, field, self) ?? []),
    embedded: fields.flatMap(({ name, embeds }) => (embeds ? [{ name, target: embeds }] : [])),
    primaryKey: keys,
    unique: fields.filter(({ isUnique }) => isUnique).map(({ name }) => [name]),
    indexes: fields.filter(({ isIndexed }) => isIndexed).map(({ name }) => [name]),
  };
}

interface Field {
  readonly name: string;
  readonly statement: AssignStatement;
  readonly decorators: readonly Decorator[];
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isIndexed: boolean;
  readonly column?: Column;
  readonly embeds?: DeclaredEntity["embedded"][number]["target"];
}

function fieldOf(source: CodeSource, statement: AssignStatement): Field | undefined {
  const [target] = statement.targets;
  if (target?.kind !== "name" || !statement.decorators) return undefined;
  const decorators = decoratorsIn(source, statement.decorators);
  const column = decorators.find(({ name, isOwn }) => isOwn || Object.hasOwn(columnDecorators, name));
  const index = decorators.find(({ name }) => name === "Index");
  const isKey = decorators.some(
    ({ name, given }) => keyDecorators.test(name) || (name === "Column" && isPrimary(source, given)),
  );
  const options = column && optionsIn(source, column);
  const isUniqueIndex = index !== undefined && literalIn(optionsIn(source, index), "unique") === true;
  const isUnique = isUniqueIndex || (options !== undefined && literalIn(options, "unique") === true);
  const known = { name: target.name, statement, decorators, isKey, isUnique, isIndexed: index !== undefined };
  const [first] = column?.given ?? [];
  if (column && options && first?.kind === "lambda" && !column.isOwn) {
    const embeds = targetOf(source, first);
    return embeds ? { ...known, embeds } : known;
  }
  return column && options
    ? { ...known, column: describe(source, column, options, { ...known, isKey: isKey || isUnique }) }
    : known;
}

function isPrimary(source: CodeSource, given: readonly Expression[]): boolean {
  return literalIn(optionsIn(source, { name: "Column", isOwn: false, given }), "primary") === true;
}

function describe(
  source: CodeSource,
  decorator: Decorator,
  options: ReadonlyMap<string, OptionValue>,
  { name, statement, isKey }: Pick<Field, "name" | "statement" | "isKey">,
): Column {
  const length = Number(literalIn(options, "length"));
  return columnOf({
    name,
    declared: { file: source.file, start: statement.start, end: statement.end },
    type: typeIn(source, decorator, options),
    annotation: nameOfType(statement.annotation),
    length: Number.isNaN(length) ? undefined : length,
    isMaximal: /^max$/i.test(String(literalIn(options, "length"))),
    isList: literalIn(options, "array") === true,
    isKey,
    isNullable: literalIn(options, "nullable") === true,
    isHidden: literalIn(options, "select") === false || decorator.name === "VirtualColumn",
    isConverted: options.has("transformer"),
    isSetOnSave: setOnSave.test(decorator.name) || options.has("onUpdate"),
  });
}

/** `@Column("bytea")`, `@Column({ type: "bytea" })`, `@PrimaryGeneratedColumn("uuid")`; what a name of the program says. */
function typeIn(
  source: CodeSource,
  { name, isOwn, given: [first] }: Decorator,
  options: ReadonlyMap<string, OptionValue>,
): string | undefined {
  if (isOwn) return /json|text/i.test(name) ? "json" : undefined;
  const stated = options.get("type");
  const value = stated ?? (first && first.kind !== "lambda" ? staticValue(source, first) : undefined);
  const text = value?.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
  if (text === undefined && value?.kind === "reference")
    return /^(?:String|Number|Boolean|Date|Buffer)$/.test(value.path) ? value.path : "unknown";
  if (name !== "PrimaryGeneratedColumn") return text ?? columnDecorators[name];
  return text === "increment" || text === "identity" || text === "rowid" ? "integer" : (text ?? "integer");
}

/** `Buffer` of `Buffer | null`; `Promise` of a lazy relation. */
function nameOfType(annotation: Expression | undefined): string | undefined {
  switch (annotation?.kind) {
    case "name":
      return annotation.name;
    case "index":
      return nameOfType(annotation.object);
    case "binary":
      return nameOfType(annotation.left) ?? nameOfType(annotation.right);
    default:
      return undefined;
  }
}

function linkOf(
  source: CodeSource,
  { name, statement, decorators }: Field,
  self: DeclaredEntity["reference"],
): DeclaredLink | undefined {
  const decorator = decorators.find((one) => Object.hasOwn(relationDecorators, one.name));
  const kind = decorator && relationDecorators[decorator.name];
  if (!decorator || !kind) return undefined;
  const options = optionsIn(source, decorator);
  const isTree = decorator.name.startsWith("Tree");
  const isOwner = decorator.name !== "OneToOne" || decorators.some((one) => one.name === "JoinColumn");
  return {
    name,
    arity: kind.arity,
    direction: isOwner ? kind.direction : "reverse",
    target: isTree ? { kind: "reference", reference: self } : targetOf(source, decorator.given[0]),
    isNullable: kind.arity === "one" && literalIn(options, "nullable") !== false,
    isEager: literalIn(options, "eager") === true,
    isLazy: literalIn(options, "lazy") === true || nameOfType(statement.annotation) === "Promise",
  };
}
