import type {
  AssignStatement,
  ClassStatement,
  FunctionStatement,
  Statement,
} from "../../syntax/statements.js";
import type { CallExpression, Expression } from "../../syntax/syntax.js";
import type { CodeFacts, CodeSource, EntityAddition } from "../code-declarations.js";
import type { ClassSite, CodeScope } from "../code-sites.js";
import type { OptionFields, OptionValue } from "../options.js";
import { readStatic, writtenPath } from "../static-value.js";
import { additionsOf } from "./associations.js";
import { addedColumn, columnOf, isTrue } from "./columns.js";
import { type DataType, dataTypeOf } from "./data-types.js";
import { declaredEntity, locate } from "./definitions.js";
import { scopesOf, textOf } from "./model-options.js";
import { targetOf } from "./targets.js";

/** Packages of the decorators: https://github.com/sequelize/sequelize-typescript, https://sequelize.org/docs/v7/models/defining-models/ */
const packages = /^(?:sequelize-typescript|@sequelize\/core)\b/;

/** A model as a decorated class declares it. */
export function decoratedIn(source: CodeSource, site: ClassSite): Pick<CodeFacts, "entities" | "additions"> {
  const { statement, scope } = site;
  const members = statement.body.flatMap((member) => memberOf(source, member) ?? []);
  const table = decoratorOf(source, statement.decorators, ["Table"]);
  if (!table && members.every(({ decorators }) => decorators.size === 0)) return { entities: [] };
  const { classes, externals } = source.ancestryOf(statement);
  if (!table && !externals.some((path) => packages.test(path))) return { entities: [] };
  const options = optionsOf(source, scope, statement, table);
  const columns = members.flatMap((member) => columnIn(source, scope, member) ?? []);
  const keys = members.filter(({ decorators }) => decorators.has("PrimaryKey")).map(({ name }) => name);
  const written = columns.filter(({ isKey }) => isKey).map(({ column }) => column.name);
  const identity = {
    reference: { file: source.file, name: statement.name },
    aliases: [],
    name: textOf(options.get("modelName")) ?? statement.name,
    declared: locate(source, statement.nameSpan),
    classes,
  };
  const entity = declaredEntity(identity, options, {
    columns: columns.map(({ column }) => column),
    primaryKey: [...new Set([...keys, ...written])],
    unique: columns.filter(({ isUnique }) => isUnique).map(({ column }) => [column.name]),
    isOpen: false,
  });
  const isModel = table !== undefined || externals.some((path) => path.startsWith("@sequelize/core"));
  const inherited = isModel
    ? entity
    : { ...entity, columns: columns.map(({ column }) => column), primaryKey: keys };
  return {
    entities: [{ ...inherited, isModel }],
    additions: members.flatMap((member) => associationsIn(source, site, member)),
  };
}

/** A field or getter with its decorators, by the last part of their names. */
interface Member {
  readonly name: string;
  readonly statement: AssignStatement | FunctionStatement;
  readonly decorators: ReadonlyMap<string, CallExpression | undefined>;
}

function memberOf(source: CodeSource, statement: Statement): Member | undefined {
  if (statement.kind !== "assign" && statement.kind !== "function") return undefined;
  const [target] = statement.kind === "assign" ? statement.targets : [];
  const name =
    statement.kind === "function" ? statement.name : target?.kind === "name" ? target.name : undefined;
  const decorators = new Map(
    (statement.decorators ?? []).flatMap((decorator) => {
      const call = decorator.kind === "call" ? decorator : undefined;
      const path = source.pathOf(call ? call.callee : decorator);
      return path !== undefined && packages.test(path)
        ? [[path.slice(path.lastIndexOf(".") + 1), call] as const]
        : [];
    }),
  );
  return name === undefined || decorators.size === 0 ? undefined : { name, statement, decorators };
}

function decoratorOf(
  source: CodeSource,
  decorators: readonly Expression[],
  names: readonly string[],
): Expression | undefined {
  return decorators.find((decorator) => {
    const path = source.pathOf(decorator.kind === "call" ? decorator.callee : decorator) ?? "";
    return packages.test(path) && names.includes(path.slice(path.lastIndexOf(".") + 1));
  });
}

