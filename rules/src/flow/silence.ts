import { classIn } from "../project/class-in.js";
import { createFingerprint } from "../syntax/fingerprint.js";
import type { Span, Syntax } from "../syntax/syntax.js";
import { assignedTexts } from "./attributes.js";
import type { EvaluatedRoot } from "./evaluate-file.js";
import { rootsIn } from "./roots.js";

/**
 * The silent roots of a file: those in whose queries no rule found anything. They are most of them, and after an edit a
 * silent root is silent still, if its own text and the text of all functions that it followed are the same. Then it need
 * not be evaluated again. Where it stands does not matter, because it has nothing to show.
 *
 * This says what a silent root reads of its own file. Whoever keeps it sees to the rest: it holds as long as what the
 * file declares, and everything that was asked about other files, stay the same.
 */
export interface Silence {
  /** A mark of the text of each root, in the order of the file. */
  readonly marks: readonly string[];
  /** A mark of what stands around them. */
  readonly around: string;
  /** What is assigned to attributes by the methods of the classes that were searched for that. */
  readonly assigned: ReadonlyMap<string, string>;
  readonly silent: ReadonlyMap<Place, Reliance>;
}

/** A root by its place among the functions of the file; `undefined` for the top level. */
type Place = EvaluatedRoot["index"];

/** What of its file a root has read besides its own text. */
interface Reliance {
  readonly roots: readonly number[];
  readonly classes: readonly string[];
}

/** A file as it is now, with what is known of its silent roots from before. */
export interface Listening {
  readonly silent: ReadonlyMap<Place, Reliance>;
  /** What to keep for the next time, once the other roots were evaluated and some of them have shown something. */
  readonly after: (
    evaluated: readonly EvaluatedRoot[],
    hasShown: (root: EvaluatedRoot) => boolean,
  ) => Silence;
}

/** Tells which of the roots that were silent `before` still are. */
export function listen(file: string, syntax: Syntax, before: Silence | undefined): Listening {
  const roots = rootsIn(syntax.body);
  const spans = roots.map(({ definition }) => definition);
  const marks = spans.map(({ start, end }) => markOf(syntax.text.slice(start, end)));
  const around = markAround(syntax, spans);
  const assignedIn = (name: string): string => {
    const body = classIn(syntax.body, name)?.body;
    return body ? assignedTexts(body, syntax.text) : "";
  };
  const silent = stillSilent();

  function stillSilent(): ReadonlyMap<Place, Reliance> {
    if (before?.around !== around || before.marks.length !== marks.length) return new Map();
    const { assigned } = before;
    const isSame = (index: number): boolean => before.marks[index] === marks[index];
    const changed = spans.filter((_, index) => !isSame(index));
    const isSameClass = (name: string): boolean => {
      const span = classIn(syntax.body, name);
      return !changed.some((one) => span && isIn(one, span)) || assigned.get(name) === assignedIn(name);
    };
    const classes = new Map([...assigned.keys()].map((name) => [name, isSameClass(name)]));
    const rests = ({ roots, classes: searched }: Reliance): boolean =>
      roots.every(isSame) && searched.every((name) => classes.get(name) === true);
    return new Map(
      [...before.silent].filter(
        ([place, reliance]) => (place === undefined || isSame(place)) && rests(reliance),
      ),
    );
  }

  return {
    silent,
    after(evaluated, hasShown) {
      const kept = new Map(silent);
      const indexes = new Map<object, number>(spans.map((span, index) => [span, index]));
      const places = new Set(evaluated.map(({ index }) => index));
      for (const place of places) {
        const parts = evaluated.filter(({ index }) => index === place);
        if (parts.some(hasShown) || isBroken(place)) continue;
        kept.set(place, {
          roots: parts.flatMap(({ reads }) => [...reads.entered].flatMap((one) => indexes.get(one) ?? [])),
          classes: parts.flatMap(({ reads }) =>
            [...reads.searched].flatMap((one) => (one.file === file ? [one.name] : [])),
          ),
        });
      }
      const searched = new Set([...kept.values()].flatMap(({ classes }) => classes));
      const assigned = new Map([...searched].map((name) => [name, assignedIn(name)]));
      const isApart = evaluated.every((root) => showsOwn(root));
      return { marks, around, assigned, silent: isApart ? kept : new Map() };
    },
  };

  /** Where the text cannot be read, what is made of a function may depend on what stands behind it. */
  function isBroken(place: Place): boolean {
    if (place === undefined) return syntax.errors.length > 0;
    const start = spans[place]?.start ?? 0;
    const end = spans[place + 1]?.start ?? syntax.text.length;
    return syntax.errors.some((error) => start <= error.start && error.start <= end);
  }

  /** A query that several roots show counts once, so that those who show queries of others are not independent of them. */
  function showsOwn({ index, queries }: EvaluatedRoot): boolean {
    const own = index === undefined ? undefined : spans[index];
    return queries.every(({ expression }) =>
      own ? isIn(expression, own) : !spans.some((span) => isIn(expression, span)),
    );
  }
}

function isIn(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function markOf(text: string): string {
  const hash = createFingerprint();
  hash.add(text);
  return hash.value();
}

/** What stands around functions, apart from comments and from empty lines next to them. */
function markAround({ text, comments }: Syntax, spans: readonly Span[]): string {
  const hash = createFingerprint();
  let next = 0;
  const codeBetween = (start: number, end: number): string => {
    let code = "";
    let from = start;
    for (; next < comments.length; next += 1) {
      const comment = comments[next];
      if (!comment || comment.start >= end) break;
      if (comment.start < start) continue;
      code += text.slice(from, comment.start);
      from = comment.end;
    }
    code += text.slice(from, end);
    return withoutEmptyEnds(code);
  };
  let start = 0;
  for (const span of spans) {
    hash.add(codeBetween(start, span.start));
    start = span.end;
  }
  hash.add(codeBetween(start, text.length));
  return hash.value();
}

/** Lines keep their indentation, which says what they belong to. */
function withoutEmptyEnds(code: string): string {
  const lines = code.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) return lines.at(-1) ?? "";
  const last = lines.findLastIndex((line) => line.trim() !== "");
  const indent = last < lines.length - 1 ? lines.at(-1) : undefined;
  return [...lines.slice(first, last + 1), ...(indent === undefined ? [] : [indent])].join("\n");
}
