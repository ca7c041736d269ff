import { closest } from "./closest.js";

/** What one setting may hold: how to read it from unchecked data, and how a JSON schema says the same. */
export interface Shape<Value> {
  read(value: unknown, key: string): Reading<Value>;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A value that may be used, or everything that is wrong with it. */
export type Reading<Value> =
  | { readonly kind: "value"; readonly value: Value }
  | { readonly kind: "wrong"; readonly problems: readonly KeyProblem[] };

/** What is wrong with the value of a key, `rules.no-wide-load`. */
export interface KeyProblem {
  readonly key: string;
  readonly message: string;
}

/** One of a few words. */
export function oneOf<Word extends string>(words: readonly Word[]): Shape<Word> {
  return {
    read(value, key) {
      const word = words.find((each) => each === value);
      if (word !== undefined) return { kind: "value", value: word };
      const hint = typeof value === "string" ? didYouMean(value, words) : "";
      return wrong(key, `"${key}" must be ${either(words)}, not ${shown(value)}${hint}`);
    },
    schema: { enum: words },
  };
}

/** `true` or `false`. */
export const flag: Shape<boolean> = {
  read: (value, key) =>
    typeof value === "boolean"
      ? { kind: "value", value }
      : wrong(key, `"${key}" must be true or false, not ${shown(value)}`),
  schema: { type: "boolean" },
};

/** Any text that is not empty. */
export const text: Shape<string> = {
  read: (value, key) =>
    typeof value === "string" && value !== ""
      ? { kind: "value", value }
      : wrong(key, `"${key}" must be a text, not ${shown(value)}`),
  schema: { type: "string", minLength: 1 },
};

/** A list whose items all have one shape. */
export function listOf<Item>(item: Shape<Item>): Shape<readonly Item[]> {
  return {
    read(value, key) {
      if (!Array.isArray(value)) return wrong(key, `"${key}" must be a list, not ${shown(value)}`);
      const readings = value.map((each: unknown, index) => item.read(each, `${key}[${index}]`));
      const problems = readings.flatMap(problemsOf);
      if (problems.length > 0) return { kind: "wrong", problems };
      return { kind: "value", value: readings.flatMap(valuesOf) };
    },
    schema: { type: "array", items: item.schema },
  };
}

/** Values of one shape by name; `names` lists the ones that exist, if that is known. */
export function tableOf<Item>(
  item: Shape<Item>,
  names?: { readonly noun: string; readonly all: readonly string[] },
): Shape<Readonly<Record<string, Item>>> {
  return {
    read(value, key) {
      if (!isTable(value))
        return wrong(key, `"${key}" must be a table of names and values, not ${shown(value)}`);
      const entries = Object.entries(value).map(([name, each]) => ({
        name,
        reading: item.read(each, `${key}.${name}`),
      }));
      const unknown = entries
        .filter(({ name }) => names !== undefined && !names.all.includes(name))
        .map(({ name }) => unknownName(`${key}.${name}`, name, names?.noun ?? "name", names?.all ?? []));
      const problems = [...unknown, ...entries.flatMap(({ reading }) => problemsOf(reading))];
      if (problems.length > 0) return { kind: "wrong", problems };
      const pairs = entries.flatMap(({ name, reading }) =>
        valuesOf(reading).map((each): [string, Item] => [name, each]),
      );
      return { kind: "value", value: Object.fromEntries(pairs) };
    },
    schema:
      names === undefined
        ? { type: "object", additionalProperties: item.schema }
        : {
            type: "object",
            properties: Object.fromEntries(names.all.map((name) => [name, item.schema])),
            additionalProperties: false,
          },
  };
}

/** Says that a name does not exist, and which one was probably meant. */
export function unknownName(key: string, name: string, noun: string, known: readonly string[]): KeyProblem {
  return { key, message: `"${key}" is no ${noun}${didYouMean(name, known)}; known are ${known.join(", ")}` };
}

/** Whether unchecked data is a table of names and values. */
export function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function didYouMean(name: string, known: readonly string[]): string {
  const meant = closest(name, known);
  return meant === undefined ? "" : ` (did you mean "${meant}"?)`;
}

function wrong<Value>(key: string, message: string): Reading<Value> {
  return { kind: "wrong", problems: [{ key, message }] };
}

function problemsOf(reading: Reading<unknown>): readonly KeyProblem[] {
  return reading.kind === "wrong" ? reading.problems : [];
}

function valuesOf<Value>(reading: Reading<Value>): readonly Value[] {
  return reading.kind === "value" ? [reading.value] : [];
}

/** `"all", "narrowed" or "parent"` */
function either(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  return [quoted.slice(0, -1).join(", "), quoted.at(-1)].filter((part) => part !== "").join(" or ");
}

function shown(value: unknown): string {
  if (typeof value === "bigint" || typeof value === "function" || value === undefined) return String(value);
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 57)}...` : written;
}
