import type { Engine } from "../../project/environment.js";
import type { CodeDeclarations, CodeFacts, CodeSource } from "../code-declarations.js";
import { type CallSite, sitesIn } from "../code-sites.js";
import { readStatic } from "../static-value.js";
import { nameIn } from "./packages.js";
import { literalIn } from "./read-decorators.js";
import { entityOfClass } from "./read-classes.js";
import { entityOfSchema } from "./read-entity-schemas.js";

/** How entities are declared: https://typeorm.io/docs/entity/entities */
export const declarations: CodeDeclarations = {
  kind: "code",
  hint: /@(?:\w*Column|(?:View|Child)?Entity|(?:One|Many)To(?:One|Many)|Tree(?:Parent|Children)|TableInheritance)\b|\bEntitySchema\b|new DataSource\b|TypeOrmModule\.forRoot|\bcreateConnections?\b|\bDataSourceOptions\b/,
  extract,
};

function extract(source: CodeSource): CodeFacts {
  const { classes } = sitesIn(source.statements);
  const { calls } = sitesIn(source.whole());
  return {
    entities: [
      ...classes.flatMap((site) => entityOfClass(source, site) ?? []),
      ...calls.flatMap((site) => entityOfSchema(source, site) ?? []),
    ],
    engines: calls.flatMap((site) => enginesOf(source, site)),
  };
}

/** Drivers by the engine behind them: https://typeorm.io/docs/data-source/data-source-options */
const engineOf: Readonly<Record<string, Engine>> = {
  postgres: "postgresql",
  cockroachdb: "postgresql",
  "aurora-postgres": "postgresql",
  mysql: "mysql",
  mariadb: "mysql",
  "aurora-mysql": "mysql",
  sqlite: "sqlite",
  "better-sqlite3": "sqlite",
  sqljs: "sqlite",
  expo: "sqlite",
  capacitor: "sqlite",
  cordova: "sqlite",
  "react-native": "sqlite",
  nativescript: "sqlite",
  oracle: "oracle",
};

const connects = /^(?:DataSource|createConnection|createConnections|TypeOrmModule)$/;

/** `new DataSource({ type: "postgres" })`, `TypeOrmModule.forRootAsync({ useFactory: () => ({ type: "mysql" }) })`. */
function enginesOf(source: CodeSource, { call, scope }: CallSite): readonly Engine[] {
  const { callee } = call;
  const named = callee.kind === "member" ? callee.object : callee;
  const path = source.pathOf(named);
  if (!connects.test(nameIn(path) ?? path?.replace(/^@nestjs\/typeorm\./, "") ?? "")) return [];
  return call.arguments.flatMap(({ value }) => {
    const options = readStatic(source, scope, value);
    if (options.kind !== "object") return [];
    const made = options.fields.get("useFactory") ?? options;
    const type = made.kind === "object" ? literalIn(made.fields, "type") : undefined;
    return typeof type === "string" ? (engineOf[type] ?? []) : [];
  });
}
