import { styleText } from "node:util";

/** Paints text for a terminal, or leaves it as it is. */
export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** No colors: files, pipes and `NO_COLOR`. */
export const plain: Style = (_format, text) => text;

/** Colors only where a person looks, and never against their wish (no-color.org, force-color.org). */
export function styleFor(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Style {
  if ((environment["NO_COLOR"] ?? "") !== "") return plain;
  const forced = environment["FORCE_COLOR"] ?? "";
  if (forced !== "") return forced === "0" ? plain : styleText;
  return stream.isTTY === true && environment["TERM"] !== "dumb" ? styleText : plain;
}
