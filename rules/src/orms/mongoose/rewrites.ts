import type { EngineHabits, Rewrites } from "../rewrites.js";

/** A cursor sees what is written while it is read: https://www.mongodb.com/docs/manual/core/read-isolation-consistency-recency/ */
const mongodb: EngineHabits = {
  label: "MongoDB",
  streams: "always",
  plainCursor: "streams",
  afterTransaction: "breaks",
  plansForFirstRows: false,
  hasSnapshot: false,
};

/** How queries of Mongoose are rewritten. */
export const rewrites: Rewrites = {
  package: "mongoose",
  label: "Mongoose",
  engines: { postgresql: mongodb, mysql: mongodb, sqlite: mongodb, oracle: mongodb },
  proven: [],
};
