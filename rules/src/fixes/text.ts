import type { Edit } from "../finding.js";
import type { Expression, Span } from "../syntax/syntax.js";
import type { Site } from "./form.js";

/** An edit of the file that holds the query. */
export function edit({ query }: Site, { start, end }: Span, text: string): Edit {
  return { file: query.file, start, end, text };
}

/** The source of a node. */
export function sourceOf({ syntax }: Site, { start, end }: Span): string {
  return syntax.text.slice(start, end);
}

/** The source of an expression as something that a method can be called on. */
export function receiverText(site: Site, expression: Expression): string {
  const source = sourceOf(site, expression);
  return isPrimary(expression) ? source : `(${source})`;
}

/** Calls put behind an expression; in a chain of one call a line, each on a line of its own. */
export function append(site: Site, expression: Expression, calls: readonly string[]): readonly Edit[] {
  const text = calls.map((call) => `${chainBreak(site, expression)}${call}`).join("");
  const after = { start: expression.end, end: expression.end };
  if (isPrimary(expression)) return [edit(site, after, text)];
  return [edit(site, { start: expression.start, end: expression.start }, "("), edit(site, after, `)${text}`)];
}

/** Whether a member access or call may follow without parentheses. */
function isPrimary(expression: Expression): boolean {
  return ["name", "member", "call", "index", "slice"].includes(expression.kind);
}

/** Line end and indentation before the last call of a chain that is written one call a line; empty for other chains. */
function chainBreak({ syntax }: Site, expression: Expression): string {
  if (expression.kind !== "call" || expression.callee.kind !== "member") return "";
  const dot = syntax.text.lastIndexOf(".", expression.callee.propertySpan.start);
  const lineStart = syntax.text.lastIndexOf("\n", dot) + 1;
  const indent = syntax.text.slice(lineStart, dot);
  const isOwnLine = lineStart > expression.start && /^[ \t]*$/.test(indent);
  return isOwnLine ? `${newline(syntax.text)}${indent}` : "";
}

/** The line end that the file uses. */
export function newline(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

/** Writes texts in the quotes that the file uses. */
export function quoteOf({ syntax }: Site): (text: string) => string {
  const single = syntax.text.split("'").length;
  const double = syntax.text.split('"').length;
  const mark = single > double ? "'" : '"';
  return (text) => `${mark}${text}${mark}`;
}

/** The white space at the start of the line that holds an offset. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
}

/** A name that the file does not hold yet: `wanted`, or with a number behind it. */
export function freshName(text: string, wanted: string): string {
  const isTaken = (name: string): boolean => new RegExp(`(?<![\\w])${name}(?![\\w])`).test(text);
  let name = wanted;
  for (let number = 2; isTaken(name); number += 1) name = `${wanted}_${number}`;
  return name;
}

/** One step of indentation, as the first indented line has it. */
export function stepOf(text: string): string {
  return /^\t/m.test(text) ? "\t" : (/^( +)\S/m.exec(text)?.[1] ?? "  ");
}

/** What ends a statement in a language that may end it by itself. */
export function endOf(text: string): string {
  return /;[ \t]*\r?$/m.test(text) ? ";" : "";
}
