// Laws of fixes over many queries, uses and databases: those of `fix-laws.ts`, and what is safe is offered first.
import { describe, expect, test } from "vitest";
import { type Checked, checkSource, type Surroundings } from "./check-source.js";
import { brokenLaws, type CheckedText } from "./fix-laws.js";

const queries = [
  "Order.objects.all()",
  "Order.objects.filter(is_paid=True).order_by('pk')",
  "Invoice.objects.all()",
  "Invoice.objects.select_related('order__customer')",
  "Order.objects.prefetch_related('invoices')",
  "Order.objects.all()[10:]",
];

const uses: readonly ((query: string) => string)[] = [
  (query) => `for row in ${query}:  # each\n    print(row.number)  # its number`,
  (query) => `rows = ${query}\nfor row in rows:\n    print(row.number, row.pk)`,
  (query) => `for index, row in enumerate(${query}):\n    print(index, row.number, row)`,
  (query) => `for row in ${query}:\n    row.number = ''\n    row.save()  # now`,
  (query) => `for row in list(${query}):\n    print(row.number)`,
  (query) => `return [row.number for row in ${query}]`,
  (query) => `return sum(row.pk for row in ${query})`,
  (query) => `return sum(len(row.number) for row in ${query})`,
  (query) => `return len(${query})`,
  (query) => `if ${query}:\n    return 1  # some`,
  (query) => `return list(${query})[0]`,
  (query) => `return list(${query})[:3]`,
  (query) => `return request in ${query}`,
  (query) => `for row in ${query}:\n    return row.number`,
  (query) => `for row in ${query}.iterator():\n    print(row.number)`,
  (query) => `for row in reversed(${query}):\n    print(row.number)`,
  (query) => `for row in (\n    ${query}\n):  # all\n    print(row.number)`,
];

const places: readonly Surroundings[] = [
  {},
  { database: "postgresql", python: "3.12" },
  { database: "sqlite" },
  { database: "mysql" },
  { database: "postgresql", serverSideCursors: false },
  { version: "3.2" },
];

const texts = queries.flatMap((query) =>
  uses.map((use) => {
    const body = use(query)
      .split("\n")
      .map((line) => `    ${line}`)
      .join("\n");
    return `from shop.models import Invoice, Order\n\n\ndef report(request):\n${body}\n`;
  }),
);

const fixes = places.flatMap((surroundings) =>
  texts.flatMap((text) => {
    const checked = checkSource(text, surroundings);
    return checked.findings.flatMap((finding) =>
      finding.fixes.map((fix) => ({ checked, surroundings, finding, fix })),
    );
  }),
);

describe("fixes", () => {
  test("are many", () => {
    expect(fixes.length).toBeGreaterThan(300);
    expect(new Set(fixes.map(({ fix }) => fix.form)).size).toBeGreaterThan(8);
  });

  test("keep the laws", { timeout: 120_000 }, () => {
    const broken = fixes.flatMap(({ checked, surroundings, finding, fix }) =>
      brokenLaws({ before: lawful(checked), finding, fix, driver: driverOf(surroundings) }, (text) =>
        lawful(checkSource(text, surroundings)),
      ),
    );
    expect(broken).toEqual([]);
  });

  test("are offered with what is safe first", () => {
    for (const { finding } of fixes) {
      const safeties = finding.fixes.map(({ safety }) => safety);
      expect([...safeties].sort()).toEqual(safeties);
    }
  });

  test("are never safe where the driver or the database is known to differ", () => {
    const streams = fixes.filter(
      ({ fix, surroundings }) => fix.form === "stream" && surroundings.database === "mysql",
    );
    expect(streams.length).toBeGreaterThan(0);
    expect(streams.filter(({ fix }) => fix.safety === "safe")).toEqual([]);
  });
});

/** Checking throws where a text cannot be parsed. */
function lawful({ text, findings }: Checked): CheckedText {
  return { text, findings, problems: [] };
}

function driverOf({ database, serverSideCursors }: Surroundings): "streams" | "buffers" {
  return database === "mysql" || serverSideCursors === false ? "buffers" : "streams";
}
