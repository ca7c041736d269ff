import type { Argument, Expression, Span } from "../syntax.js";
import { readValue } from "./read-value.js";

/** What the words of a tag say. */
export interface TagArguments {
  readonly values: readonly Expression[];
  readonly named: readonly Argument[];
  /** Names behind `as`. */
  readonly names: readonly Expression[];
}

/** `value`, `name=value` and `as name` among the words of a tag; words of the language itself are left out. */
export function argumentsOf(text: string, words: readonly Span[]): TagArguments {
  const values: Expression[] = [];
  const named: Argument[] = [];
  const names: Expression[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word) break;
    const written = text.slice(word.start, word.end);
    const name = /^([A-Za-z_]\w*)=/.exec(written)?.[1];
    const following = words[index + 1];
    if (written === "as" && following) {
      names.push(...namesIn(text, following));
      index += 1;
    } else if (particles.has(written)) continue;
    else if (name === undefined) values.push(readValue(text, word));
    else {
      const value = readValue(text, { start: word.start + name.length + 1, end: word.end });
      named.push({ form: "named", name, value, start: word.start, end: word.end });
    }
  }
  return { values, named, names };
}

const particles = new Set(["with", "only", "and", "count", "trimmed", "context", "by", "asvar"]);

/** `key,` and `key,order` name one and two. */
export function namesIn(text: string, { start, end }: Span): readonly Expression[] {
  return [...text.slice(start, end).matchAll(/[A-Za-z_]\w*/g)].map(({ 0: name, index }) => ({
    kind: "name",
    name,
    start: start + index,
    end: start + index + name.length,
  }));
}
