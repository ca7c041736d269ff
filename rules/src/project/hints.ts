import type { ClassDeclarations } from "../orms/declarations.js";

/** What a cheap look at a text says about its classes. */
export interface Hints {
  readonly classes: readonly { readonly name: string; readonly bases: readonly string[] }[];
  /** Connects a signal, so that its top level must be read in any case. */
  readonly hasSignals: boolean;
}

const header = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]\n]*\][ \t]*)?\(/gm;
const alias = /\b([A-Z]\w*)[ \t]+as[ \t]+(\w+)/g;
const signal = /\breceiver\s*\(|\.connect\s*\(/;

/** Class headers by text search, for deciding which files to parse; `undefined` when the file declares nothing. */
export function hintsOf(declarations: ClassDeclarations, text: string): Hints | undefined {
  const hasSignals = signal.test(text) && declarations.hint.test(text);
  const headers = text.includes("class ") ? [...text.matchAll(header)] : [];
  const aliases = headers.length > 0 ? aliasesIn(text) : new Map<string, string>();
  const classes = headers.map((match) => {
    const names = namesAt(text, match.index + match[0].length);
    return { name: match[1] ?? "", bases: names.map((name) => aliases.get(name) ?? name) };
  });
  return classes.length > 0 || hasSignals ? { classes, hasSignals } : undefined;
}

/** Names of classes by what the file calls them: `Book` by `B` of `import Book as B`. */
function aliasesIn(text: string): ReadonlyMap<string, string> {
  return new Map([...text.matchAll(alias)].map(([, name = "", local = ""]) => [local, name]));
}

/** Longer lists of bases are not written by hand. */
const longestBases = 2000;

/** Names up to the parenthesis that closes the one before `start`; comments are no names. */
function namesAt(text: string, start: number): readonly string[] {
  let depth = 1;
  let end = start;
  for (; end < text.length && end - start < longestBases && depth > 0; end += 1) {
    const character = text[end];
    if (character === "(") depth += 1;
    if (character === ")") depth -= 1;
    if (character === "#") while (end + 1 < text.length && text[end + 1] !== "\n") end += 1;
  }
  return (
    text
      .slice(start, end)
      .replace(/#.*/g, "")
      .match(/[A-Za-z_]\w*/g) ?? []
  );
}

/** Files whose classes may derive from a model, manager or column class, through any number of other files. */
export function filesToOutline(
  declarations: ClassDeclarations,
  hints: ReadonlyMap<string, Hints>,
): readonly string[] {
  const known = new Set<string>();
  const isKnown = (name: string): boolean => known.has(name) || declarations.baseName.test(name);
  for (let before = -1; before !== known.size;) {
    before = known.size;
    for (const { classes } of hints.values()) {
      for (const { name, bases } of classes) if (!known.has(name) && bases.some(isKnown)) known.add(name);
    }
  }
  const declares = ({ classes, hasSignals }: Hints): boolean =>
    hasSignals || classes.some(({ name }) => known.has(name));
  return [...hints].flatMap(([file, one]) => (declares(one) ? [file] : []));
}
