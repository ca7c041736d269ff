import { javascriptResults } from "../javascript-results.js";
import type { OrmTable } from "../orm.js";
import { declarations } from "./declarations.js";
import { packages } from "./packages.js";
import { rewrites } from "./rewrites.js";
import { steps } from "./steps.js";

/** TypeORM 0.2 to 1: https://typeorm.io/docs */
export const typeorm: OrmTable = {
  name: "typeorm",
  label: "TypeORM",
  language: "typescript",
  packages,
  tokens: [".find(", ".findBy(", ".findAndCount", ".getMany", ".getOne", ".getRaw", ".stream("],
  mentions: ["ypeorm", "epository", "DataSource", "anager", "QueryBuilder", ".find"],
  declarations,
  steps,
  consumption: javascriptResults,
  rewrites,
};
