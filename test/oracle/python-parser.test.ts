/**
 * The Python parser against CPython: for every file of the standard library and for the fixtures, the same nodes at the same
 * offsets with the same names, operators and literal values. `LEANROWS_ORACLE=full` adds CPython's own test suite.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "../../rules/src/syntax/python/parse.js";
import { describeTree } from "./describe.js";
import { findInterpreters, libraryFiles, type Interpreter } from "./interpreters.js";

const timeout = 600_000;
const which = process.env["LEANROWS_ORACLE"] === "full" ? "with tests" : "without tests";
const scratch = mkdtempSync(join(tmpdir(), "leanrows-oracle-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const fixtureFolder = join(import.meta.dirname, "fixtures");
const fixtures = readdirSync(fixtureFolder)
  .filter((name) => name.endsWith(".py"))
  .map((name) => join(fixtureFolder, name));

const interpreters = findInterpreters();

test("there is a Python interpreter to compare with", () => {
  expect(
    interpreters.length,
    "no python3 on PATH: install python3, then run the tests again",
  ).toBeGreaterThan(0);
});

test.each(fixtures.map((path) => [basename(path), path]))("%s parses without an error", (_name, path) => {
  expect(parse(readSource(path)).errors).toEqual([]);
});

describe.each(interpreters.map((interpreter) => [interpreter.version, interpreter] as const))(
  "CPython %s",
  (_version, interpreter) => {
    test("the standard library", { timeout }, async () => {
      const files = libraryFiles(interpreter.library, which);
      expect(files.length).toBeGreaterThan(100);
      const result = await compareFiles(interpreter, files);
      report(interpreter, `standard library ${which}`, result);
      expect(result.differences).toEqual([]);
      expect(result.compared).toBeGreaterThan(files.length * 0.95);
    });

    test("each syntax form", { timeout }, async () => {
      const result = await compareFiles(interpreter, [
        ...fixtures,
        ...withLineBreaks("\r\n"),
        ...withLineBreaks("\r"),
      ]);
      report(interpreter, "fixtures with LF, CR LF and CR", result);
      expect(result.differences).toEqual([]);
      const unexpected = result.rejected.filter((path) => minorVersionOf(path) <= interpreter.minor);
      expect(unexpected, "fixtures that this interpreter should accept").toEqual([]);
    });
  },
);

/** Fixtures are named after the first version that accepts them, as `3.14-…`. */
function minorVersionOf(path: string): number {
  return Number(/^3\.(\d+)-/.exec(basename(path))?.[1] ?? Number.NaN);
}

/** Copies of the fixtures with other line breaks. */
function withLineBreaks(lineBreak: string): readonly string[] {
  const folder = mkdtempSync(join(scratch, "fixtures-"));
  return fixtures.map((path) => {
    const copy = join(folder, basename(path));
    writeFileSync(copy, readFileSync(path, "utf8").replaceAll("\n", lineBreak));
    return copy;
  });
}

function readSource(path: string): string {
  return readFileSync(path, "utf8").replace(/^\uFEFF/, "");
}

interface Comparison {
  readonly compared: number;
  readonly nodes: number;
  readonly rejected: readonly string[];
  readonly skipped: readonly string[];
  /** Path and the first lines that differ. */
  readonly differences: readonly string[];
}

type Answer =
  | { readonly hasInteriors: boolean }
  | { readonly path: string; readonly nodes: readonly string[] }
  | { readonly path: string; readonly rejected: string }
  | { readonly path: string; readonly skipped: string };

function isAnswer(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && ("path" in value || "hasInteriors" in value);
}

async function compareFiles(interpreter: Interpreter, files: readonly string[]): Promise<Comparison> {
  const list = join(scratch, "files.txt");
  writeFileSync(list, files.join("\n"));
  const child = spawn(interpreter.executable, [join(import.meta.dirname, "dump.py"), list], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  let nodes = 0;
  let compared = 0;
  let interiors: "with interiors" | "without interiors" = "without interiors";
  const rejected: string[] = [];
  const skipped: string[] = [];
  const differences: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const answer: unknown = JSON.parse(line);
    if (!isAnswer(answer)) throw new Error(`dump.py printed ${line}`);
    if ("hasInteriors" in answer) {
      interiors = answer.hasInteriors ? "with interiors" : "without interiors";
    } else if ("rejected" in answer) {
      rejected.push(answer.path);
    } else if ("skipped" in answer) {
      skipped.push(`${answer.path}: ${answer.skipped}`);
    } else {
      compared++;
      nodes += answer.nodes.length;
      const difference = differenceOf(readSource(answer.path), answer.nodes, interiors);
      if (difference !== undefined) differences.push(`${answer.path}: ${difference}`);
    }
  }
  expect(await exit, "exit code of dump.py").toBe(0);
  expect(compared + rejected.length + skipped.length).toBe(files.length);
  return { compared, nodes, rejected, skipped, differences };
}

function differenceOf(
  text: string,
  nodes: readonly string[],
  interiors: "with interiors" | "without interiors",
): string | undefined {
  const module = parse(text);
  const [error] = module.errors;
  if (error !== undefined) return `reports "${error.message}" at ${error.start}`;
  const ours = describeTree(module, text, interiors).sort();
  const theirs = [...nodes].sort();
  if (ours.length === theirs.length && ours.every((line, index) => line === theirs[index])) return undefined;
  const onlyOurs = without(ours, new Set(theirs));
  const onlyTheirs = without(theirs, new Set(ours));
  return `ours ${JSON.stringify(onlyOurs)}, CPython's ${JSON.stringify(onlyTheirs)}`;
}

function without(lines: readonly string[], others: ReadonlySet<string>): readonly string[] {
  return lines.filter((line) => !others.has(line)).slice(0, 4);
}

function report(interpreter: Interpreter, subject: string, result: Comparison): void {
  const { compared, nodes, rejected, skipped, differences } = result;
  const counts = `${compared} files, ${nodes} nodes compared, ${differences.length} differ`;
  console.log(`CPython ${interpreter.version}, ${subject}: ${counts}, ${rejected.length} rejected by it`);
  for (const reason of skipped) console.log(`  skipped ${reason}`);
}
