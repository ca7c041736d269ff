import type { Rewrites } from "../../rules/src/orms/rewrites.js";

/** Members of the table that decide or describe; all others are written into the source. */
const noTemplates = new Set([
  "package",
  "label",
  "engines",
  "proven",
  "sizes",
  "through",
  "drains",
  "import",
  "key",
  "callee",
  "flagTypes",
  "collectsWith",
]);

/** A table that notes which of its templates were used. */
export interface RecordedRewrites {
  readonly rewrites: Rewrites;
  /** Paths of the templates whose text stands in what was written: `limit.first`. */
  readonly usedIn: (written: string) => readonly string[];
}

/** The paths of everything in a table that is written into the source, `stream.write`. */
export function templatesOf(table: object, path = ""): readonly string[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    if (noTemplates.has(key) || /since$/i.test(key)) return [];
    const own = path === "" ? key : `${path}.${key}`;
    if (typeof value === "function" || typeof value === "string") return [own];
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? templatesOf(value, own)
      : [];
  });
}

/** The same table, which notes the texts that its templates give. */
export function recordTemplates(rewrites: Rewrites): RecordedRewrites {
  const given = new Map<string, Set<string>>();
  const note = (path: string, value: unknown): void => {
    const texts = given.get(path) ?? new Set<string>();
    for (const text of textsIn(value)) texts.add(text);
    given.set(path, texts);
  };
  return {
    rewrites: recorded(rewrites, "", note),
    usedIn: (written) =>
      [...given].flatMap(([path, texts]) =>
        [...texts].some((text) => written.includes(text)) ? [path] : [],
      ),
  };
}

function recorded<Value extends object>(
  value: Value,
  path: string,
  note: (path: string, value: unknown) => void,
): Value {
  return new Proxy(value, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof key === "symbol" || noTemplates.has(key) || /since$/i.test(key)) return member;
      const own = path === "" ? key : `${path}.${key}`;
      if (typeof member === "string") note(own, member);
      if (typeof member === "function") {
        return new Proxy(member, {
          apply(callee, self: unknown, given: readonly unknown[]): unknown {
            const result: unknown = Reflect.apply(callee, self, given);
            note(own, result);
            return result;
          },
        });
      }
      return typeof member === "object" && member !== null ? recorded(member, own, note) : member;
    },
  });
}

/** The longest line stands for a template of several. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  const lines = Object.values(value)
    .flat()
    .filter((line) => typeof line === "string");
  return lines.sort((left, right) => right.length - left.length).slice(0, 1);
}
