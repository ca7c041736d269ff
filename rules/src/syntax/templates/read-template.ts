import type { Argument, Expression, Span } from "../syntax.js";
import type { IfStatement, Statement } from "../statements.js";
import { own } from "../template-parts.js";
import { callOf, unread } from "./nodes.js";
import { readCondition } from "./read-condition.js";
import { readValue } from "./read-value.js";
import { argumentsOf, namesIn } from "./tag-arguments.js";
import { type Tag, tagsIn, wordsIn } from "./tags.js";

/** A template of Django's language, lowered: what it does with the variables that it is given. */
export interface TemplateSyntax {
  readonly text: string;
  readonly body: readonly Statement[];
  /** The template whose blocks this one fills. */
  readonly parent?: Expression;
  readonly blocks: ReadonlyMap<string, readonly Statement[]>;
}

/**
 * Reads a template; never throws, and takes what it does not know for something that may do anything with its words:
 * https://docs.djangoproject.com/en/stable/ref/templates/builtins/
 */
export function readTemplate(text: string): TemplateSyntax {
  const reader: Reader = { text, tags: tagsIn(text), next: 0, blocks: new Map(), depth: 0 };
  const body: Statement[] = [];
  while (reader.next < reader.tags.length) {
    body.push(...readUntil(reader, []));
    // An end without a beginning.
    reader.next += 1;
  }
  const { parent, blocks } = reader;
  return { text, body, ...(parent ? { parent } : {}), blocks };
}

interface Reader {
  readonly text: string;
  readonly tags: readonly Tag[];
  next: number;
  parent?: Expression;
  readonly blocks: Map<string, readonly Statement[]>;
  depth: number;
}

/** A tag with its words, the name first. */
interface Words {
  readonly tag: Tag;
  readonly name: string;
  readonly words: readonly Span[];
}

/** Deeper than people nest, far from the end of the stack. */
const deepest = 100;

/** Statements up to one of these tags, which is not taken; any other end is passed over. */
function readUntil(reader: Reader, ends: readonly string[]): readonly Statement[] {
  const statements: Statement[] = [];
  for (let tag = reader.tags[reader.next]; tag; tag = reader.tags[reader.next]) {
    if (tag.kind === "output") {
      reader.next += 1;
      statements.push(output([readValue(reader.text, tag)], tag));
      continue;
    }
    const words = wordsOf(reader, tag);
    if (ends.includes(words.name)) return statements;
    reader.next += 1;
    statements.push(...readTag(reader, words));
  }
  return statements;
}

function wordsOf({ text }: Reader, tag: Tag): Words {
  const [first, ...words] = wordsIn(text, tag);
  return { tag, name: first ? text.slice(first.start, first.end) : "", words };
}

function readTag(reader: Reader, words: Words): readonly Statement[] {
  const { tag, name } = words;
  if (reader.depth >= deepest) return [];
  reader.depth += 1;
  const statements = (readers.get(name) ?? readOther)(reader, words);
  reader.depth -= 1;
  return statements.map((statement) => ({ ...statement, start: Math.min(statement.start, tag.start) }));
}

type ReadTag = (reader: Reader, words: Words) => readonly Statement[];

const nothing: ReadTag = () => [];

const readText: ReadTag = (reader, words) => {
  const { values, names } = argumentsOf(reader.text, words.words);
  return [output(values, words.tag), ...names.map((name) => assign(name, output([], words.tag).expression))];
};

const readers = new Map<string, ReadTag>([
  ["for", readFor],
  ["if", readIf],
  ["with", readNames],
  ["blocktrans", readNames],
  ["blocktranslate", readNames],
  ["include", readInclude],
  ["extends", readExtends],
  ["block", readBlock],
  ["comment", skipTo("endcomment")],
  ["verbatim", skipTo("endverbatim")],
  ...[
    "load",
    "csrf_token",
    "spaceless",
    "autoescape",
    "filter",
    "localize",
    "localtime",
    "language",
    "now",
  ].map((name) => [name, nothing] as const),
  ...[
    "url",
    "static",
    "trans",
    "translate",
    "cycle",
    "firstof",
    "widthratio",
    "ifchanged",
    "cache",
    "lorem",
  ].map((name) => [name, readText] as const),
]);

/** `{% for key, order in orders reversed %}` */
function readFor(reader: Reader, { tag, words }: Words): readonly Statement[] {
  const { text } = reader;
  const at = words.findIndex(({ start, end }) => text.slice(start, end) === "in");
  const [first] = words;
  const [iterableWord, ...rest] = words.slice(at + 1);
  const body = readUntil(reader, ["empty", "endfor"]);
  const isOver = endsWith(reader, "empty");
  const otherwise = isOver ? readUntil(reader, ["endfor"]) : [];
  endsWith(reader, "endfor");
  if (!first || at < 1 || !iterableWord) return [expression(unread(text, tag)), ...body];
  const names = words.slice(0, at).flatMap((word) => namesIn(text, word));
  const [name] = names;
  const span: Span = { start: first.start, end: words[at - 1]?.end ?? first.end };
  const value = readValue(text, { start: iterableWord.start, end: rest[0] ? iterableWord.end : tag.end });
  const isReversed = rest.some(({ start, end }) => text.slice(start, end) === "reversed");
  return [
    {
      kind: "loop",
      target:
        names.length === 1 && name ? name : { kind: "collection", form: "tuple", elements: names, ...span },
      iterable: isReversed ? callOf("reversed", [value], value) : value,
      body,
      otherwise,
      isAsync: false,
      start: tag.start,
      end: tag.end,
    },
  ];
}