/** The options of `@Table({…})`, with the scopes of `@DefaultScope` and `@Scopes`. */
function optionsOf(
  source: CodeSource,
  scope: CodeScope,
  { decorators }: ClassStatement,
  table: Expression | undefined,
): OptionFields {
  const given = argumentOf(source, scope, table);
  const fields = new Map(given?.kind === "object" ? given.fields : []);
  const usual = argumentOf(source, scope, decoratorOf(source, decorators, ["DefaultScope"]));
  const named = argumentOf(source, scope, decoratorOf(source, decorators, ["Scopes"]));
  if (usual) fields.set("defaultScope", usual);
  if (named) fields.set("scopes", named);
  return scopesOf(fields).size > 0 || fields.size > 0 ? fields : new Map();
}

function argumentOf(
  source: CodeSource,
  scope: CodeScope,
  decorator: Expression | undefined,
): OptionValue | undefined {
  const first = decorator?.kind === "call" ? decorator.arguments[0] : undefined;
  return first && readStatic(source, scope, first.value);
}

const columnDecorators = [
  "Column",
  "Attribute",
  "PrimaryKey",
  "ForeignKey",
  "AutoIncrement",
  "Unique",
  "AllowNull",
];
const dateDecorators = ["CreatedAt", "UpdatedAt", "DeletedAt"];

function columnIn(
  source: CodeSource,
  scope: CodeScope,
  { name, statement, decorators }: Member,
):
  | { readonly column: ReturnType<typeof columnOf>; readonly isKey: boolean; readonly isUnique: boolean }
  | undefined {
  const at = locate(source, statement);
  if (dateDecorators.some((one) => decorators.has(one)))
    return { column: addedColumn(name, "DATE", at), isKey: false, isUnique: false };
  if (!columnDecorators.some((one) => decorators.has(one))) return undefined;
  const given = argumentOf(source, scope, decorators.get("Column") ?? decorators.get("Attribute"));
  const options: OptionFields = given?.kind === "object" ? given.fields : new Map();
  const type = given && dataTypeOf(given.kind === "object" ? (options.get("type") ?? given) : given);
  if (type?.isVirtual === true) return undefined;
  const isKey = decorators.has("PrimaryKey") || isTrue(options.get("primaryKey"));
  const isUnique = decorators.has("Unique") || options.has("unique");
  const column = columnOf(name, type ?? typeByAnnotation(statement), at, {
    isNullable: !isKey && !decorators.has("NotNull"),
    isPlain: statement.kind === "assign" && !options.has("get"),
    isShort: isKey || isUnique || decorators.has("ForeignKey"),
  });
  return { column, isKey, isUnique };
}

/** Types of the language that stand for a data type. */
const annotated: Readonly<Record<string, string>> = {
  string: "STRING",
  number: "INTEGER",
  bigint: "BIGINT",
  boolean: "BOOLEAN",
  Date: "DATE",
  Buffer: "BLOB",
};

function typeByAnnotation(statement: AssignStatement | FunctionStatement): DataType {
  const annotation = statement.kind === "assign" ? statement.annotation : statement.returns;
  const name = annotation && (writtenPath(annotation) ?? "");
  const known = name !== undefined && Object.hasOwn(annotated, name) ? annotated[name] : undefined;
  const at = { file: "", start: 0, end: 0 };
  return (
    dataTypeOf({ kind: "reference", path: known ?? "", at }) ?? {
      name: "unknown",
      weight: "small",
      isInteger: false,
      isVirtual: false,
    }
  );
}

function associationsIn(
  source: CodeSource,
  { statement: owner, scope }: ClassSite,
  { name, statement, decorators }: Member,
): readonly EntityAddition[] {
  return [...decorators].flatMap(([decorator, call]) => {
    const method = decorator.charAt(0).toLowerCase() + decorator.slice(1);
    const [first, second] = call?.arguments ?? [];
    const to = targetOf(source, scope, owner, first?.value);
    const from = { kind: "reference", reference: { file: source.file, name: owner.name } } as const;
    const options = second && readStatic(source, scope, second.value);
    const isKnown = options?.kind === "object" || options?.kind === "literal";
    return to
      ? additionsOf(method, from, to, isKnown ? options : undefined, locate(source, statement), name)
      : [];
  });
}
