import type { Declarations } from "../orms/declarations.js";

/** What a cheap look at a text says about its classes. */
export interface Hints {
  readonly classes: readonly { readonly name: string; readonly bases: readonly string[] }[];
  /** Connects a signal, so that its top level must be read in any case. */
  readonly hasSignals: boolean;
}

const header = /^[ \t]*class\s+(\w+)\s*(?:\[[^\]]*\]\s*)?\(([^:]*?)\)\s*:/gm;
const signal = /\breceiver\s*\(|\.connect\s*\(/;
const seed = /(?:Model|Manager|QuerySet|Queryset|Field|ForeignKey|AbstractUser|AbstractBaseUser|PermissionsMixin|AppConfig)$/;

/** Class headers by text search, for deciding which files to parse; `undefined` when the file declares nothing. */
export function hintsOf(declarations: Declarations, text: string): Hints | undefined {
  if (!text.includes("class ") && !signal.test(text)) return undefined;
  const classes = [...text.matchAll(header)].map((match) => ({ name: match[1] ?? "", bases: (match[2] ?? "").match(/\w+/g) ?? [] }));
  const hasSignals = signal.test(text) && declarations.hint.test(text);
  return classes.length > 0 || hasSignals ? { classes, hasSignals } : undefined;
}

/** Files whose classes may derive from a model, manager or column class, through any number of other files. */
export function filesToOutline(hints: ReadonlyMap<string, Hints>): readonly string[] {
  const known = new Set<string>();
  const isKnown = (name: string): boolean => seed.test(name) || known.has(name);
  for (let before = -1; before !== known.size; ) {
    before = known.size;
    for (const { classes } of hints.values()) for (const { name, bases } of classes) if (bases.some(isKnown)) known.add(name);
  }
  const declares = ({ classes, hasSignals }: Hints): boolean => hasSignals || classes.some(({ bases }) => bases.some(isKnown));
  return [...hints].flatMap(([file, one]) => (declares(one) ? [file] : []));
}
