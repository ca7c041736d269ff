import type { Engine } from "../../rules/src/project/environment.js";

/** One function of a program file: it runs before and after each fix that is offered in it. */
export interface Program {
  /** Name of the file, `stream.py`. */
  readonly file: string;
  readonly function: string;
  /** The whole file. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly expectations: readonly Expectation[];
  /** Numbers of rows to run it on. */
  readonly sizes: readonly number[];
}

/** None, one, few; chunks of 50 and 100 that end with the rows and that do not. A chunk of 2000 costs too much for all. */
const usualSizes = [0, 1, 7, 100, 101];

/** What the comment above a function says of a fix in it: `# stream, batch: values, rows on sqlite`. */
export interface Expectation {
  readonly intent: string;
  /** What may differ afterwards, and does somewhere; empty: `same`. */
  readonly differences: readonly string[];
  /** Where; absent: everywhere. */
  readonly engines?: readonly string[];
}

/** The functions of a program file with what is expected of them. */
export function programsOf(file: string, text: string): readonly Program[] {
  const heads = [...text.matchAll(/^((?:# .*\n)*)(?:async )?def (\w+)\(/gm)];
  return heads.map((head, index) => {
    const [, comments = "", name = ""] = head;
    const next = heads[index + 1];
    const lines = comments.split("\n").filter((line) => line !== "");
    const rows = lines.flatMap(
      (line) => /^# rows: ([\d, ]+)$/.exec(line)?.[1]?.split(", ").map(Number) ?? [],
    );
    return {
      file,
      function: name,
      text,
      start: head.index,
      end: next?.index ?? text.length,
      expectations: lines
        .filter((line) => !line.startsWith("# rows: "))
        .flatMap((line) => expectationsIn(file, line)),
      sizes: [...usualSizes, ...rows],
    };
  });
}

/** What is expected of a fix on an engine; the comment that names the engine counts before one that names none. */
export function expectationFor(
  { expectations }: Program,
  intent: string,
  engine: Engine,
): Expectation | undefined {
  const ofIntent = expectations.filter((expectation) => expectation.intent === intent);
  return (
    ofIntent.find(({ engines }) => engines?.includes(engine)) ??
    ofIntent.find(({ engines }) => engines === undefined)
  );
}

function expectationsIn(file: string, line: string): readonly Expectation[] {
  const [, intents, differences, engines] =
    /^# ([\w-]+(?:, [\w-]+)*): (\w+(?:, \w+)*)(?: on (\w+(?:, \w+)*))?$/.exec(line) ?? [];
  if (intents === undefined || differences === undefined)
    throw new Error(
      `${file}: "${line}" is not "# INTENT, …: same" or "# INTENT, …: DIFFERENCE, … on ENGINE, …"`,
    );
  return intents.split(", ").map((intent) => ({
    intent,
    differences: differences === "same" ? [] : differences.split(", "),
    ...(engines === undefined ? {} : { engines: engines.split(", ") }),
  }));
}
