// What a finding says, and the places that it names. What is found where stands in `test/specs/`.
import { expect, test } from "vitest";
import { checkSource } from "./check-source.js";

const head = "from shop.models import Invoice, Order\n\n\n";

test("names the model, the columns and where they are declared", () => {
  const { findings } = checkSource(
    `${head}for invoice in Invoice.objects.all():\n    print(invoice.number)\n`,
  );
  expect(findings.map(({ message }) => message)).toEqual([
    "All Invoice rows are loaded with pdf, which nothing here reads; leave the binary data in the database and load only what is used.",
    "All Invoice rows, each with pdf, are held in memory while this loop reads them once, so memory grows with the table; stream the rows or read them in chunks.",
  ]);
  const [evidence] = findings.map((finding) =>
    finding.evidence.map(({ kind, location }) => `${kind} ${location.file}`),
  );
  expect(evidence).toEqual([
    "unbounded-by /project/shop/management/commands/report.py",
    "heavy-column /project/shop/models.py",
  ]);
});

test("says why a table is taken for a small one, unless the settings know better", () => {
  const others = {
    "library/models.py":
      "from django.db import models\n\n\nclass Genre(models.Model):\n    name = models.CharField(max_length=80, unique=True)\n",
  };
  const text =
    "from library.models import Genre\n\n\nfor genre in Genre.objects.all():\n    print(genre.name)\n";
  const signsUnder = (settings: { readonly largeModels: readonly string[] }): readonly string[] =>
    checkSource(text, { others, settings }).findings.flatMap(({ severity, evidence }) => [
      severity,
      ...evidence.flatMap(({ kind, message, location }) =>
        kind === "table-size" ? [`${location.file}: ${message}`] : [],
      ),
    ]);
  expect(signsUnder({ largeModels: [] })).toEqual([
    "info",
    "/project/library/models.py: Genre is taken for a table with few rows: each row has a name of its own, its rows belong to no other row and it has few columns and no date",
  ]);
  expect(signsUnder({ largeModels: ["Genre"] })).toEqual(["warning"]);
});

test("is shown where the rows are handed over", () => {
  const text = `${head}def show(orders):\n    for order in orders:\n        print(order.number)\n\n\ndef report():\n    show(Order.objects.all())\n`;
  const { findings } = checkSource(text);
  expect(
    findings.map(({ rule, location }) => `${rule}: ${text.slice(location.start, location.end)}`),
  ).toEqual(["no-unbounded-iteration: show(Order.objects.all())"]);
  expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  expect(findings.flatMap(({ evidence }) => evidence.map(({ kind }) => kind))).toContain("consumed-at");
});
