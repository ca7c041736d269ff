import type { EngineHabits, Rewrites } from "../orms/rewrites.js";
import type { Environment } from "../project/environment.js";

/** What reading rows one by one comes to with this database and driver. */
export type Streaming =
  { readonly kind: "streams" | "unknown" } | { readonly kind: "buffers"; readonly engine: EngineHabits };

/** Whether the driver hands rows on as they come; `unknown` when the engine is. */
export function streamingOn(rewrites: Rewrites, environment: Environment): Streaming {
  for (const name of environment.engines) {
    const engine = rewrites.engines[name];
    if (engine.streams === "never") return { kind: "buffers", engine };
    if (engine.streams === "with-cursors" && environment.serverSideCursors === "off")
      return { kind: "buffers", engine };
  }
  return { kind: environment.engines.length > 0 ? "streams" : "unknown" };
}
