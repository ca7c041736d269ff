/** Python text → tree. All syntax up to Python 3.14 is read, whatever the version of the file's interpreter. */
import type { Module } from "./ast.js";
import { limitDepth, mayBeTooDeep } from "./depth.js";
import { tokenize } from "./lexer.js";
import { parseFile } from "./parser/blocks.js";
import { startCursor } from "./parser/cursor.js";

/**
 * Parses a file. Never throws: what cannot be read becomes `Missing`, `ErrorStmt` and an entry of `errors`, and the rest of the
 * file is read all the same. Takes time linear in the text. A byte order mark is allowed and counts as one character.
 */
export function parse(text: string): Module {
  const tokens = tokenize(text);
  const cursor = startCursor(text, tokens);
  const body = parseFile(cursor);
  const { comments } = tokens;
  const module: Module = {
    type: "Module",
    start: 0,
    end: text.length,
    body,
    comments,
    errors: cursor.errors,
  };
  if (mayBeTooDeep(cursor.deepestNesting, cursor.longestChain)) cursor.errors.push(...limitDepth(module));
  cursor.errors.sort((a, b) => a.start - b.start);
  return module;
}
