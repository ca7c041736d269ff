import type { Edit } from "../finding.js";
import type { Span } from "../syntax/syntax.js";
import type { LoopStatement } from "../syntax/statements.js";
import { forEachExpression } from "../syntax/walk.js";
import type { Site } from "./form.js";
import { edit, indentAt, newline, sourceOf } from "./text.js";

/** Lines around a loop that becomes the inner one: all but `before` are indented once. */
export interface OuterLoop {
  readonly before: readonly string[];
  readonly inside: readonly string[];
  readonly iterable: string;
  readonly after: readonly string[];
}

/**
 * The edits that put a loop inside another one: its header is replaced up to the colon, its body moves one step to the
 * right, comments and strings of several lines stay as they are. `undefined` for a body on the header's line.
 */
export function nestLoop(site: Site, loop: LoopStatement, outer: OuterLoop): readonly Edit[] | undefined {
  const { text } = site.syntax;
  const [first, last] = [loop.body[0], loop.body.at(-1)];
  const colon = headerEnd(site, loop);
  if (!first || !last || colon === undefined) return undefined;
  const indent = indentAt(text, loop.start);
  const inner = indentAt(text, first.start);
  const bodyLine = text.indexOf("\n", colon) + 1;
  const isBelow =
    bodyLine > 0 && bodyLine <= first.start && inner.startsWith(indent) && inner.length > indent.length;
  if (!isBelow || loop.otherwise.length > 0) return undefined;
  const end = newline(text);
  const lines = [...outer.before, ...outer.inside.map((line) => `${inner}${line}`)];
  const header = `${inner}for ${sourceOf(site, loop.target)} in ${outer.iterable}`;
  const [start, ...rest] = [...lines, header];
  const head = [
    start,
    ...rest.map((line, index) => (index + 1 < outer.before.length ? `${indent}${line}` : line)),
  ].join(end);
  const step = inner.slice(indent.length);
  const position = lineEnd(text, last.end);
  const tail = outer.after.map((line) => `${end}${inner}${line}`).join("");
  return [
    edit(site, { start: loop.start, end: colon }, head),
    ...indented(site, loop, { start: bodyLine, end: last.end }, step),
    ...(tail === "" ? [] : [edit(site, { start: position, end: position }, tail)]),
  ];
}

/** Offset of the colon behind the header. */
function headerEnd({ syntax }: Site, { iterable, body }: LoopStatement): number | undefined {
  const { text, comments } = syntax;
  for (let offset = iterable.end; offset < (body[0]?.start ?? 0); offset += 1) {
    const comment = comments.find(({ start, end }) => start <= offset && offset < end);
    if (comment) offset = comment.end - 1;
    else if (text[offset] === ":") return offset;
  }
  return undefined;
}

/** The edits that move the lines of a span one step to the right; strings of several lines stay as they are. */
export function indented(
  site: Site,
  loop: LoopStatement,
  { start, end }: Span,
  step: string,
): readonly Edit[] {
  const { text } = site.syntax;
  const strings = stringsOver(loop);
  const edits: Edit[] = [];
  for (let line = start; line < end; line = text.indexOf("\n", line) + 1) {
    const lineStop = text.indexOf("\n", line);
    const isBlank = text.slice(line, lineStop < 0 ? text.length : lineStop).trim() === "";
    const isInString = strings.some((string) => string.start < line && line < string.end);
    if (!isBlank && !isInString) edits.push(edit(site, { start: line, end: line }, step));
    if (lineStop < 0) break;
  }
  return edits;
}

/** Literals, whose lines belong to their value. */
function stringsOver(loop: LoopStatement): readonly Span[] {
  const strings: Span[] = [];
  forEachExpression(loop.body, (expression) => {
    if (expression.kind === "literal" || expression.kind === "template") strings.push(expression);
  });
  return strings;
}

function lineEnd(text: string, offset: number): number {
  const position = text.indexOf("\n", offset);
  if (position < 0) return text.length;
  return text[position - 1] === "\r" ? position - 1 : position;
}
