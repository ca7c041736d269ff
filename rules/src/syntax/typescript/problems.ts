import type ts from "typescript";
import type { SyntaxProblem } from "../syntax.js";

/** The first thing that the parser could not read: what follows is mostly its consequence. */
export function problemsOf(file: ts.SourceFile): readonly SyntaxProblem[] {
  // The parser's own list is not part of its published types.
  const listed: unknown = Reflect.get(file, "parseDiagnostics");
  const [first] = Array.isArray(listed) ? listed.filter(isProblem) : [];
  if (!first) return [];
  const { messageText: message, start } = first;
  return [{ message: typeof message === "string" ? message : message.messageText, start }];
}

interface Problem {
  readonly messageText: string | { readonly messageText: string };
  readonly start: number;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "messageText" in value && "start" in value;
}
