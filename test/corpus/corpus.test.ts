// The findings on pinned public projects: the committed data is consistent, and where the sources are, it is current.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkedEntries } from "./check-sources.js";
import { compareEntries, describeDifference } from "./compare.js";
import { corpusProjects, dataFile } from "./corpus-project.js";
import type { Entry } from "./entry.js";
import { readFindings, writeFindings } from "./findings-text.js";
import { labelsOf, withGoneMarks } from "./labels.js";
import { describePrecision } from "./precision.js";

const projects = corpusProjects();
const names = projects.map(({ name }) => name);
const sources = process.env["LEANROWS_CORPUS"];
const timeout = 300_000;

describe("the pinned projects", () => {
  test("are given by full commits, each once", () => {
    expect(projects.length).toBeGreaterThan(0);
    expect(projects.filter(({ commit }) => !/^[0-9a-f]{40}$/.test(commit))).toEqual([]);
    expect(projects.filter(({ repository }) => !/^[\w.-]+\/[\w.-]+$/.test(repository))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  test("are those that have findings and labels", () => {
    expect(readdirSync(dataFile("findings")).sort()).toEqual(names.map((name) => `${name}.txt`).sort());
    expect(names.map((name) => `${name}.json`)).toEqual(
      expect.arrayContaining(readdirSync(dataFile("labels"))),
    );
  });
});

describe.each(projects)("$name", (project) => {
  const text = readFileSync(dataFile(`findings/${project.name}.txt`), "utf8");
  const entries = readFindings(text);
  const labels = labelsOf(project.name);

  test("has findings of the pinned commit, each with a key of its own, written as the command writes them", () => {
    expect(writeFindings(project, entries)).toBe(text);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  });

  test("holds no more of the sources than pointers", () => {
    const expressions = entries.flatMap(({ details }) => details.filter((each) => each.startsWith("at: ")));
    expect(expressions.filter((each) => each.length > "at: ".length + 80)).toEqual([]);
    expect(entries.flatMap(({ details }) => details.filter((each) => each.length > 400))).toEqual([]);
  });

  test("has labels of findings, or marked as gone, with reasons and known fixes", () => {
    expect(labels).toEqual(withGoneMarks(labels, new Set(entries.map(({ key }) => key))));
    expect(Object.entries(labels).filter(([, { reason }]) => reason.length < 10)).toEqual([]);
    expect(Object.entries(labels).filter(([, one]) => one.label === (one.class !== undefined))).toEqual([]);
    const short = Object.values(labels).flatMap(({ wrongFixes = {} }) =>
      Object.entries(wrongFixes).filter(([form, why]) => !isForm(form) || why.length < 10),
    );
    expect(short).toEqual([]);
  });

  test("has the findings that are committed", { timeout }, ({ skip }) => {
    if (sources === undefined) return skip("LEANROWS_CORPUS names no folder with the sources of the corpus");
    const folder = join(sources, project.name);
    if (!existsSync(folder))
      return skip(`no sources of ${project.name} in the folder that LEANROWS_CORPUS names`);
    const difference = compareEntries(entries, checkedEntries(folder));
    expect(describeDifference(difference, labels), "npm run corpus -- --sources DIR --update").toEqual([]);
  });
});

test("precision is counted over labeled findings only", () => {
  const entry = (key: string, severity: string): Entry => ({
    key,
    rule: "no-fake-stream",
    severity,
    file: "shop/reports.py",
    line: 1,
    details: [],
  });
  const lines = describePrecision([
    {
      name: "shop",
      entries: [entry("one", "warning"), entry("two", "warning"), entry("three", "info")],
      labels: {
        one: { label: true, reason: "orders grow" },
        two: { label: false, class: "lookup", reason: "countries do not grow" },
      },
    },
  ]);
  expect(lines).toContain(`  ${"warning".padEnd(42)}    1 / 2      50.0%       2`);
  expect(lines).toContain(`  ${"info".padEnd(42)}    0 / 0        –         1`);
  expect(lines).toContain(`  ${"lookup".padEnd(42)}    1`);
});

test("a difference names what is new, gone and changed, whatever the lines are", () => {
  const entry = (digest: string, line: number, message: string): Entry => ({
    key: `no-fake-stream shop/reports.py ${digest}`,
    rule: "no-fake-stream",
    severity: "info",
    file: "shop/reports.py",
    line,
    details: [message],
  });
  const before = [entry("aaaaaaaa", 1, "orders"), entry("bbbbbbbb", 5, "invoices"), entry("cccccccc", 9, "lines")];
  const after = [entry("aaaaaaaa", 1, "orders"), entry("bbbbbbbb", 6, "invoices"), entry("dddddddd", 9, "books")];
  const { added, removed, changed } = compareEntries(before, after);
  expect(added.map(({ details }) => details)).toEqual([["books"]]);
  expect(removed.map(({ details }) => details)).toEqual([["lines"]]);
  expect(changed.map((one) => [one.before.line, one.after.line])).toEqual([[5, 6]]);
});

function isForm(name: string): boolean {
  return /^(?:stream|keyset|batch|project|omit|limit|count|exists|contains|aggregate|reverse|subquery|update|add-columns|paginate|separate)$/.test(
    name,
  );
}
