import type { Span } from "../syntax.js";

/** What a template holds besides text: `{{ value }}` or `{% name words… %}`; the span is that of the inside. */
export interface Tag extends Span {
  readonly kind: "output" | "tag";
}

/** The tags of a template in order; comments are left out. A tag that is never closed is text, as Django has it. */
export function tagsIn(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  // Looked for once: what has no end here has none further on.
  const endless = new Set<string>();
  let at = 0;
  for (;;) {
    const open = text.indexOf("{", at);
    if (open < 0) return tags;
    const form = forms[text.charAt(open + 1)];
    const close = form && !endless.has(form.close) ? text.indexOf(form.close, open + 2) : -1;
    if (form && close < 0) endless.add(form.close);
    if (!form || close < 0) {
      at = open + 1;
      continue;
    }
    if (form.kind !== "comment") tags.push({ kind: form.kind, start: open + 2, end: close });
    at = close + form.close.length;
  }
}

const forms: Readonly<
  Record<string, { readonly kind: Tag["kind"] | "comment"; readonly close: string } | undefined>
> = {
  "{": { kind: "output", close: "}}" },
  "%": { kind: "tag", close: "%}" },
  "#": { kind: "comment", close: "#}" },
};

/** The words of a tag; blanks inside quotes do not end a word. */
export function wordsIn(text: string, { start, end }: Span): readonly Span[] {
  const words: Span[] = [];
  let begin = -1;
  let quote = "";
  for (let at = start; at < end; at += 1) {
    const character = text.charAt(at);
    if (quote !== "") {
      if (character === "\\") at += 1;
      else if (character === quote) quote = "";
      continue;
    }
    if (character === " " || character === "\t" || character === "\n" || character === "\r") {
      if (begin >= 0) words.push({ start: begin, end: at });
      begin = -1;
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    if (begin < 0) begin = at;
  }
  if (begin >= 0) words.push({ start: begin, end });
  return words;
}
