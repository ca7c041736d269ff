import type { ModelTrait } from "../../project/catalog.js";
import type { ClassStatement } from "../../syntax/statements.js";
import type { CodeSource, DeclaredEntity } from "../code-declarations.js";
import type { ClassSite } from "../code-sites.js";
import { nameIn } from "./packages.js";
import { decoratorsIn, literalIn, namesListed, optionsIn } from "./read-decorators.js";
import { fieldsIn } from "./read-fields.js";

const entities = /^(?:Entity|ViewEntity|ChildEntity)$/;

/** Decorators of methods that see rows as they are loaded, saved or removed: https://typeorm.io/docs/advanced-topics/listeners-and-subscribers */
const listeners: readonly { readonly name: RegExp; readonly trait: ModelTrait }[] = [
  { name: /^AfterLoad$/, trait: "custom-init" },
  { name: /^(?:Before|After)(?:Insert|Update)$/, trait: "custom-save" },
  { name: /^(?:Before|After)(?:Soft)?Remove$/, trait: "custom-delete" },
];

/** Entities that are decorated classes, and classes that give their columns to such. */
export function entityOfClass(source: CodeSource, { statement }: ClassSite): DeclaredEntity | undefined {
  const decorators = decoratorsIn(source, statement.decorators);
  const isModel = decorators.some(({ name }) => entities.test(name));
  const reference = { file: source.file, name: statement.name };
  const fields = fieldsIn(
    source,
    statement.body.filter((one) => one.kind === "assign"),
    reference,
  );
  if (!isModel && fields.columns.length + fields.links.length + fields.embedded.length === 0)
    return undefined;
  const { classes, externals } = source.ancestryOf(statement);
  const lists = decorators.flatMap(({ name, isOwn, given }) => {
    const listed = isOwn ? undefined : (namesListed(source, given[0]) ?? namesListed(source, given[1]));
    const isUnique =
      name === "Unique" ||
      (name === "Index" && literalIn(optionsIn(source, { name, isOwn, given }), "unique") === true);
    return listed && (name === "Unique" || name === "Index") ? [{ listed, isUnique }] : [];
  });
  const { start, end } = statement.nameSpan;
  return {
    ...fields,
    reference,
    name: statement.name,
    declared: { file: source.file, start, end },
    isModel,
    unique: [...fields.unique, ...lists.filter(({ isUnique }) => isUnique).map(({ listed }) => listed)],
    indexes: [...fields.indexes, ...lists.map(({ listed }) => listed)],
    classes,
    aliases: [],
    isIncomplete: externals.some((path) => nameIn(path) !== "BaseEntity"),
    isManager: externals.some((path) => nameIn(path) === "BaseEntity"),
    traits: traitsOf(source, statement),
  };
}

function traitsOf(source: CodeSource, { body }: ClassStatement): readonly ModelTrait[] {
  const names = body.flatMap((one) =>
    one.kind === "function" ? decoratorsIn(source, one.decorators).map(({ name }) => name) : [],
  );
  return listeners.flatMap(({ name, trait }) => (names.some((one) => name.test(one)) ? [trait] : []));
}
