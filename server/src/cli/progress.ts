import { displayPath } from "../disk-paths.js";
import { seconds } from "../report/summary.js";
import type { Terminal } from "./terminal.js";

/** One line on standard error that says how far the work is. */
export interface Progress {
  step(done: number, total: number, file: string): void;
  /** Removes the line. */
  end(): void;
}

/** Progress for a person; nothing where nobody watches. */
export function progressOn(terminal: Terminal, noise: "normal" | "quiet"): Progress {
  if (!terminal.isWatched || noise === "quiet") return { step: () => undefined, end: () => undefined };
  const started = performance.now();
  let shown = started;
  let isShown = false;
  return {
    step(done, total, file) {
      const now = performance.now();
      // A short run should not flicker, and a long one should not spend its time on drawing.
      if (now - started < 300 || now - shown < 80) return;
      shown = now;
      isShown = true;
      const line = `Checking ${done + 1}/${total} (${seconds(now - started)}) ${displayPath(file, terminal.folder)}`;
      void terminal.note(`\r\u001b[2K${line.slice(0, terminal.width - 1)}`);
    },
    end() {
      if (isShown) void terminal.note("\r\u001b[2K");
    },
  };
}
