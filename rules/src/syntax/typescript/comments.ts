import ts from "typescript";
import type { Span } from "../syntax.js";

/**
 * The comments of a file. The parser keeps none, but it knows where text is no code: outside of strings, templates,
 * regular expressions and the text between tags, two slashes begin a comment.
 */
export function commentsIn(file: ts.SourceFile): readonly Span[] {
  const { text } = file;
  const comments: Span[] = [];
  const texts = textsIn(file);
  let next = 0;
  for (const match of text.matchAll(opening)) {
    const start = match.index;
    if (start < (comments.at(-1)?.end ?? 0)) continue;
    while ((texts[next]?.end ?? text.length) <= start && next < texts.length) next += 1;
    const around = texts[next];
    if (around && around.start <= start) continue;
    comments.push({ start, end: endOf(text, start) });
  }
  return comments;
}

const opening = /\/[/*]/g;

function endOf(text: string, start: number): number {
  const isBlock = text[start + 1] === "*";
  const end = isBlock ? text.indexOf("*/", start + 2) : text.slice(start).search(/[\n\r\u2028\u2029]/);
  if (end < 0) return text.length;
  return isBlock ? end + 2 : start + end;
}

/** Where text is no code, in order. */
function textsIn(file: ts.SourceFile): readonly Span[] {
  const texts: Span[] = [];
  // Without recursion: a tree may be deeper than the stack.
  const pending: ts.Node[] = [file];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (isText(node)) texts.push({ start: startOf(file, node), end: node.end });
    ts.forEachChild(node, (child) => void pending.push(child));
  }
  return texts.sort((left, right) => left.start - right.start);
}

function isText(node: ts.Node): boolean {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isRegularExpressionLiteral(node) ||
    ts.isJsxText(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

/** White space between tags belongs to the text. */
function startOf(file: ts.SourceFile, node: ts.Node): number {
  return ts.isJsxText(node) ? node.pos : node.getStart(file, false);
}