function readIf(reader: Reader, { tag, words }: Words): readonly Statement[] {
  const test = readCondition(reader.text, words, tag);
  const body = readUntil(reader, ["elif", "else", "endif"]);
  const next = reader.tags[reader.next];
  const following = next && wordsOf(reader, next);
  reader.next += 1;
  const otherwise =
    following?.name === "elif"
      ? readTag(reader, { ...following, name: "if" })
      : following?.name === "else"
        ? readUntil(reader, ["endif"])
        : [];
  if (following?.name === "else") reader.next += 1;
  const statement: IfStatement = { kind: "if", test, body, otherwise, start: tag.start, end: tag.end };
  return [statement];
}

/** `{% with total=order.total %}` and what else names values for its body, which is read as if it stood alone. */
function readNames(reader: Reader, words: Words): readonly Statement[] {
  const { named, names, values } = argumentsOf(reader.text, words.words);
  const [only] = values;
  return [
    ...named.map(({ name = "", value }) => assign(nameAt(name, value), value)),
    ...names.map((name) => assign(name, only ?? output([], words.tag).expression)),
  ];
}

function readInclude(reader: Reader, words: Words): readonly Statement[] {
  const { text } = reader;
  const { values, named } = argumentsOf(reader.text, words.words);
  const [template] = values;
  if (!template) return [];
  const isAlone = words.words.some(({ start, end }) => text.slice(start, end) === "only");
  const call = callOf(own.include, [template], words.tag);
  const alone: readonly Argument[] = isAlone
    ? [
        {
          form: "positional",
          value: { kind: "literal", value: true, ...spanOf(words.tag) },
          ...spanOf(words.tag),
        },
      ]
    : [];
  return [expression({ ...call, arguments: [...call.arguments, ...alone, ...named] })];
}

function readExtends(reader: Reader, words: Words): readonly Statement[] {
  const [parent] = argumentsOf(reader.text, words.words).values;
  if (parent) reader.parent = parent;
  return [];
}

function readBlock(reader: Reader, { tag, words: [word] }: Words): readonly Statement[] {
  const { text } = reader;
  const body = readUntil(reader, ["endblock"]);
  endsWith(reader, "endblock");
  if (!word) return body;
  const name = text.slice(word.start, word.end);
  const literal: Expression = { kind: "literal", value: name, ...word };
  const usesParent = text.slice(tag.end, reader.tags[reader.next - 1]?.start).includes("block.super");
  const above = usesParent ? [expression(callOf(own.above, [literal], word))] : [];
  reader.blocks.set(name, [...above, ...body]);
  return [expression(callOf(own.block, [literal], tag))];
}

/** What is between is not for the template. */
function skipTo(end: string): ReadTag {
  return (reader) => {
    for (let tag = reader.tags[reader.next]; tag; tag = reader.tags[reader.next]) {
      reader.next += 1;
      if (tag.kind === "tag" && wordsOf(reader, tag).name === end) break;
    }
    return [];
  };
}

/** A tag of some library: it may do anything with its words. An end is none. */
function readOther(reader: Reader, words: Words): readonly Statement[] {
  if (words.name === "" || words.name.startsWith("end") || words.name === "else") return [];
  const { values, named, names } = argumentsOf(reader.text, words.words);
  const parts = [...values, ...named.map(({ value }) => value)];
  const all: Expression = { kind: "unknown", parts, ...spanOf(words.tag) };
  const [name] = names;
  return name ? [assign(name, all)] : [expression(all)];
}

function endsWith(reader: Reader, name: string): boolean {
  const tag = reader.tags[reader.next];
  if (tag?.kind !== "tag" || wordsOf(reader, tag).name !== name) return false;
  reader.next += 1;
  return true;
}

function output(parts: readonly Expression[], span: Span): Extract<Statement, { kind: "expression" }> {
  return expression({ kind: "template", parts, ...spanOf(span) });
}

function expression(value: Expression): Extract<Statement, { kind: "expression" }> {
  return { kind: "expression", expression: value, start: value.start, end: value.end };
}

function assign(target: Expression, value: Expression): Statement {
  return { kind: "assign", targets: [target], value, start: value.start, end: value.end };
}

function nameAt(name: string, { start, end }: Span): Expression {
  return { kind: "name", name, start, end };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
