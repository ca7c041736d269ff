import type { Expression, Span } from "../syntax.js";
import { filters } from "./filters.js";
import { unread } from "./nodes.js";

/** Reads a value with its filters: `order.lines|length`. What is not of Django's language keeps its names only. */
export function readValue(text: string, span: Span): Expression {
  const { start, end } = trimmed(text, span);
  const parts = split(text, { start, end }, "|");
  const [first, ...others] = parts;
  if (!first) return unread(text, { start, end });
  let value = readOperand(text, first);
  for (const part of others) {
    const filter = readFilter(text, part);
    if (!value || !filter) return unread(text, { start, end });
    const { name, argument } = filter;
    value = filters(name, value, argument, { start, end: part.end });
  }
  return value ?? unread(text, { start, end });
}

/** `name` or `name:argument`. */
function readFilter(
  text: string,
  span: Span,
): { readonly name: string; readonly argument: Expression | undefined } | undefined {
  const [nameSpan, argumentSpan] = split(text, span, ":");
  if (!nameSpan) return undefined;
  const { start, end } = trimmed(text, nameSpan);
  const name = text.slice(start, end);
  if (!isName(name)) return undefined;
  if (!argumentSpan) return { name, argument: undefined };
  const argument = readOperand(text, { start: argumentSpan.start, end: span.end });
  return argument && { name, argument };
}

/** A text, a number, a constant or a path of names. */
function readOperand(text: string, span: Span): Expression | undefined {
  const { start, end } = trimmed(text, span);
  const word = text.slice(start, end);
  if (word === "") return undefined;
  if (Object.hasOwn(constants, word)) return { kind: "literal", value: constants[word], start, end };
  const first = word.charAt(0);
  if (first === '"' || first === "'")
    return word.length > 1 && word.indexOf(first, 1) === word.length - 1
      ? { kind: "literal", value: word.slice(1, -1), start, end }
      : undefined;
  if (word.startsWith("_(") && word.endsWith(")")) return { kind: "literal", value: undefined, start, end };
  const number = Number(word);
  if (!Number.isNaN(number)) return { kind: "literal", value: number, start, end };
  return readPath(text, { start, end });
}

const constants: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };

/** `order.lines.0.name`: what is found by a name is called, if it can be. */
function readPath(text: string, { start, end }: Span): Expression | undefined {
  let path: Expression | undefined;
  for (const part of split(text, { start, end }, ".")) {
    const name = text.slice(part.start, part.end);
    if (!path) {
      if (!isName(name)) return undefined;
      path = { kind: "name", name, ...part };
    } else if (isNumber(name)) {
      const index: Expression = { kind: "literal", value: Number(name), ...part };
      path = { kind: "index", object: path, index, start, end: part.end };
    } else if (isName(name))
      path = {
        kind: "member",
        object: path,
        property: name,
        propertySpan: part,
        isCalled: true,
        start,
        end: part.end,
      };
    else return undefined;
  }
  return path;
}

/** The parts between separators that do not stand in quotes. */
function split(text: string, { start, end }: Span, separator: string): readonly Span[] {
  const parts: Span[] = [];
  let begin = start;
  let quote = "";
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === separator) {
      parts.push({ start: begin, end: at });
      begin = at + 1;
    }
  }
  return [...parts, { start: begin, end }];
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && text.charAt(from).trim() === "") from += 1;
  while (to > from && text.charAt(to - 1).trim() === "") to -= 1;
  return { start: from, end: to };
}

function isName(word: string): boolean {
  return /^[A-Za-z_]\w*$/.test(word);
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}
