import { javascriptResults } from "../javascript-results.js";
import type { OrmTable } from "../orm.js";
import { declarations } from "./declarations.js";
import { rewrites } from "./rewrites.js";
import { steps } from "./steps.js";

/** Sequelize 6 and 7, also with decorators: https://sequelize.org/docs/v6/ */
export const sequelize: OrmTable = {
  name: "sequelize",
  label: "Sequelize",
  language: "typescript",
  packages: ["sequelize", "@sequelize/core", "sequelize-typescript"],
  tokens: [".findAll", ".findAndCount", ".findOne", ".findByPk"],
  mentions: ["equelize", "findAll", "findAndCount", "findOne", "findByPk", "models", "Model"],
  declarations,
  steps,
  consumption: javascriptResults,
  rewrites,
};
