import type { Notebook } from "./notebook.js";
import { placeInCells, spanInCells } from "./notebook.js";
import type { Texts } from "./texts.js";
import type { Translation } from "./to-lsp.js";
import { toRange, toSpan } from "./to-lsp.js";

/** What of a translation turns spans of files into places of documents and back. */
export type Places = Pick<Translation, "placeOf" | "spanOf">;

/** The places of files that are one document each, and of notebooks, whose cells are documents. */
export function placesIn(
  texts: Texts,
  uriOf: (path: string) => string,
  notebookAt: (file: string) => Notebook | undefined,
): Places {
  return {
    placeOf({ file, start, end }) {
      const notebook = notebookAt(file);
      if (notebook !== undefined) return placeInCells(notebook, { start, end });
      const text = texts(file);
      return text && { uri: uriOf(file), range: toRange(text.lines, start, end) };
    },
    spanOf(uri, file, range) {
      const notebook = notebookAt(file);
      if (notebook !== undefined) return spanInCells(notebook, uri, range);
      const text = texts(file);
      return text && toSpan(range, text.lines);
    },
  };
}
