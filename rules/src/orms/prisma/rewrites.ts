import type { Rewrites } from "../rewrites.js";
import { clientPackage } from "./read-schemas.js";

/** How queries are rewritten in Prisma. It streams nothing: https://github.com/prisma/prisma/issues/5055 */
export const rewrites: Rewrites = {
  package: clientPackage,
  label: "Prisma",
  engines: {
    postgresql: { label: "PostgreSQL", streams: "never", hasSnapshot: true },
    mysql: { label: "MySQL", streams: "never", hasSnapshot: true },
    sqlite: { label: "SQLite", streams: "never", hasSnapshot: false },
    oracle: { label: "Oracle", streams: "never", hasSnapshot: true },
  },
  proven: [],
};
