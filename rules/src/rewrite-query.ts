import type { Plan } from "./fixes/plan.js";
import { plan } from "./fixes/plan.js";
import type { Intent } from "./orms/rewrites.js";
import type { Query } from "./flow/query.js";
import type { Project } from "./project/project.js";

/** What may be asked of a query that no rule complains about: stream, chunks, only what is used, no binary columns. */
const intents: readonly Intent[] = [
  "stream",
  "omit-and-stream",
  "project-and-stream",
  "keyset",
  "batch",
  "project",
  "only",
  "omit",
  "omit-prefetch",
];

/** Plans rewritings of a query on demand, whether or not a rule asks for them. */
export function rewriteQuery(project: Project, query: Query): Plan {
  const table = project.tables.find(({ name }) => name === query.orm);
  const syntax = project.syntax(query.file);
  if (!table || !syntax) return { fixes: [], withheld: [] };
  const { catalog, environment } = project;
  return plan({ query, syntax, catalog, environment, rewrites: table.rewrites, isOnDemand: true }, intents);
}
