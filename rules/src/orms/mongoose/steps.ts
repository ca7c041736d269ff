import { javascriptFunctions } from "../javascript-functions.js";
import type { FunctionStep, RowStep, Step, Steps } from "../steps.js";
import { readCall } from "./read-call.js";
import { javascriptSteps } from "../javascript-steps.js";

const chain: Step = { does: "chain" };
const rows: Step = { does: "chain", gives: "rows" };
const row: Step = { does: "chain", gives: "row" };
const value: Step = { does: "chain", gives: "value" };
const update: Step = { does: "chain", gives: "value", effect: "update" };
const remove: Step = { does: "chain", gives: "value", effect: "delete" };

/** Queries of models (https://mongoosejs.com/docs/api/model.html) and their chains (https://mongoosejs.com/docs/api/query.html). */
const methods: Readonly<Record<string, Step>> = {
  find: rows,
  findOne: row,
  findById: row,
  aggregate: rows,
  where: chain,
  countDocuments: value,
  estimatedDocumentCount: value,
  count: value,
  exists: value,
  distinct: value,
  findOneAndUpdate: { ...row, effect: "update" },
  findByIdAndUpdate: { ...row, effect: "update" },
  findOneAndReplace: { ...row, effect: "update" },
  findOneAndDelete: { ...row, effect: "delete" },
  findByIdAndDelete: { ...row, effect: "delete" },
  findOneAndRemove: { ...row, effect: "delete" },
  findByIdAndRemove: { ...row, effect: "delete" },
  updateOne: update,
  updateMany: update,
  replaceOne: update,
  bulkWrite: update,
  bulkSave: update,
  deleteOne: remove,
  deleteMany: remove,
  remove,
  create: { does: "create" },
  insertMany: { does: "create-many" },
  // A chain changes what it is called on.
  ...Object.fromEntries(
    [
      "select",
      "slice",
      "populate",
      "sort",
      "limit",
      "skip",
      "lean",
      "setOptions",
      "and",
      "or",
      "nor",
      "merge",
      "equals",
      "in",
      "nin",
      "gt",
      "gte",
      "lt",
      "lte",
      "ne",
      "regex",
      "mod",
      "size",
      "all",
      "elemMatch",
      "within",
      "near",
      "batchSize",
      "maxTimeMS",
      "hint",
      "comment",
      "read",
      "readConcern",
      "session",
      "allowDiskUse",
      "collation",
      "clone",
      "orFail",
      "option",
      "match",
      "project",
      "group",
      "unwind",
      "lookup",
      "addFields",
      "append",
      "facet",
      "sample",
      "sortByCount",
      "replaceRoot",
      "out",
    ].map((name) => [name, chain]),
  ),
  exec: { does: "run" },
  cursor: { does: "stream", sizeParameter: "batchSize" },
  getFilter: { does: "inspect" },
  getQuery: { does: "inspect" },
  getOptions: { does: "inspect" },
  collection: { does: "inspect" },
};

const identity: RowStep = { does: "identity" };
const dynamic: RowStep = { does: "dynamic" };

/** Methods of documents: https://mongoosejs.com/docs/api/document.html */
const rowMethods: Readonly<Record<string, RowStep>> = {
  save: { does: "save", columnsParameter: "" },
  deleteOne: { does: "delete" },
  remove: { does: "delete" },
  updateOne: { does: "save", columnsParameter: "" },
  validate: dynamic,
  toObject: dynamic,
  toJSON: dynamic,
  get: dynamic,
  set: dynamic,
  populate: dynamic,
  depopulate: dynamic,
  inspect: dynamic,
  overwrite: dynamic,
  equals: identity,
  isModified: identity,
  modifiedPaths: identity,
  markModified: identity,
  isSelected: identity,
  populated: identity,
  $session: identity,
};

const managerOf: FunctionStep = { does: "manager-of" };
const connection: FunctionStep = { does: "make", path: "mongoose.Connection" };

const functions: Readonly<Record<string, FunctionStep>> = {
  ...javascriptFunctions,
  "mongoose.model": managerOf,
  "mongoose.connection.model": managerOf,
  "mongoose.createConnection": connection,
  "mongoose.connection.useDb": connection,
  "@typegoose/typegoose.getModelForClass": managerOf,
  "@typegoose/typegoose.addModelToTypegoose": managerOf,
};

/** Where queries of Mongoose start, and what each call of a chain does to the load. */
export const steps: Steps = {
  ...javascriptSteps,
  managerTypes:
    /^(?:mongoose\.(?:Model|PaginateModel|AggregatePaginateModel|SoftDeleteModel)|@typegoose\/typegoose(?:\/lib\/types)?\.(?:types\.)?ReturnModelType)$/,
  injections:
    /^@nestjs\/mongoose\.InjectModel$|^nestjs-typegoose\.InjectModel$|^@m8a\/nestjs-typegoose\.InjectModel$/,
  rowTypes: ["HydratedDocument", "DocumentType", "HydratedSingleSubdocument", "FlattenMaps", "LeanDocument"],
  clients: {
    types: /^mongoose\.(?:Connection|(?:connection\.)?models)$/,
    label: "mongoose",
    leadsTo: (member, model) => member === model,
    names: /^models$/,
  },
  readCall,
  methods,
  rowMethods,
  rowAttributes: ["id", "isNew", "errors", "schema", "modelName", "$locals", "__v"],
  functions,
  members: {
    model: { does: "manager-of" },
    useDb: { does: "make", path: "mongoose.Connection" },
    models: { does: "give", path: "mongoose.connection.models" },
    asPromise: { does: "same" },
  },
};
