import { beforeAll, describe, expect, test } from "vitest";
import { django } from "../../../rules/src/orms/django/django.js";
import type { Benches } from "./benches.js";
import { knownGaps, modelGaps, notRun } from "./gaps.js";
import { type Described, modelsOfCatalog, modelsOfContrib, modelsOfDjango } from "./models.js";
import { readPrograms } from "./shop.js";
import { type Asked, askDjango, wrongClaims } from "./table.js";

const timeout = 300_000;

/** Tests that what the table says of methods, consumers and models is what Django does. */
export function testTable(opened: Benches): void {
  const programs = readPrograms("table");
  const texts = programs.map(({ text, start, end }) => text.slice(start, end));
  const onSqlite = opened.benches.filter(({ server }) => server.engine === "sqlite");

  describe("entries of the table", () => {
    const isCalled = (name: string): boolean => texts.some((text) => new RegExp(`\\b${name}\\b`).test(text));

    test("have a program for each method", () => {
      const methods = Object.keys(django.steps.methods).filter((name) => !(name in notRun));
      expect(methods.filter((name) => !isCalled(name))).toEqual([]);
    });

    test("have a program for each consumer", () => {
      const { functions, methods } = django.consumption;
      const names = [...Object.keys(functions), ...Object.keys(methods)].filter((name) => !(name in notRun));
      expect(names.filter((name) => !isCalled(name.slice(name.lastIndexOf(".") + 1)))).toEqual([]);
    });
  });

  describe.each(opened.benches)("$installation.label on $server.label", (bench) => {
    let asked: readonly Asked[] = [];

    beforeAll(async () => {
      asked = await askDjango(bench, programs);
    }, timeout);

    test("does what the table says of methods and consumers", () => {
      expect(wrongClaims(bench, programs, asked)).toEqual(knownGaps);
    });

    test("knows every entry, or is older than it", () => {
      const raised = asked.flatMap(({ id, problem }) => (problem === null ? [] : [`${id}: ${problem}`]));
      const isYounger = (problem: string): boolean =>
        /AttributeError: '\w+' object has no attribute '(?:a\w+|contains)'/.test(problem);
      // No sets before MariaDB 10.3 as Django sees it, and no table of time zones in a server without tables of its own.
      const isUnsupported = (problem: string): boolean =>
        bench.server.engine === "mysql" && /Not|1064|time zone|isoformat/.test(problem);
      expect(raised.filter((problem) => !isYounger(problem) && !isUnsupported(problem))).toEqual([]);
      if (bench.installation.version === "5.2" && bench.server.engine !== "mysql") expect(raised).toEqual([]);
    });
  });

  describe.each(onSqlite)("the models of $installation.label", (bench) => {
    let own: readonly Described[] = [];

    beforeAll(async () => {
      own = await modelsOfDjango(bench);
    }, timeout);

    test("are those of the catalog", () => {
      const extracted = modelsOfCatalog(bench);
      const differing = own
        .filter(({ label }) => /^(?:shop|library)\./.test(label))
        .flatMap((model) =>
          differencesOf(model, extracted, ["columns", "relations", "ordering", "managers"]),
        );
      expect(differing).toEqual(Object.keys(modelGaps));
    });

    test.each(["sources", "stubs"] as const)("that come with Django are those of the catalog: %s", (kind) => {
      const extracted = modelsOfContrib(bench)[kind];
      const contrib = own.filter(({ label }) => extracted.some((one) => one.label === label));
      expect(contrib.length).toBeGreaterThan(3);
      // Their relations lead to apps that a project may lack.
      expect(
        contrib.flatMap((model) => differencesOf(model, extracted, ["columns", "ordering", "managers"])),
      ).toEqual([]);
    });
  });
}

type Compared = "columns" | "relations" | "ordering" | "managers";

/** Which members differ; two abstract bases give columns in an order that has no meaning. */
function differencesOf(
  model: Described,
  extracted: readonly Described[],
  members: readonly Compared[],
): readonly string[] {
  const other = extracted.find(({ label }) => label === model.label);
  if (!other) return [`${model.label} is missing`];
  const text = (one: Described, member: Compared): string =>
    JSON.stringify(member === "columns" ? [...one.columns].sort() : one[member]);
  const key =
    model.primaryKey === other.primaryKey && model.isProxy === other.isProxy ? [] : ["key or proxy"];
  return [...members.filter((member) => text(model, member) !== text(other, member)), ...key].map(
    (member) => `${model.label} ${member}`,
  );
}
