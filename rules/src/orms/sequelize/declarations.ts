import type { Engine } from "../../project/environment.js";
import type { CodeDeclarations, CodeFacts, CodeSource, EntityAddition } from "../code-declarations.js";
import { type CallSite, sitesIn } from "../code-sites.js";
import { readStatic, writtenPath } from "../static-value.js";
import { associationIn } from "./associations.js";
import { decoratedIn } from "./decorated.js";
import { definitionIn } from "./definitions.js";
import { textOf } from "./model-options.js";
import { targetOf } from "./targets.js";

/** How models are declared: https://sequelize.org/docs/v6/core-concepts/model-basics/#model-definition */
export const declarations: CodeDeclarations = {
  kind: "code",
  hint: /\.(?:define|init|hasMany|hasOne|belongsTo(?:Many)?|addScope)\s*\(|@(?:Table|Attribute)\b|\bnew Sequelize\b/,
  extract,
};

function extract(source: CodeSource): CodeFacts {
  const { calls, classes } = sitesIn(source.whole());
  const decorated = classes.map((site) => decoratedIn(source, site));
  return {
    entities: [
      ...calls.flatMap((site) => definitionIn(source, site) ?? []),
      ...decorated.flatMap(({ entities }) => entities),
    ],
    additions: [
      ...calls.flatMap((site) => [...associationIn(source, site), ...addedScope(source, site)]),
      ...decorated.flatMap(({ additions = [] }) => additions),
    ],
    engines: calls.flatMap((site) => enginesOf(source, site)),
  };
}

/** `User.addScope("active", {…})` */
function addedScope(source: CodeSource, { call, scope, owner }: CallSite): readonly EntityAddition[] {
  if (call.callee.kind !== "member" || call.callee.property !== "addScope") return [];
  const to = targetOf(source, scope, owner, call.callee.object);
  const [name, options] = call.arguments.map(({ value }) => readStatic(source, scope, value));
  const text = textOf(name);
  if (!to || text === undefined || !options) return [];
  return [{ to, links: [], columns: [], scopes: new Map([[text === "defaultScope" ? "" : text, options]]) }];
}

const dialects: Readonly<Record<string, Engine>> = {
  postgres: "postgresql",
  mysql: "mysql",
  mariadb: "mysql",
  sqlite: "sqlite",
  oracle: "oracle",
};

/** The databases of `new Sequelize({ dialect: "postgres" })` and `new Sequelize("postgres://…")`. */
function enginesOf(source: CodeSource, { call, scope }: CallSite): readonly Engine[] {
  if (writtenPath(call.callee)?.split(".").at(-1) !== "Sequelize") return [];
  return call.arguments.flatMap(({ value }) => {
    const read = readStatic(source, scope, value);
    const dialect =
      read.kind === "object"
        ? textOf(read.fields.get("dialect"))
        : /^(\w+):\/\//.exec(textOf(read) ?? "")?.[1];
    const engine = dialect !== undefined && Object.hasOwn(dialects, dialect) ? dialects[dialect] : undefined;
    return engine ? [engine] : [];
  });
}
