// The estimate of memory against what was measured with Django: docs/estimate.md tells the same numbers.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { costs } from "../../rules/src/orms/django/costs.js";

/** Bytes of a row, by the table of the page: form, SQLite measured and estimated, PostgreSQL measured and estimated. */
const page = readFileSync(new URL("../../docs/estimate.md", import.meta.url), "utf8");
const rows = [
  ...page.matchAll(/^\| `list\((.*)\)` \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$/gm),
].map(([, form = "", ...numbers]) => ({
  form,
  numbers: numbers.map((each) => Number(each.replaceAll(",", ""))),
}));

/** What each form of the table loads: what holds a row, how many columns, how many of them binary. */
const loads: Readonly<Record<string, readonly [keyof typeof costs.holders, number, number]>> = {
  qs: ["instance", 9, 1],
  'qs.defer("data")': ["instance", 8, 0],
  'qs.only("title", "size")': ["instance", 2, 0],
  'qs.values("title", "size")': ["dictionary", 2, 0],
  'qs.values_list("title", "size")': ["tuple", 2, 0],
  'qs.values_list("title", flat=True)': ["flat", 1, 0],
};

const measuredBinary = 2560;

describe("the estimate of docs/estimate.md", () => {
  test("has a row for each measured form", () => {
    expect(rows.map(({ form }) => form)).toEqual(Object.keys(loads));
  });

  test.each(rows)("of list($form) follows from the costs and is within a fifth", ({ form, numbers }) => {
    const [holder, columns, binaries] = loads[form] ?? ["instance", 0, 0];
    const [sqlite = 0, sqliteEstimate, postgresql = 0, postgresqlEstimate] = numbers;
    const estimateFor = (engine: "sqlite" | "postgresql"): number => {
      const driver = costs.drivers[engine];
      return (
        costs.holders[holder] +
        columns * (costs.value + driver.value) +
        binaries * measuredBinary * driver.binaryCopies
      );
    };
    expect([sqliteEstimate, postgresqlEstimate]).toEqual([estimateFor("sqlite"), estimateFor("postgresql")]);
    expect(Math.abs(estimateFor("sqlite") / sqlite - 1)).toBeLessThan(0.2);
    expect(Math.abs(estimateFor("postgresql") / postgresql - 1)).toBeLessThan(0.2);
  });

  test("states the costs that are computed with", () => {
    for (const bytes of Object.values(costs.holders))
      expect(page).toMatch(new RegExp(`\\| ${bytes} \\|$`, "m"));
    expect(page).toContain(`columns × (${costs.value} + driver)`);
    expect(page).toContain(`**${costs.assumed.binary / 1000} kB** each`);
    expect(page).toContain(`**${costs.assumed.large / 1000} kB**`);
    const { sqlite, postgresql, mysql } = costs.drivers;
    for (const { value, binaryCopies, textCopies } of [sqlite, postgresql, mysql])
      expect(page).toContain(`| ${value} | ${binaryCopies} | ${textCopies} |`);
  });
});
