import type { Location } from "../../location.js";
import type { ClassReference, ModelTrait } from "../../project/catalog.js";
import type { CallExpression, Expression, Span } from "../../syntax/syntax.js";
import type { CodeFacts, CodeSource, DeclaredEntity, DeclaredLink } from "../code-declarations.js";
import { type CallSite, sitesIn } from "../code-sites.js";
import type { OptionFields, OptionValue } from "../options.js";
import { readStatic } from "../static-value.js";
import { columnOf, readPaths } from "./columns.js";
import { entitiesOfClasses } from "./extract-classes.js";
import { linkTo, targetOf } from "./links.js";

/** What a file declares for Mongoose: schemas, models that are made of them, and decorated classes. */
export function extract(source: CodeSource): CodeFacts {
  const { calls, classes } = sitesIn(source.whole());
  const schemas = calls.flatMap((site) => schemaOf(source, site, calls));
  const held = new Set(schemas.map(({ reference }) => reference.name));
  const models = calls.flatMap((site) => modelsOf(source, site, held));
  return { entities: [...schemas, ...models, ...entitiesOfClasses(source, classes)], engines: [] };
}

/** `const userSchema = new Schema({ … })`; one without a name belongs to the call that it stands in. */
function schemaOf(source: CodeSource, site: CallSite, calls: readonly CallSite[]): readonly DeclaredEntity[] {
  const [holder] = site.holders;
  if (holder === undefined || !isSchemaCall(source, site.call)) return [];
  const about = calls.filter(({ call }) => receiverOf(call) === holder);
  return [schemaEntity(source, site, { file: source.file, name: holder }, about)];
}

function schemaEntity(
  source: CodeSource,
  { call, scope }: CallSite,
  reference: ClassReference,
  about: readonly CallSite[],
): DeclaredEntity {
  const [paths, options] = call.arguments.map(({ value }) => readStatic(source, scope, value));
  const added = about.flatMap((site) => addedFields(source, site));
  const fields: OptionFields = new Map([...(paths?.kind === "object" ? paths.fields : []), ...added]);
  const read = readPaths(fields);
  const declared = locate(source, call);
  const virtuals = about.flatMap((site) => virtualOf(source, site));
  return {
    reference,
    name: reference.name,
    declared,
    isModel: false,
    columns: withOwn(read.columns, options, declared),
    primaryKey: ["_id"],
    unique: read.unique.map((name) => [name]),
    indexes: [],
    links: [...read.links.map((link) => linkTo(link)), ...virtuals],
    embedded: read.embedded.map(({ name, schema }) => ({ name, target: targetOf(source, schema) })),
    classes: [reference],
    aliases: [],
    isIncomplete: paths?.kind !== "object" || paths.isOpen,
    isManager: false,
    traits: about.flatMap(traitOf),
  };
}

/** What a schema has without saying so: https://mongoosejs.com/docs/guide.html#options */
function withOwn(
  columns: DeclaredEntity["columns"],
  options: OptionValue | undefined,
  declared: Location,
): DeclaredEntity["columns"] {
  const timestamps = options?.kind === "object" ? options.fields.get("timestamps") : undefined;
  const isStamped =
    timestamps !== undefined && !(timestamps.kind === "literal" && timestamps.value === false);
  const stamps = isStamped ? ["createdAt", "updatedAt"] : [];
  const own = [
    columnOf("_id", "ObjectId", "small", declared),
    ...stamps.map((name) => columnOf(name, "Date", "small", declared)),
  ];
  return [...own.filter(({ name }) => columns.every((column) => column.name !== name)), ...columns];
}

/** `schema.add({ … })` */
function addedFields(
  source: CodeSource,
  { call, scope }: CallSite,
): readonly (readonly [string, OptionValue])[] {
  const [first] = call.arguments;
  if (methodOf(call) !== "add" || !first) return [];
  const value = readStatic(source, scope, first.value);
  return value.kind === "object" ? [...value.fields] : [];
}

/** `schema.virtual("books", { ref: "Book", … })`: documents that only `populate` brings. */
function virtualOf(source: CodeSource, { call, scope }: CallSite): readonly DeclaredLink[] {
  const [name, options] = call.arguments.map(({ value }) => readStatic(source, scope, value));
  if (methodOf(call) !== "virtual" || name?.kind !== "literal" || options?.kind !== "object") return [];
  const ref = options.fields.get("ref");
  const isOne = options.fields.get("justOne");
  if (ref?.kind !== "literal" || typeof ref.value !== "string") return [];
  const arity = isOne?.kind === "literal" && isOne.value === true ? "one" : "many";
  return [linkTo({ name: String(name.value), target: ref.value, arity })];
}

/** Hooks that see each document that a query loads: https://mongoosejs.com/docs/middleware.html */
function traitOf({ call }: CallSite): readonly ModelTrait[] {
  const [hook] = call.arguments;
  const name = hook?.value.kind === "literal" ? hook.value.value : undefined;
  return methodOf(call) === "post" && (name === "find" || name === "init") ? ["custom-init"] : [];
}

