import { type CheckedSpec, problemsOf } from "./check-spec.js";
import type { Code, Expectation } from "./expectation.js";
import { type Fact, type FactKind, factsOf } from "./fact.js";
import type { Spec } from "./spec.js";

/** Where what a page says and what was found differ, for people to read; empty where they agree. */
export function differences(spec: Spec, checked: CheckedSpec): readonly string[] {
  return [...spec.code].flatMap(([path, code]) => {
    const file = checked.files.get(path);
    return file ? differencesIn(code, factsOf(file, file.text)) : [];
  }).concat(problemsOf(checked));
}

function differencesIn(code: Code, facts: ReadonlyMap<number, readonly Fact[]>): readonly string[] {
  const lines = code.text.split("\n");
  const isClosed = closedKinds(code);
  return lines.flatMap((line, index) => {
    const expected = code.expectations.get(index) ?? [];
    const found = facts.get(index) ?? [];
    const wrong = differencesOnLine(expected, found, isClosed);
    if (wrong.length === 0) return [];
    return [[`line ${code.pageLines[index] ?? 0}: ${line.trim()}`, ...wrong].join("\n    ")];
  });
}

/** Kinds of which nothing may be left unsaid in this code. */
function closedKinds({ expectations }: Code): ReadonlySet<FactKind> {
  const mentioned = [...expectations.values()].flat().map(({ kind }) => kind);
  return new Set<FactKind>(mentioned.includes("load") ? ["finding", "load"] : ["finding"]);
}

/** Of these a finding has many, and a spec names those that it is about. */
const open: readonly FactKind[] = ["fix", "withheld"];

function differencesOnLine(
  expected: readonly Expectation[],
  found: readonly Fact[],
  closed: ReadonlySet<FactKind>,
): readonly string[] {
  const wrong: string[] = [];
  const left = [...found];
  for (const expectation of expected) {
    if (expectation.kind === "no-fix") {
      wrong.push(...found.filter((fact) => isOfForm(fact, expectation)).map(noFix));
      continue;
    }
    const index = left.findIndex((fact) => holds(expectation, fact));
    if (expectation.mark === "missing") {
      if (index >= 0) wrong.push(`gap closed, take the mark away: ${expectation.text}`);
      continue;
    }
    if (index >= 0) left.splice(index, 1);
    else if (expectation.mark === "spurious")
      wrong.push(`gap closed, take the line away: ${expectation.text}`);
    else wrong.push(`expected  ${expectation.text}`);
  }
  const asked = expected.map(({ kind }) => kind).filter((kind) => !open.includes(kind));
  const kinds = new Set([...closed, ...asked]);
  const unsaid = left.filter(
    ({ kind }) => kinds.has(kind) || (wrong.length > 0 && expected.some((one) => one.kind === kind)),
  );
  return [...wrong, ...unsaid.map((fact) => `found     ${textOf(fact)}`)];
}

function isOfForm(fact: Fact, { words }: Expectation): boolean {
  return fact.kind === "fix" && fact.words.split(" ")[0] === words;
}

function noFix(fact: Fact): string {
  return `expected  no ${textOf(fact)}`;
}

function holds({ kind, words, part }: Expectation, fact: Fact): boolean {
  return kind === fact.kind && words === fact.words && (part === undefined || Boolean(fact.quote?.includes(part)));
}

function textOf({ kind, words, quote }: Fact): string {
  return `${kind}: ${words}${quote === undefined ? "" : ` "${quote}"`}`;
}
