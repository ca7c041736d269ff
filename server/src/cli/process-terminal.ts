import { styleFor } from "../report/style.js";
import type { Terminal } from "./terminal.js";

/** The terminal of this process. A reader that goes away (`| head`) ends the output, not the program. */
export function processTerminal(): Terminal {
  return {
    folder: process.cwd(),
    style: styleFor(process.stdout, process.env),
    isWatched: process.stderr.isTTY,
    width: columnsOf(process.stderr),
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

/** Only a terminal has columns, whatever its type says. */
function columnsOf({ columns }: { readonly columns?: number }): number {
  return columns ?? 80;
}