/** `model("User", userSchema)`, `connection.model(…)`, `User.discriminator("Admin", adminSchema)`, `forFeature([…])`. */
function modelsOf(source: CodeSource, site: CallSite, held: ReadonlySet<string>): readonly DeclaredEntity[] {
  const method = methodOf(site.call);
  if (method === "forFeature" || method === "forFeatureAsync") return featuresOf(source, site);
  const [name, schema] = site.call.arguments;
  if (method === undefined || !/^(?:discriminator|\w*[mM]odel)$/.test(method)) return [];
  if (name?.value.kind !== "literal" || typeof name.value.value !== "string" || !schema) return [];
  const base = method === "discriminator" ? receiverOf(site.call) : undefined;
  const [holder] = site.holders;
  const reference = { file: source.file, name: holder ?? `model ${name.value.value}` };
  const model = modelEntity(source, site, name.value.value, reference, schema.value, held);
  if (!model) return [];
  const behind = base === undefined ? undefined : targetOf(source, base);
  const classes = behind?.kind === "reference" ? [...model.classes, behind.reference] : model.classes;
  return [{ ...model, classes }];
}

function modelEntity(
  source: CodeSource,
  site: CallSite,
  name: string,
  reference: ClassReference,
  schema: Expression,
  held: ReadonlySet<string>,
): DeclaredEntity | undefined {
  if (schema.kind === "call" && isSchemaCall(source, schema)) {
    const own = schemaEntity(source, { ...site, call: schema }, reference, []);
    return { ...own, name, declared: locate(source, site.call), isModel: true, isManager: true };
  }
  const made = schemaReference(source, schema, held);
  if (!made) return undefined;
  return {
    reference,
    name,
    declared: locate(source, site.call),
    isModel: true,
    columns: [],
    primaryKey: [],
    unique: [],
    indexes: [],
    links: [],
    embedded: [],
    classes: [reference, made],
    aliases: [],
    isIncomplete: false,
    isManager: true,
    traits: [],
  };
}

/** The declaration of the schema that a model is made of; `undefined` for what is no schema by all that can be seen. */
function schemaReference(
  source: CodeSource,
  schema: Expression,
  held: ReadonlySet<string>,
): ClassReference | undefined {
  if (schema.kind === "call" && methodOf(schema) === "createForClass") {
    const [made] = schema.arguments;
    return made && source.referenceOf(made.value);
  }
  if (schema.kind !== "name" && schema.kind !== "member") return undefined;
  const value = source.valueOf(schema);
  if (value.kind === "call" && methodOf(value) === "createForClass") {
    // The class may stand in the other file, beside what it is made into.
    const found = source.referenceOf(schema);
    const [made] = value.arguments;
    return made?.value.kind === "name" && found ? { file: found.file, name: made.value.name } : undefined;
  }
  if (schema.kind === "name" && held.has(schema.name)) return { file: source.file, name: schema.name };
  const isSchema = value.kind === "call" && /(?:^|\.)Schema$/.test(textOf(value.callee) ?? "");
  const isCalledSo = /schema$/i.test(textOf(schema) ?? "");
  return isSchema || isCalledSo ? source.referenceOf(schema) : undefined;
}

/** `MongooseModule.forFeature([{ name: "User", schema: userSchema }])`; classes are models without it. */
function featuresOf(source: CodeSource, { call, scope }: CallSite): readonly DeclaredEntity[] {
  const [first] = call.arguments;
  const list = first && readStatic(source, scope, first.value);
  if (list?.kind !== "list") return [];
  return list.items.flatMap((item): readonly DeclaredEntity[] => {
    if (item.kind !== "object") return [];
    const [name, schema] = [item.fields.get("name"), item.fields.get("schema")];
    if (name?.kind !== "literal" || typeof name.value !== "string" || schema?.kind !== "reference") return [];
    const made = targetOf(source, schema.path);
    if (made.kind !== "reference") return [];
    const reference = { file: source.file, name: `model ${name.value}` };
    return [
      {
        reference,
        name: name.value,
        declared: item.at,
        isModel: true,
        columns: [],
        primaryKey: [],
        unique: [],
        indexes: [],
        links: [],
        embedded: [],
        classes: [reference, made.reference],
        aliases: [],
        isIncomplete: false,
        isManager: true,
        traits: [],
      },
    ];
  });
}

function isSchemaCall(source: CodeSource, { callee }: CallExpression): boolean {
  const path = source.pathOf(callee);
  return path === undefined ? /^mongoose\.Schema$/.test(textOf(callee) ?? "") : path === "mongoose.Schema";
}

function methodOf({ callee }: CallExpression): string | undefined {
  if (callee.kind === "name") return callee.name;
  return callee.kind === "member" ? callee.property : undefined;
}

function receiverOf({ callee }: CallExpression): string | undefined {
  return callee.kind === "member" ? textOf(callee.object) : undefined;
}

function textOf(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind !== "member") return undefined;
  const object = textOf(expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}

function locate({ file }: CodeSource, { start, end }: Span): Location {
  return { file, start, end };
}
