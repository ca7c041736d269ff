import type { Span, Syntax } from "../syntax.js";
import { lowerBlock } from "./lower-statement.js";
import { parse } from "./parse.js";

/** Parses and lowers a file. Never throws; what could not be read is in `errors`. */
export function lower(text: string): Syntax {
  const module = parse(text);
  return {
    language: "python",
    text,
    body: lowerBlock(text, module.body),
    comments: pairs(module.comments),
    errors: module.errors,
  };
}

function pairs(offsets: Int32Array): readonly Span[] {
  const spans: Span[] = [];
  for (let index = 0; index + 1 < offsets.length; index += 2) {
    spans.push({ start: offsets[index] ?? 0, end: offsets[index + 1] ?? 0 });
  }
  return spans;
}
