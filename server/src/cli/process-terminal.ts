import { styleFor } from "../report/style.js";
import type { Terminal } from "./terminal.js";

/** The terminal of this process. A reader that goes away (`| head`) ends the output, not the program. */
export function processTerminal(): Terminal {
  return {
    folder: process.cwd(),
    style: styleFor(process.stdout, process.env),
    isWatched: process.stderr.isTTY === true,
    width: process.stderr.columns ?? 80,
    print: writer(process.stdout),
    note: writer(process.stderr),
  };
}

function writer(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  let isClosed = false;
  stream.on("error", () => {
    isClosed = true;
  });
  return (text) =>
    new Promise((resolve) => {
      if (isClosed || text === "") resolve();
      else stream.write(text, () => resolve());
    });
}
