import type { OrmTable } from "../orm.js";
import { javascriptResults } from "../javascript-results.js";
import { clientPackage } from "./client-package.js";
import { readSchemas } from "./read-schemas.js";
import { rewrites } from "./rewrites.js";
import { steps } from "./steps.js";

/** Prisma ORM 4 to 7: https://www.prisma.io/docs/orm/reference/prisma-client-reference. Prisma 8 has another client. */
export const prisma: OrmTable = {
  name: "prisma",
  label: "Prisma",
  language: "typescript",
  packages: [clientPackage, "prisma"],
  tokens: [".findMany", ".findFirst", "ManyAndReturn", ".findUnique"],
  commonTokens: { tokens: [".create(", ".update(", ".upsert(", ".delete(", "$queryRaw"], beside: "risma" },
  mentions: ["risma", "findMany", "findFirst", "findUnique"],
  declarations: {
    kind: "schema",
    isSchema: (file) => file.endsWith(".prisma"),
    read: readSchemas,
  },
  steps,
  consumption: javascriptResults,
  rewrites,
};
