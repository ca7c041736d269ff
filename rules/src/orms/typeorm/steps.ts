import type { FunctionStep, MemberStep, Step, Steps } from "../steps.js";
import { builder, writesOf } from "./builder-steps.js";
import { packages } from "./packages.js";
import { readCalls } from "./read-builder.js";
import { readOptions } from "./read-options.js";
import { javascriptSteps, nothing } from "../javascript-steps.js";

const all: Step = { does: "read", rows: "all" };
const one: Step = { does: "read", rows: "one" };
const allBy: Step = { does: "read", rows: "all", wrap: "where" };
const oneBy: Step = { does: "read", rows: "one", wrap: "where" };
const scalar: Step = { does: "scalar" };
const update: Step = { does: "write", effect: "update", rows: "none" };
const insert: Step = { does: "write", effect: "create", rows: "none" };
const remove: Step = { does: "write", effect: "delete", rows: "none" };

/** Methods of repositories: https://typeorm.io/docs/working-with-entity-manager/repository-api */
const methods: Readonly<Record<string, Step>> = {
  find: all,
  findBy: allBy,
  findAndCount: { does: "read", rows: "all", isCounted: true },
  findAndCountBy: { does: "read", rows: "all", isCounted: true, wrap: "where" },
  findOne: one,
  findOneOrFail: one,
  findOneBy: oneBy,
  findOneByOrFail: oneBy,
  count: scalar,
  countBy: scalar,
  exist: scalar,
  exists: scalar,
  existsBy: scalar,
  sum: scalar,
  average: scalar,
  minimum: scalar,
  maximum: scalar,
  createQueryBuilder: { does: "build" },
  extend: { does: "extend" },
  create: { does: "make" },
  save: { does: "save" },
  insert,
  upsert: insert,
  update,
  increment: update,
  decrement: update,
  softDelete: update,
  restore: update,
  delete: remove,
  clear: remove,
};

/** Methods that an entity manager and a data source have for a model that they are told first. */
const forModel: Readonly<Record<string, MemberStep>> = Object.fromEntries(
  Object.keys(methods).map((name) => [name, { does: "for-model" }]),
);

const managerPath = "typeorm.EntityManager";
const managerOf: MemberStep = { does: "manager-of" };

/** Members of data sources, entity managers and query runners: https://typeorm.io/docs/data-source/data-source-api */
const members: Readonly<Record<string, MemberStep>> = {
  ...forModel,
  getRepository: managerOf,
  getTreeRepository: managerOf,
  getMongoRepository: managerOf,
  getCustomRepository: managerOf,
  withRepository: managerOf,
  manager: { does: "give", path: managerPath },
  connection: { does: "give", path: "typeorm.DataSource" },
  dataSource: { does: "give", path: "typeorm.DataSource" },
  createEntityManager: { does: "make", path: managerPath },
  createQueryRunner: { does: "make", path: "typeorm.QueryRunner" },
  transaction: { does: "hand", path: managerPath },
  initialize: { does: "same" },
  connect: { does: "same" },
};

/** Functions of versions before 0.3, which copies still have, and operators' own home. */
const functions: Readonly<Record<string, FunctionStep>> = Object.fromEntries(
  packages.flatMap((name): readonly (readonly [string, FunctionStep])[] => [
    [`${name}.getRepository`, { does: "manager-of" }],
    [`${name}.getTreeRepository`, { does: "manager-of" }],
    [`${name}.getCustomRepository`, { does: "manager-of" }],
    [`${name}.getManager`, { does: "make", path: managerPath }],
    [`${name}.getConnection`, { does: "make", path: "typeorm.DataSource" }],
    [`${name}.createConnection`, { does: "make", path: "typeorm.DataSource" }],
  ]),
);

const home = String.raw`^(?:@[\w-]+\/)?typeorm(?:\/[\w./-]*)?\.(?:default\.)?`;

/** Where queries of TypeORM start, and what each call does to the load. */
export const steps: Steps = {
  ...javascriptSteps,
  managerTypes: new RegExp(`${home}(?:Tree|Mongo|Abstract)?Repository$`),
  clients: {
    types: new RegExp(`${home}(?:EntityManager|MongoEntityManager|DataSource|Connection|QueryRunner)$`),
    label: "",
    leadsTo: () => false,
    names: nothing,
  },
  operators: new RegExp(
    `${home}(?:In|Any|Not|Equal|LessThan|LessThanOrEqual|MoreThan|MoreThanOrEqual|Like|ILike|Between|IsNull|Raw|And|Or|ArrayContains|ArrayContainedBy|ArrayOverlap|JsonContains)$`,
  ),
  builder,
  readCalls,
  writesOfBuilder: writesOf,
  readOptions,
  methods,
  rowMethods: {
    save: { does: "save", columnsParameter: "" },
    remove: { does: "delete" },
    softRemove: { does: "delete" },
    recover: { does: "save", columnsParameter: "" },
    reload: { does: "reload" },
    hasId: { does: "identity" },
  },
  rowAttributes: [],
  functions,
  members,
};
