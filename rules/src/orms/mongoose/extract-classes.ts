import type { Location } from "../../location.js";
import type { AssignStatement } from "../../syntax/statements.js";
import type { CallExpression, Expression } from "../../syntax/syntax.js";
import type { CodeSource, DeclaredEntity } from "../code-declarations.js";
import type { ClassSite, CodeScope } from "../code-sites.js";
import type { OptionFields, OptionValue } from "../options.js";
import { readStatic } from "../static-value.js";
import { columnOf, type PathRead, readPath } from "./columns.js";
import { linkTo, targetOf } from "./links.js";

/** Decorators of fields: https://docs.nestjs.com/techniques/mongodb, https://typegoose.github.io/typegoose/docs/api/decorators/prop */
const propDecorators =
  /^(?:@nestjs\/mongoose\.Prop|(?:@typegoose\/typegoose|@hasezoey\/typegoose|typegoose)\.(?:prop|arrayProp))$/;

/** Classes whose fields are paths of a schema; those without any are none of Mongoose's. */
export function entitiesOfClasses(
  source: CodeSource,
  classes: readonly ClassSite[],
): readonly DeclaredEntity[] {
  return classes.flatMap(({ statement, scope }): readonly DeclaredEntity[] => {
    const fields = statement.body.flatMap((member) =>
      member.kind === "assign" ? (fieldOf(source, scope, member) ?? []) : [],
    );
    const options = optionsOf(source, scope, statement.decorators);
    if (fields.length === 0 && !options) return [];
    const declared = { file: source.file, ...statement.nameSpan };
    const { classes: behind, externals } = source.ancestryOf(statement);
    const columns = fields.flatMap(({ column }) => column ?? []);
    const stamps = isStamped(options) ? ["createdAt", "updatedAt"] : [];
    const own = [
      columnOf("_id", "ObjectId", "small", declared),
      ...stamps.map((name) => columnOf(name, "Date", "small", declared)),
    ];
    return [
      {
        reference: { file: source.file, name: statement.name },
        name: statement.name,
        declared,
        isModel: true,
        columns: [...own.filter(({ name }) => columns.every((column) => column.name !== name)), ...columns],
        primaryKey: ["_id"],
        unique: fields.flatMap(({ isUnique, name }) => (isUnique ? [[name]] : [])),
        indexes: [],
        links: fields.flatMap(({ links }) => links.map((link) => linkTo(link))),
        embedded: fields.flatMap(({ name, schema }) =>
          schema === undefined ? [] : [{ name, target: targetOf(source, schema) }],
        ),
        classes: behind,
        aliases: [],
        isIncomplete: externals.includes("?"),
        isManager: false,
        traits: [],
      },
    ];
  });
}

function fieldOf(source: CodeSource, scope: CodeScope, field: AssignStatement): PathRead | undefined {
  const [target] = field.targets;
  const decorator = field.decorators?.find((one) => propDecorators.test(source.pathOf(calleeOf(one)) ?? ""));
  if (!decorator || target?.kind !== "name") return undefined;
  const [given] = decorator.kind === "call" ? decorator.arguments : [];
  const options = given && readStatic(source, scope, given.value);
  const at: Location = { file: source.file, start: target.start, end: target.end };
  const value = options && options.kind !== "object" ? options : withType(options?.fields, field, at);
  return readPath(target.name, { ...value, at });
}

/** What the decorator does not say, the type of the field does. */
function withType(
  options: OptionFields | undefined,
  { annotation }: AssignStatement,
  at: Location,
): OptionValue {
  const fields = new Map(options ?? []);
  const written = (annotation && typeOf(annotation, at)) ?? { kind: "unknown", at };
  if (!fields.has("type")) fields.set("type", fields.has("ref") ? asKey(written, at) : written);
  return { kind: "object", fields, isOpen: false, at };
}

/** A reference is the key of another document, or a list of keys. */
function asKey(written: OptionValue, at: Location): OptionValue {
  const key: OptionValue = { kind: "reference", path: "Types.ObjectId", at };
  return written.kind === "list" ? { kind: "list", items: [key], isOpen: false, at } : key;
}

function typeOf(annotation: Expression, at: Location): OptionValue | undefined {
  if (annotation.kind === "binary") return typeOf(annotation.left, at);
  if (annotation.kind === "index" && annotation.object.kind === "name") {
    const { name } = annotation.object;
    if (name === "Map" || name === "Record")
      return { kind: "reference", path: name === "Map" ? "Map" : "Mixed", at };
    const inner = annotation.index.kind === "collection" ? annotation.index.elements[0] : annotation.index;
    if (name !== "Array") return inner && typeOf(inner, at);
    const item = inner && typeOf(inner, at);
    return { kind: "list", items: item ? [item] : [], isOpen: false, at };
  }
  const path = pathOf(annotation);
  const plain = path === undefined ? undefined : plainTypes.get(path);
  if (plain !== undefined) return { kind: "reference", path: plain, at };
  return path === undefined ? undefined : { kind: "reference", path, at };
}

const plainTypes: ReadonlyMap<string, string> = new Map([
  ["string", "String"],
  ["number", "Number"],
  ["boolean", "Boolean"],
  ["bigint", "BigInt"],
  ["any", "Mixed"],
  ["object", "Mixed"],
]);

/** The options of `@Schema({ timestamps: true })`; `undefined` for classes without it. */
function optionsOf(
  source: CodeSource,
  scope: CodeScope,
  decorators: readonly Expression[],
): OptionFields | undefined {
  const call = decorators.find(
    (one): one is CallExpression =>
      one.kind === "call" && source.pathOf(one.callee) === "@nestjs/mongoose.Schema",
  );
  if (!call) return undefined;
  const [first] = call.arguments;
  const options = first && readStatic(source, scope, first.value);
  return options?.kind === "object" ? options.fields : new Map();
}

function isStamped(options: OptionFields | undefined): boolean {
  const timestamps = options?.get("timestamps");
  return timestamps !== undefined && !(timestamps.kind === "literal" && timestamps.value === false);
}

function calleeOf(decorator: Expression): Expression {
  return decorator.kind === "call" ? decorator.callee : decorator;
}

function pathOf(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "member") return undefined;
  const object = pathOf(expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}
