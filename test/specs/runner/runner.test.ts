// The runner itself: what it takes from a page, and that it fails where it should.
import { describe, expect, test } from "vitest";
import { checkSpec } from "./check-spec.js";
import { differences } from "./compare.js";
import { brokenLawsOf, fixedTexts } from "./fixes.js";
import { readPage } from "./page.js";
import { type Spec, specsOf } from "./spec.js";

const models = `# Orders

\`\`\`python file=shop/models.py
from django.db import models


class Order(models.Model):
    number = models.CharField(max_length=20)
\`\`\`

\`\`\`python
from shop.models import Order
\`\`\`
`;

/** The specs of a page with a model, an import and these sections. */
function specs(sections: string): readonly Spec[] {
  return specsOf(readPage(`${models}\n${sections}`));
}

/** What is wrong with a section that holds this code. */
function wrongIn(code: string, before = ""): readonly string[] {
  return specs(`## Loops\n\n${before}\n\`\`\`python\n${code}\`\`\`\n`).flatMap((spec) =>
    differences(spec, checkSpec(spec)),
  );
}

const loop = (comment: string): string =>
  `def show():\n    for order in Order.objects.all():${comment}\n        print(order.number)\n`;

describe("what is expected", () => {
  test.each([
    ["a rule", "finding: no-unbounded-iteration"],
    ["a part of its message", 'finding: no-unbounded-iteration "so memory grows"'],
    ["a fix", 'finding: no-unbounded-iteration # fix: project safe "number"'],
    ["no fix of a form", "finding: no-unbounded-iteration # no-fix: count"],
    ["a load", "finding: no-unbounded-iteration # load: all x all, buffered"],
    ["a use", "finding: no-unbounded-iteration # use: looped by for # also: nothing # depth: 0"],
    ["a row use", "finding: no-unbounded-iteration # row-use: column number # effects: nothing"],
    ["a place", "finding: no-unbounded-iteration # place: command"],
    ["what is missing", "finding: no-unbounded-iteration # missing: finding: no-binary-load"],
    ["what is spurious", "spurious: finding: no-unbounded-iteration"],
  ])("%s: %s", (_, expectation) => {
    expect(wrongIn(loop(`  # ${expectation}`))).toEqual([]);
  });

  test("stands on lines above as well", () => {
    const code = loop("").replace(
      "    for",
      "    # load: all x all, buffered\n    # finding: no-unbounded-iteration\n    for",
    );
    expect(wrongIn(code)).toEqual([]);
  });
});

describe("what differs", () => {
  const line = "line 20: for order in Order.objects.all():";
  const found =
    'found     finding: no-unbounded-iteration "All Order rows are held in memory while this loop reads them once, ' +
    'so memory grows with the table; stream the rows or read them in chunks."';

  test.each([
    ["", [found]],
    ["finding: no-binary-load", ["expected  finding: no-binary-load", found]],
    [
      "finding: no-unbounded-iteration info",
      ["expected  finding: no-unbounded-iteration info", found],
    ],
    [
      'finding: no-unbounded-iteration "pdf"',
      ['expected  finding: no-unbounded-iteration "pdf"', found],
    ],
    [
      "finding: no-unbounded-iteration # load: one x all, buffered",
      ["expected  load: one x all, buffered", "found     load: all x all, buffered"],
    ],
    [
      "finding: no-unbounded-iteration # no-fix: project",
      ['expected  no fix: project safe "Stream number only"'],
    ],
    [
      "missing: finding: no-unbounded-iteration",
      ["gap closed, take the mark away: missing: finding: no-unbounded-iteration", found],
    ],
    [
      "finding: no-unbounded-iteration # spurious: finding: no-binary-load",
      ["gap closed, take the line away: spurious: finding: no-binary-load"],
    ],
    [
      "finding: no-unbounded-iteration # withheld: stream",
      ["expected  withheld: stream"],
    ],
  ])("%s", (expectation, lines) => {
    const [shown, ...more] = wrongIn(loop(expectation === "" ? "" : `  # ${expectation}`));
    expect(shown?.split("\n    ").filter((one) => !one.startsWith("found     withheld"))).toEqual([line, ...lines]);
    expect(more).toEqual([]);
  });

  test("a line without a load, where other lines have one", () => {
    const code = "def show():\n    list(Order.objects.all())  # load: all x all, buffered\n    list(Order.objects.all())\n";
    expect(wrongIn(code)).toEqual([
      "line 21: list(Order.objects.all())\n    found     load: all x all, buffered",
    ]);
  });

  test("code that cannot be parsed", () => {
    expect(wrongIn("def show(:\n")).not.toEqual([]);
  });

  test("a comment of an unknown kind is a comment, and one without code is an error", () => {
    expect(wrongIn("# lod: all\nnumber = 1\n")).toEqual([]);
    expect(() => wrongIn("number = 1\n# load: nothing\n")).toThrow("no code follows");
  });
});

describe("a section", () => {
  test("has files of its own, over those above", () => {
    const settings = "```json file=leanrows.config.json\n{ \"smallModels\": [\"Order\"] }\n```\n";
    expect(wrongIn(loop(""), settings)).toEqual([]);
  });

  test("without code checks the code above with its own files", () => {
    const sections = `## Loops\n\n\`\`\`python\n${loop("  # finding: no-unbounded-iteration")}\`\`\`\n\n### In a view\n\n\`\`\`json file=leanrows.config.json\n{ "smallModels": ["Order"] }\n\`\`\`\n`;
    expect(specs(sections).map((spec) => differences(spec, checkSpec(spec)).length)).toEqual([0, 1]);
  });

  test("shows fixes whole, or without what stands above", () => {
    const fix = (text: string): string =>
      `\`\`\`python fix="Stream number only"\n${text}\`\`\`\n`;
    const fixed =
      'def show():\n    for order_number in Order.objects.all().values_list("number", flat=True).iterator():\n        print(order_number)\n';
    const [spec] = specs(
      `## Loops\n\n\`\`\`python\n${loop("  # finding: no-unbounded-iteration")}\`\`\`\n\n${fix(fixed)}\n${fix(`from shop.models import Order\n\n\n${fixed}`)}`,
    );
    const texts = spec?.fixes.map((block) => fixedTexts(spec, checkSpec(spec), block));
    expect(texts).toEqual([[fixed], [`from shop.models import Order\n\n\n${fixed}`]]);
    expect(spec && brokenLawsOf(spec, checkSpec(spec))).toEqual([]);
  });
});
