import { type FactKind, factKinds } from "./fact.js";

/** What a comment of a spec says of its line. */
export interface Expectation {
  readonly kind: FactKind;
  /** Everything but the quoted part: `no-load-to-count info`. */
  readonly words: string;
  /** What the message, title or condition must contain. */
  readonly part?: string;
  /** `missing`: right, but not found yet; `spurious`: found, but wrong. Both fail when the gap closes. */
  readonly mark?: "missing" | "spurious";
  /** Line of the page on which the comment stands. */
  readonly line: number;
  readonly text: string;
}

/** Code without its expectations. */
export interface Code {
  readonly text: string;
  /** Line of the page for each line of `text`. */
  readonly pageLines: readonly number[];
  /** Expectations by line of `text`, counted from 0. */
  readonly expectations: ReadonlyMap<number, readonly Expectation[]>;
}

const start = new RegExp(
  String.raw`(?:^|\s+)(?:#|\/\/) (?=(?:(?:missing|spurious): )?(?:${factKinds.join("|")}): )`,
);

/** Takes the expectations out of a block. A comment on a line of its own speaks of the next line of code. */
export function readCode(text: string, firstLine: number): Code {
  const kept: string[] = [];
  const pageLines: number[] = [];
  const expectations = new Map<number, readonly Expectation[]>();
  let waiting: readonly Expectation[] = [];
  for (const [index, line] of text.replace(/\n$/, "").split("\n").entries()) {
    const [code = "", ...comments] = line.split(start);
    const pageLine = firstLine + index;
    const found = comments.map((comment) => readExpectation(comment.trim(), pageLine));
    waiting = [...waiting, ...found];
    if (code.trim() === "" && found.length > 0) continue;
    if (code.trim() !== "" && waiting.length > 0) {
      expectations.set(kept.length, waiting);
      waiting = [];
    }
    kept.push(code);
    pageLines.push(pageLine);
  }
  const [lost] = waiting;
  if (lost) throw new Error(`line ${lost.line}: no code follows: ${lost.text}`);
  return { text: kept.map((line) => `${line}\n`).join(""), pageLines, expectations };
}

function readExpectation(text: string, line: number): Expectation {
  const [, mark, name = "", rest = ""] = /^(?:(missing|spurious): )?([a-z-]+): (.*)$/.exec(text) ?? [];
  const [, words = "", part] = /^([^"]*?)\s*(?:"(.*)")?$/.exec(rest) ?? [];
  return {
    kind: kindOf(name, line),
    words,
    line,
    text,
    ...(part === undefined ? {} : { part }),
    ...(mark === "missing" || mark === "spurious" ? { mark } : {}),
  };
}

function kindOf(name: string, line: number): FactKind {
  const found = factKinds.find((kind) => kind === name);
  if (!found) throw new Error(`line ${line}: nothing of this kind can be expected: ${name}`);
  return found;
}
