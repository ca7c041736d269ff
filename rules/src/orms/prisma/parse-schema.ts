/** A block of a schema: `model User { … }`. */
export interface Block {
  readonly keyword: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly fields: readonly Field[];
  /** `@@id([a, b])`. */
  readonly attributes: readonly Attribute[];
  /** `provider = "postgresql"` of generators and datasources, as written. */
  readonly settings: ReadonlyMap<string, string>;
}

/** A field of a model or type. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly arity: "one" | "optional" | "many";
  readonly attributes: readonly Attribute[];
  readonly start: number;
  readonly end: number;
}

/** `@db.VarChar(255)`: its name without the signs, and what stands between its parentheses. */
export interface Attribute {
  readonly name: string;
  readonly given: string;
}

/**
 * Reads a Prisma schema (https://www.prisma.io/docs/orm/reference/prisma-schema-reference). The published parsers stop at
 * the first mistake and forget where things stand; a schema that is being edited keeps all that can be read of it.
 */
export function parseSchema(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let open: OpenBlock | undefined;
  for (const line of linesOf(text)) {
    if (!open) open = headerIn(line);
    else if (line.code.trim().startsWith("}")) {
      blocks.push(blockOf(open));
      open = undefined;
    } else if (headerIn(line)) {
      // The end of the block before is still to be written.
      blocks.push(blockOf(open));
      open = headerIn(line);
    } else open.lines.push(line);
  }
  if (open) blocks.push(blockOf(open));
  return blocks;
}

interface Line {
  /** Without its comment. */
  readonly code: string;
  readonly start: number;
}

interface OpenBlock {
  readonly keyword: string;
  readonly name: string;
  readonly start: number;
  readonly lines: Line[];
}

const header = /^\s*(model|view|type|enum|generator|datasource)\s+(\w+)\s*\{/d;

function headerIn({ code, start }: Line): OpenBlock | undefined {
  const match = header.exec(code);
  const [, keyword, name] = match ?? [];
  if (keyword === undefined || name === undefined) return undefined;
  return { keyword, name, start: start + (match?.indices?.[2]?.[0] ?? 0), lines: [] };
}

/** The lines of a text; one that ends inside parentheses goes on in the next. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let unfinished: Line | undefined;
  for (const written of text.split("\n")) {
    const code = withoutComment(written);
    const line: Line = unfinished
      ? { code: `${unfinished.code}\n${code}`, start: unfinished.start }
      : { code, start };
    const isDone = depthOf(line.code) <= 0 || line.code.length > longestLine;
    unfinished = isDone ? undefined : line;
    if (isDone) lines.push(line);
    start += written.length + 1;
  }
  return unfinished ? [...lines, unfinished] : lines;
}

/** A parenthesis that is never closed must not swallow the rest of the file. */
const longestLine = 4000;

/** Keeps the length up to the comment, so that places stay right. */
function withoutComment(line: string): string {
  const match = /^(?:[^"/]|"(?:[^"\\]|\\.)*"?|\/(?!\/))*/.exec(line);
  return match?.[0] ?? line;
}

function depthOf(code: string): number {
  const bare = code.replace(/"(?:[^"\\]|\\.)*"/g, "");
  return (bare.match(/\(/g)?.length ?? 0) - (bare.match(/\)/g)?.length ?? 0);
}

function blockOf({ keyword, name, start, lines }: OpenBlock): Block {
  const settings = new Map<string, string>();
  for (const { code } of lines) {
    const [, key, value] = /^\s*(\w+)\s*=\s*([^]*\S)/.exec(code) ?? [];
    if (key !== undefined && value !== undefined) settings.set(key, value);
  }
  return {
    keyword,
    name,
    start,
    end: start + name.length,
    fields: lines.flatMap((line) => fieldIn(line) ?? []),
    attributes: lines.flatMap(({ code }) => (code.trim().startsWith("@@") ? attributesIn(code) : [])),
    settings,
  };
}

const field = /^(\s*)(\w+)\s+(Unsupported\s*\(\s*"[^"]*"\s*\)|\w+)(\[\]|\?)?(?:\[\])?(?=\s|$)([^]*)$/;

function fieldIn({ code, start }: Line): Field | undefined {
  const [, space = "", name, type = "", mark, rest = ""] = field.exec(code) ?? [];
  if (name === undefined) return undefined;
  return {
    name,
    type: type.startsWith("Unsupported") ? "Unsupported" : type,
    arity: mark === "[]" ? "many" : mark === "?" ? "optional" : "one",
    attributes: attributesIn(rest),
    start: start + space.length,
    end: start + space.length + name.length,
  };
}

/** The attributes of a line, with what stands between their parentheses. */
function attributesIn(code: string): readonly Attribute[] {
  const found: Attribute[] = [];
  for (const match of code.matchAll(/@@?([\w.]+)\s*(\()?/g)) {
    const [whole, name = "", opening] = match;
    const start = match.index + whole.length;
    found.push({ name, given: opening === undefined ? "" : code.slice(start, closing(code, start)) });
  }
  return found;
}

function closing(code: string, start: number): number {
  let depth = 1;
  for (let index = start; index < code.length; index += 1) {
    const character = code[index];
    if (character === '"') {
      const end = code.indexOf('"', index + 1);
      if (end < 0) return code.length;
      index = end;
    } else if (character === "(") depth += 1;
    else if (character === ")") {
      depth -= 1;
      if (depth === 0) return index;
    }
  }
  return code.length;
}
