import { lexer } from "marked";

/** A heading of a page with what stands below it. */
export interface Section {
  readonly title: string;
  /** 1 for the page's title. */
  readonly level: number;
  readonly line: number;
  /** Code blocks up to the next heading. */
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

/** A fenced code block. */
export interface Block {
  readonly language: string;
  /** `file=shop/models.py fix="Count in the database"` behind the language. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
  /** Line of the page on which `text` starts. */
  readonly line: number;
}

/** A Markdown page as a tree of headings. */
export function readPage(text: string): readonly Section[] {
  const roots: OpenSection[] = [];
  const open: OpenSection[] = [];
  let line = 1;
  for (const token of lexer(text)) {
    if (token.type === "heading") {
      const { depth, text: title } = heading(token);
      while ((open.at(-1)?.level ?? 0) >= depth) open.pop();
      const section: OpenSection = { title, level: depth, line, blocks: [], sections: [] };
      (open.at(-1)?.sections ?? roots).push(section);
      open.push(section);
    } else if (token.type === "code") {
      open.at(-1)?.blocks.push(blockOf(token.raw, line));
    }
    line += token.raw.split("\n").length - 1;
  }
  return roots;
}

interface OpenSection extends Section {
  readonly blocks: Block[];
  readonly sections: OpenSection[];
}

function heading(token: { readonly raw: string }): { readonly depth: number; readonly text: string } {
  const [, marks = "", text = ""] = /^(#+)\s+(.*)/.exec(token.raw) ?? [];
  return { depth: marks.length, text: text.trim() };
}

/** From the raw text, so that no line of the code is trimmed. */
function blockOf(raw: string, line: number): Block {
  const [, fence = "", info = ""] = /^(`{3,}|~{3,})(.*)\n/.exec(raw) ?? [];
  if (fence === "") throw new Error(`line ${line}: code is fenced here, not indented`);
  const lines = raw.trimEnd().split("\n").slice(1, -1);
  const [, language = "", rest = ""] = /^\s*(\S*)(.*)$/.exec(info) ?? [];
  const attributes = new Map(
    [...rest.matchAll(/([a-z-]+)=(?:"([^"]*)"|(\S+))/g)].map(([, name = "", quoted, bare]) => [
      name,
      quoted ?? bare ?? "",
    ]),
  );
  return { language, attributes, text: lines.map((one) => `${one}\n`).join(""), line: line + 1 };
}
