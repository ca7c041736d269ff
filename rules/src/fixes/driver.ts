import type { EngineHabits, Rewrites } from "../orms/rewrites.js";
import type { Environment } from "../project/environment.js";

/** What reading rows one by one comes to with this database and driver. */
export type Streaming =
  { readonly kind: "streams" | "unknown" } | { readonly kind: "buffers"; readonly engine: EngineHabits };

/** What the databases do that the ORM may run on in this project; nothing where they are not known. */
export function habitsOf(rewrites: Rewrites, { engines }: Environment): readonly EngineHabits[] {
  return rewrites.engine ? [rewrites.engine] : engines.map((name) => rewrites.engines[name]);
}

/** Whether the driver hands rows on as they come; `unknown` when the engine is. */
export function streamingOn(rewrites: Rewrites, environment: Environment): Streaming {
  const engines = habitsOf(rewrites, environment);
  for (const engine of engines) {
    if (engine.streams === "never") return { kind: "buffers", engine };
    if (engine.streams === "with-cursors" && environment.serverSideCursors === "off")
      return { kind: "buffers", engine };
  }
  return { kind: engines.length > 0 ? "streams" : "unknown" };
}
