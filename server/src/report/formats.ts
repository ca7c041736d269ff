import type { Format } from "./report.js";
import { formatJson } from "./json.js";
import { formatText } from "./text.js";

/** The formats of `--format`. */
export const formats: Readonly<Record<string, Format>> = {
  text: formatText,
  json: formatJson,
};
