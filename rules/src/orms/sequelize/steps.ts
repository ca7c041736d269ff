import { javascriptFunctions } from "../javascript-functions.js";
import type { FunctionStep, MemberStep, RowStep, Step, Steps } from "../steps.js";
import { definedName } from "./definitions.js";
import { readOptions } from "./read-options.js";
import { javascriptSteps, nothing } from "../javascript-steps.js";

const one: Step = { does: "read", rows: "one" };
const scalar: Step = { does: "scalar" };
const scope: Step = { does: "scope" };
const written = (effect: "create" | "update" | "delete"): Step => ({ does: "write", effect, rows: "none" });

/** Static methods of models: https://sequelize.org/api/v6/class/src/model.js~model */
const methods: Readonly<Record<string, Step>> = {
  findAll: { does: "read", rows: "all" },
  findAndCountAll: { does: "read", rows: "all", inside: { rows: "rows", count: "count" } },
  findAndCount: { does: "read", rows: "all", inside: { rows: "rows", count: "count" } },
  findOne: one,
  findByPk: { does: "read", rows: "one", options: 1 },
  count: scalar,
  sum: scalar,
  min: scalar,
  max: scalar,
  aggregate: scalar,
  increment: written("update"),
  decrement: written("update"),
  // The row that comes back is made of the values that were given.
  create: { does: "create" },
  bulkCreate: written("create"),
  upsert: written("create"),
  update: written("update"),
  destroy: written("delete"),
  restore: written("update"),
  truncate: written("delete"),
  scope,
  unscoped: scope,
  withScope: scope,
  withoutScope: scope,
};

/** Methods of instances: https://sequelize.org/api/v6/class/src/model.js~model#instance-method-save */
const rowMethods: Readonly<Record<string, RowStep>> = {
  save: { does: "save", columnsParameter: "fields" },
  update: { does: "save", columnsParameter: "fields" },
  increment: { does: "save", columnsParameter: "fields" },
  decrement: { does: "save", columnsParameter: "fields" },
  destroy: { does: "delete" },
  restore: { does: "save", columnsParameter: "fields" },
  reload: { does: "reload" },
  get: { does: "dynamic" },
  getDataValue: { does: "dynamic" },
  toJSON: { does: "dynamic" },
  set: { does: "dynamic" },
  setDataValue: { does: "dynamic" },
  setAttributes: { does: "dynamic" },
  validate: { does: "dynamic" },
  changed: { does: "identity" },
  previous: { does: "identity" },
  equals: { does: "identity" },
  isSoftDeleted: { does: "identity" },
};

/** An instance of Sequelize itself. */
const connection = "sequelize.Sequelize";
const models = "sequelize.models";
const makesConnection: FunctionStep = { does: "make", path: connection };
const namesModel: MemberStep = { does: "manager-of" };

/** Where queries of Sequelize start, and what each call does to the load. */
export const steps: Steps = {
  ...javascriptSteps,
  // https://sequelize.org/docs/v6/other-topics/typescript/, https://github.com/sequelize/sequelize-typescript#repository-mode
  managerTypes:
    /^(?:sequelize|@sequelize\/core|sequelize-typescript)(?:\.\w+)*\.(?:ModelStatic|ModelCtor|ModelDefined|Repository)$/,
  clients: {
    types: nothing,
    label: "sequelize",
    leadsTo: (member, model) => member.toLowerCase() === model.toLowerCase(),
    filled: models,
    names: /^(?:models|db)$/,
  },
  definitions: { method: "define", nameOf: definedName },
  readOptions,
  methods,
  rowMethods,
  rowAttributes: ["dataValues", "isNewRecord", "sequelize"],
  relationMethods: [
    { prefix: "get", one: "findOne", many: "findAll" },
    { prefix: "count", one: "count", many: "count" },
  ],
  functions: {
    ...javascriptFunctions,
    sequelize: makesConnection,
    "sequelize.Sequelize": makesConnection,
    "sequelize-typescript.Sequelize": makesConnection,
    "@sequelize/core": makesConnection,
    "@sequelize/core.Sequelize": makesConnection,
  },
  members: {
    models: { does: "give", path: models },
    model: namesModel,
    getRepository: namesModel,
    transaction: { does: "hand-self" },
  },
};
