import type { FileHost } from "../../rules/src/project/file-host.js";
import type { LineIndex } from "./line-index.js";
import { lineIndex } from "./line-index.js";

/** A file's text with its lines; `undefined` when it cannot be read. */
export interface IndexedText {
  readonly text: string;
  readonly lines: LineIndex;
}

/** Looks up texts, each read and indexed once; made anew for every report because files change. */
export type Texts = (file: string) => IndexedText | undefined;

/** Texts of the files as `files` has them now. */
export function readTexts(files: FileHost): Texts {
  const known = new Map<string, IndexedText | undefined>();
  return (file) => {
    if (known.has(file)) return known.get(file);
    const content = files.read(file);
    const indexed =
      content.kind === "text" ? { text: content.text, lines: lineIndex(content.text) } : undefined;
    known.set(file, indexed);
    return indexed;
  };
}
