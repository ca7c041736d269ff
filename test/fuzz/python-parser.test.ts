/**
 * The Python parser on text that nobody would write on purpose: random edits, half-typed files, deep nesting, huge files. It must not
 * throw or hang, and its tree must be one that walkers can rely on.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { MAX_TREE_DEPTH } from "../../rules/src/syntax/python/depth.js";
import { parse } from "../../rules/src/syntax/python/parse.js";
import { childrenAt } from "../oracle/describe.js";
import { visitorKeys, type Node } from "../../rules/src/syntax/python/visitor-keys.js";

const folder = join(import.meta.dirname, "../oracle/fixtures");
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".py"))
  .map((name) => readFileSync(join(folder, name), "utf8"));

/** Cutting a tree off adds the parents that cannot be replaced. */
const deepest = MAX_TREE_DEPTH + 4;

// Printed with every failure, so that it can be repeated.
const seed = Number(process.env["LEANROWS_SEED"] ?? 20_260_301);

/** Pseudo-random whole numbers below a bound, the same for the same seed. */
function randomNumbers(start: number): (bound: number) => number {
  let state = start >>> 0;
  return (bound) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return Math.floor((((state ^ (state >>> 12)) >>> 0) / 2 ** 32) * bound);
  };
}

/** Parses, checks the tree and returns what is wrong with it; `undefined` if nothing is. */
function complaint(text: string): string | undefined {
  const module = parse(text);
  for (const error of module.errors) {
    if (error.start < 0 || error.start > text.length) return `error at ${error.start}`;
  }
  let last = 0;
  for (const offset of module.comments) {
    if (offset < last || offset > text.length) return `comment at ${offset}`;
    last = offset;
  }
  const stack: { readonly node: Node; readonly depth: number }[] = [{ node: module, depth: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { node, depth } = entry;
    if (depth > deepest) return `${node.type} at depth ${depth}`;
    if (!(node.start >= 0 && node.start <= node.end && node.end <= text.length)) return describe(node);
    for (const key of visitorKeys[node.type]) {
      for (const child of childrenAt(node, key)) {
        // Decorators lie before the definition that owns them.
        const isInside = key === "decorator_list" || (child.start >= node.start && child.end <= node.end);
        if (!isInside) return `${describe(child)} outside ${describe(node)}`;
        stack.push({ node: child, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

function describe(node: Node): string {
  return `${node.type} ${node.start}-${node.end}`;
}

function check(text: string, origin: string): void {
  const found = complaint(text);
  if (found !== undefined)
    expect.fail(`${origin}, seed ${seed}: ${found} in ${JSON.stringify(text.slice(0, 4000))}`);
}

const junk = [
  ...[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "()",
    '"',
    "'",
    '"""',
    "'''",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "    ",
    "\f",
    "\0",
  ],
  ...[
    "def ",
    "class ",
    ":",
    "=",
    'f"{',
    "f'",
    't"""{',
    "}",
    "{{",
    "@",
    "*",
    "**",
    "lambda ",
    "for ",
    "in ",
    "if ",
    "elif ",
  ],
  ...[
    "else",
    "match ",
    "case ",
    "é",
    "😀",
    "\ud800",
    "$",
    "!",
    "!r}",
    "->",
    "async ",
    "await ",
    "yield ",
    "...",
    "with (",
  ],
  ...[
    "try:\n",
    "except",
    "import ",
    "from ",
    ".",
    ",",
    ";",
    "#",
    ":=",
    "not ",
    "is ",
    "type ",
    "0x",
    "1e",
    "\u00a0",
    "\ufeff",
  ],
];

function mutate(text: string, random: (bound: number) => number): string {
  let mutated = text;
  for (let edits = 1 + random(5); edits > 0; edits--) {
    const at = random(mutated.length + 1);
    const isDeletion = random(2) === 0;
    const inserted = isDeletion ? "" : (junk[random(junk.length)] ?? "");
    mutated = mutated.slice(0, at) + inserted + mutated.slice(at + (isDeletion ? random(60) : 0));
  }
  return mutated;
}

test("random edits", () => {
  const random = randomNumbers(seed);
  for (let round = 0; round < 1500; round++) {
    check(mutate(files[random(files.length)] ?? "", random), `edit ${round}`);
  }
});

test("random pieces", () => {
  const random = randomNumbers(seed + 1);
  for (let round = 0; round < 3000; round++) {
    const pieces = Array.from({ length: 1 + random(40) }, () => junk[random(junk.length)] ?? "");
    check(pieces.join(random(3) === 0 ? " " : ""), `pieces ${round}`);
  }
});

test("half-typed files: cut at each line and at random places", () => {
  const random = randomNumbers(seed + 2);
  for (const text of files) {
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1))
      check(text.slice(0, end), "cut line");
    for (let round = 0; round < 60; round++) check(text.slice(0, random(text.length)), "cut");
  }
});

const repeat = 20_000;

const deep: readonly (readonly [name: string, text: string])[] = [
  ["parentheses", "(".repeat(repeat)],
  ["closed parentheses", "(".repeat(repeat) + ")".repeat(repeat)],
  ["closing parentheses", ")]}".repeat(repeat)],
  ["mismatched brackets", "([{".repeat(repeat) + ")]}".repeat(repeat)],
  ["stray brackets in many open ones", "(".repeat(repeat) + "]".repeat(repeat)],
  ["lists", `x = ${"[".repeat(repeat)}${"]".repeat(repeat)}\n`],
  ["dictionaries", `x = ${"{1: ".repeat(repeat)}${"}".repeat(repeat)}\n`],
  ["calls in calls", `x = ${"f(".repeat(repeat)}${")".repeat(repeat)}\n`],
  ["subscripts in subscripts", `x = ${"a[".repeat(repeat)}${"]".repeat(repeat)}\n`],
  ["method chain", `x = a${".b()".repeat(repeat)}\n`],
  ["attribute chain", `x = a${".b".repeat(repeat)}\n`],
  ["subscript chain", `x = a${"[0]".repeat(repeat)}\n`],
  ["chain in an argument in a chain", `x = a${".b(c".repeat(150)}${".d()".repeat(400)}${")".repeat(150)}\n`],
  ["sum", `x = ${"1 + ".repeat(repeat)}1\n`],
  ["powers", `x = ${"2 ** ".repeat(repeat)}1\n`],
  ["signs", `x = ${"- ".repeat(repeat)}1\n`],
  ["negations", `x = ${"not ".repeat(repeat)}1\n`],
  ["awaits", `x = ${"await ".repeat(repeat)}y\n`],
  ["yields", `x = ${"yield ".repeat(repeat)}y\n`],
  ["stars", `x = ${"*".repeat(repeat)}y\n`],
  ["comparisons", `x = ${"1 < ".repeat(repeat)}1\n`],
  ["conjunction", `x = ${"a and ".repeat(repeat)}b\n`],
  ["conditions", `x = ${"a if b else ".repeat(repeat)}c\n`],
  ["conditions in tests", `x = ${"a if ".repeat(repeat)}c\n`],
  ["lambdas", `x = ${"lambda: ".repeat(repeat)}1\n`],
  ["lambda defaults", `x = ${"lambda a=".repeat(repeat)}1\n`],
  ["targets", `${"x = ".repeat(repeat)}1\n`],
  ["walruses", `x = (${"y := ".repeat(repeat)}1)\n`],
  ["generators", `x = (${"y for y in ".repeat(repeat)}z)\n`],
  ["elif", `if a: pass\n${"elif a: pass\n".repeat(repeat)}`],
  ["blocks", Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}if a:`).join("\n")],
  ["indents", Array.from({ length: 1500 }, (_, depth) => `${" ".repeat(depth)}a`).join("\n")],
  [
    "match blocks",
    Array.from(
      { length: 700 },
      (_, n) => `${" ".repeat(2 * n)}match a:\n${" ".repeat(2 * n + 1)}case b:`,
    ).join("\n"),
  ],
  ["decorators", `${"@a\n".repeat(repeat)}def f(): pass\n`],
  ["f-strings", 'f"{'.repeat(repeat)],
  ["closed f-strings", `${'f"{'.repeat(repeat)}1${'}"'.repeat(repeat)}`],
  ["formats", `f"${"{a:".repeat(repeat)}${"}".repeat(repeat)}"`],
  ["fields", `f"${"{a}".repeat(repeat)}"`],
  ["template strings", 't"{'.repeat(repeat)],
  ["strings", '"a" '.repeat(repeat)],
  ["patterns", `match a:\n case ${"[".repeat(repeat)}`],
  ["class patterns", `match a:\n case ${"A(".repeat(repeat)}`],
  ["alternatives", `match a:\n case ${"a.b | ".repeat(repeat)}c: pass`],
  ["pattern names", `match a:\n case a${".b".repeat(repeat)}: pass`],
  ["type parameters", `def f[${"T: f[".repeat(repeat)}`],
  ["open brackets on every line", "x = (\n".repeat(repeat)],
  ["open calls before definitions", "x = f(\ndef g(\n".repeat(repeat)],
  ["open f-strings on every line", 'x = f"{\n'.repeat(repeat)],
  ["open strings on every line", 'x = "\n'.repeat(repeat)],
  ["match as a name", "match (".repeat(repeat)],
  ["with", "with (".repeat(repeat)],
  ["with on every line", "with (a, b as c\n".repeat(repeat)],
  ["backslashes", "\\\n".repeat(repeat)],
  ["continued indents", " \\\n".repeat(repeat) + "x"],
  ["NUL", "\0".repeat(repeat)],
  ["commas", ",".repeat(repeat)],
  ["dots", `from ${".".repeat(repeat)} import a`],
];

test.each(deep)("deep or long: %s", (name, text) => {
  check(text, name);
});

/** CPU seconds that parsing takes; the shorter of two runs, because other work on the machine only adds to it. */
function secondsToParse(text: string): number {
  const runs = [0, 1].map(() => {
    const before = process.cpuUsage();
    parse(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return Math.min(...runs);
}

/** Below this, in seconds, a measurement says nothing. */
const resolution = 0.01;

test.each([["all fixtures", files.join("\n")] as const, ...deep])(
  "time grows with the text, not faster: %s",
  (_name, text) => {
    const size = 40_000;
    const unit = text.repeat(Math.ceil(size / text.length)).slice(0, size);
    const small = secondsToParse(unit);
    const large = secondsToParse(unit.repeat(4));
    // Four times the text takes four times as long; a quadratic parser needs sixteen times.
    expect(large).toBeLessThan(Math.max(small, resolution) * 10);
  },
);

test("a file of several megabytes", () => {
  check(files.join("\n").repeat(100), "huge file");
});
