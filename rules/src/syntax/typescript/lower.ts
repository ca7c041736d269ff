import ts from "typescript";
import type { Span, Syntax } from "../syntax.js";
import { commentsIn } from "./comments.js";
import { lowerBlock } from "./lower-statement.js";
import { problemsOf } from "./problems.js";

/** Parses and lowers a file of TypeScript or JavaScript, as its name says. Never throws. */
export function lower(text: string, file: string): Syntax {
  try {
    const parsed = parse(text, file);
    const body = lowerBlock({ file: parsed, text, depth: 0 }, parsed.statements);
    return withComments(
      { language: "typescript", text, body, comments: [], errors: problemsOf(parsed) },
      file,
    );
  } catch (error) {
    // Parser and lowering are recursive: text made to nest without end leaves no room for calls.
    if (!(error instanceof RangeError)) throw error;
    const errors = [{ message: "The code nests too deeply to be read.", start: 0 }];
    return { language: "typescript", text, body: [], comments: [], errors };
  }
}

/** Comments are looked for when somebody asks: only files with findings need theirs. */
function withComments(syntax: Syntax, file: string): Syntax {
  let comments: readonly Span[] | undefined;
  return Object.defineProperty(syntax, "comments", {
    get: () => (comments ??= commentsIn(parse(syntax.text, file))),
    enumerable: true,
  });
}

function parse(text: string, file: string): ts.SourceFile {
  return ts.createSourceFile(
    file,
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    false,
    kindOf(file),
  );
}

/** JavaScript may hold JSX under any name; in TypeScript `<T>value` would be in its way. */
function kindOf(file: string): ts.ScriptKind {
  if (/\.tsx$/.test(file)) return ts.ScriptKind.TSX;
  return /\.[cm]?ts$/.test(file) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
}
