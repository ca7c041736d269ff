/**
 * Speed of the Python parser beside two others, in one run over the same files.
 *
 *     npx tsx test/bench/parse.ts [FOLDER]
 *
 * FOLDER defaults to the standard library of `python3`. Time is CPU time of this process, the best of several rounds.
 */
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parser as lezer } from "@lezer/python";
import { Language, Parser } from "web-tree-sitter";
import { parse } from "../../rules/src/syntax/python/parse.js";
import { findInterpreters, libraryFiles } from "../oracle/interpreters.js";

interface Contestant {
  readonly name: string;
  readonly parse: (text: string) => void;
  readonly hasError: (text: string) => boolean;
}

const rounds = 4;
/** Enough for stable figures; the slower parsers need about a second for a round. */
const largestSample = 5_000_000;

const folder = process.argv[2];
const sample = takeSample(folder === undefined ? standardLibrary() : pythonFiles(folder));
const megabytes = sample.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
console.log(`${sample.length} files, ${megabytes.toFixed(1)} MB, Node ${process.versions.node}`);
console.table(measure([ours(), lezerPython(), await treeSitter()]));

function standardLibrary(): readonly string[] {
  const newest = findInterpreters().at(-1);
  if (newest === undefined) throw new Error("No python3 on PATH: give a folder with .py files.");
  return libraryFiles(newest.library, "without tests");
}

function pythonFiles(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".py"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every n-th file, so that the sample has files from the whole folder. */
function takeSample(paths: readonly string[]): readonly string[] {
  const texts = paths.map((path) => readFileSync(path, "utf8"));
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  const step = Math.max(1, Math.ceil(total / largestSample));
  return texts.filter((_text, index) => index % step === 0);
}

function ours(): Contestant {
  return {
    name: "leanrows",
    parse: (text) => void parse(text),
    hasError: (text) => parse(text).errors.length > 0,
  };
}

function lezerPython(): Contestant {
  return {
    name: "@lezer/python",
    parse: (text) => void lezer.parse(text),
    hasError: (text) => {
      let hasError = false;
      lezer.parse(text).iterate({
        enter: (node) => {
          hasError ||= node.type.isError;
        },
      });
      return hasError;
    },
  };
}

async function treeSitter(): Promise<Contestant> {
  await Parser.init();
  const require = createRequire(import.meta.url);
  const language = await Language.load(require.resolve("tree-sitter-python/tree-sitter-python.wasm"));
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    name: "web-tree-sitter",
    // Its trees live outside the garbage collector's reach.
    parse: (text) => parser.parse(text)?.delete(),
    hasError: (text) => {
      const tree = parser.parse(text);
      const hasError = tree?.rootNode.hasError ?? true;
      tree?.delete();
      return hasError;
    },
  };
}

function measure(contestants: readonly Contestant[]): readonly object[] {
  const best = new Map<string, number>();
  // Round by round, so that other work on the machine hits all of them alike.
  for (let round = 0; round < rounds; round++) {
    for (const { name, parse: parseOne } of contestants) {
      const seconds = cpuSeconds(() => sample.forEach(parseOne));
      best.set(name, Math.min(seconds, best.get(name) ?? Infinity));
    }
  }
  const slowest = Math.max(...best.values());
  return contestants.map(({ name, hasError }) => {
    const seconds = best.get(name) ?? Infinity;
    return {
      parser: name,
      "MB/s": Number((megabytes / seconds).toFixed(1)),
      "times the slowest": Number((slowest / seconds).toFixed(1)),
      "files with errors": sample.filter(hasError).length,
    };
  });
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
