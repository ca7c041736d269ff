import { javascriptFunctions } from "../javascript-functions.js";
import type { MemberStep, Step, Steps } from "../steps.js";
import { readOptions } from "./read-options.js";
import { clientPackage } from "./client-package.js";
import { javascriptSteps } from "../javascript-steps.js";

const one: Step = { does: "read", rows: "one" };
const scalar: Step = { does: "scalar" };
const same: MemberStep = { does: "same" };

/** Model queries: https://www.prisma.io/docs/orm/reference/prisma-client-reference#model-queries */
const methods: Readonly<Record<string, Step>> = {
  findMany: { does: "read", rows: "all" },
  findFirst: one,
  findFirstOrThrow: one,
  findUnique: one,
  findUniqueOrThrow: one,
  count: scalar,
  aggregate: scalar,
  create: { does: "write", effect: "create", rows: "one" },
  upsert: { does: "write", effect: "create", rows: "one" },
  update: { does: "write", effect: "update", rows: "one" },
  delete: { does: "write", effect: "delete", rows: "one" },
  createMany: { does: "write", effect: "create", rows: "none" },
  updateMany: { does: "write", effect: "update", rows: "none" },
  deleteMany: { does: "write", effect: "delete", rows: "none" },
  createManyAndReturn: { does: "write", effect: "create", rows: "all" },
  updateManyAndReturn: { does: "write", effect: "update", rows: "all" },
};

/** Where queries of Prisma start, and what each call does to the load. */
export const steps: Steps = {
  ...javascriptSteps,
  clients: {
    types: new RegExp(
      `^${clientPackage}(?:/\\w+)*\\.(?:default\\.)?(?:PrismaClient|Prisma\\.(?:TransactionClient|DefaultPrismaClient|PrismaClient))$`,
    ),
    givers: {
      functions: new RegExp(`^${clientPackage}(?:/\\w+)*\\.(?:default\\.)?Prisma\\.defineExtension$`),
      give: `${clientPackage}.PrismaClient`,
    },
    label: clientPackage,
    leadsTo: (member, model) => model.charAt(0).toLowerCase() + model.slice(1) === member,
    names: /^(?:prisma|db)$/,
  },
  readOptions,
  methods,
  rowMethods: {},
  rowAttributes: ["_count"],
  cursors: {
    execute: [],
    all: [],
    some: [],
    ownTables: /\b(?:information_schema|pg_\w+|sqlite_\w+|_prisma_\w+)\b/i,
  },
  functions: javascriptFunctions,
  members: {
    $extends: { does: "extend" },
    $on: same,
    $use: { does: "extend" },
    $connect: same,
    // The text of a typed statement stands in a file of SQL, so `$queryRawTyped` says nothing.
    $queryRaw: { does: "raw-rows" },
    $queryRawUnsafe: { does: "raw-rows" },
    $transaction: { does: "hand-self" },
  },
};
