// Laws of fixes: the result can be parsed, the rule that asked for the fix is silent there, no other rule speaks because
// of it, comments stay, edits do not overlap, and what is safe is offered before what is not.
import { describe, expect, test } from "vitest";
import { applied, type Checked, checkSource, type Surroundings } from "./check-source.js";

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

  test("give text that parses, where the rule is silent and no other one speaks up", () => {
    const broken = fixes.flatMap(({ checked, surroundings, finding, fix }) => {
      const text = applied(checked.text, fix);
      const rules = rulesOf(checkSource(text, surroundings));
      const before = rulesOf(checked);
      const isStill = rules.includes(finding.rule) && !isOutOfReach(fix.form, surroundings, finding.rule);
      const added = rules.filter(
        (rule) => !before.includes(rule) && !isOutOfReach(fix.form, surroundings, rule),
      );
      return isStill || added.length > 0
        ? [`${fix.form} (${finding.rule}) → ${rules.join(", ")}\n${text}`]
        : [];
    });
    expect(broken).toEqual([]);
  });

  test("keep every comment", () => {
    const lost = fixes.filter(
      ({ checked, fix }) => commentsOf(applied(checked.text, fix)).join() !== commentsOf(checked.text).join(),
    );
    expect(lost.map(({ fix, checked }) => `${fix.form}: ${checked.text}`)).toEqual([]);
  });

  test("have ascending edits that do not overlap", () => {
    for (const { fix } of fixes) {
      fix.edits.forEach(({ start, end }, index) => {
        expect(start).toBeLessThanOrEqual(end);
        expect(start).toBeGreaterThanOrEqual(fix.edits[index - 1]?.end ?? 0);
      });
    }
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

/**
 * Where the driver holds the whole result, a stream is a fake one: the fix says so in its title and is no more than a
 * suggestion. What is left to a stream of heavy rows, or kept by a suggestion, is another finding's matter.
 */
function isOutOfReach(form: string, { database, serverSideCursors }: Surroundings, rule: string): boolean {
  const buffers = database === "mysql" || serverSideCursors === false;
  return (
    rule === "no-fake-stream" && buffers && ["stream", "omit", "batch", "reverse", "separate"].includes(form)
  );
}

function rulesOf({ findings }: Checked): readonly string[] {
  return [...new Set(findings.filter(({ severity }) => severity !== "info").map(({ rule }) => rule))];
}

function commentsOf(text: string): readonly string[] {
  return [...text.matchAll(/#.*$/gm)].map(([comment]) => comment.trim());
}
