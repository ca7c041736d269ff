// What each rule says, where it is silent, and how serious it is by place and rows.
import { describe, expect, test } from "vitest";
import { checkSource, type Surroundings } from "./check-source.js";

const head = "from shop.models import Country, Customer, Invoice, Order\n\n\n";

/** The findings of a function body as `severity rule`. */
function found(body: string, surroundings: Surroundings = {}): readonly string[] {
  const lines = body.split("\n").map((line) => (line === "" ? "" : `    ${line}`));
  const { findings } = checkSource(
    `${head}def report(request=None, customer=None):\n${lines.join("\n")}\n`,
    surroundings,
  );
  return findings.map(({ severity, rule }) => `${severity} ${rule}`);
}

const loop = (query: string): string => `for order in ${query}:\n    print(order.number)`;

describe("no-unbounded-iteration", () => {
  test.each([
    ["a loop over all rows", loop("Order.objects.all()"), ["warning no-unbounded-iteration"]],
    [
      "a loop over a variable",
      `orders = Order.objects.all()\n${loop("orders")}`,
      ["warning no-unbounded-iteration"],
    ],
    ["a loop over a list made for it", loop("list(Order.objects.all())"), ["warning no-unbounded-iteration"]],
    [
      "a filter that bounds nothing",
      loop("Order.objects.filter(is_paid=True)"),
      ["info no-unbounded-iteration"],
    ],
    [
      "a comprehension",
      "return [order.number for order in Order.objects.all()]",
      ["warning no-unbounded-iteration"],
    ],
    [
      "plain values",
      "for number in Order.objects.values_list('number', flat=True):\n    print(number)",
      ["info no-unbounded-iteration"],
    ],
    [
      "enumerate()",
      "for index, order in enumerate(Order.objects.all()):\n    print(index, order.number)",
      ["warning no-unbounded-iteration"],
    ],
    ["a slice without an end", loop("Order.objects.all()[10:]"), ["warning no-unbounded-iteration"]],
  ])("reports %s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test.each([
    ["a stream", loop("Order.objects.iterator()")],
    ["a slice", loop("Order.objects.all()[:10]")],
    ["one row", loop("Order.objects.filter(pk=1)")],
    ["rows by a list of keys", loop("Order.objects.filter(pk__in=request)")],
    ["the rows of one parent", loop("Order.objects.filter(customer=customer)")],
    ["no rows", loop("Order.objects.none()")],
    [
      "some rows that are used twice",
      `orders = Order.objects.filter(is_paid=True)\n${loop("orders")}\n${loop("orders")}`,
    ],
    [
      "rows that are used in another way besides",
      `orders = Order.objects.all()\n${loop("orders")}\nreturn orders`,
    ],
    [
      "rows that an outer loop comes back to",
      "orders = Order.objects.all()\nfor day in range(7):\n    for order in orders:\n        print(order.number)",
    ],
    [
      "rows that outlive the loop",
      "orders = []\nfor order in Order.objects.all():\n    orders.append(order)\nreturn orders",
    ],
    ["rows that are locked together", loop("Order.objects.select_for_update()")],
    [
      "a list of plain values that is made on purpose",
      "for pk in list(Order.objects.values_list('pk', flat=True)):\n    print(pk)",
    ],
    ["a table that is small by its name", "for country in Country.objects.all():\n    print(country.name)"],
    ["an unknown method", loop("Order.objects.mystery()")],
    ["an unknown filter", loop("Order.objects.filter(**request)")],
    ["a returned query", "return Order.objects.all()"],
    ["groups", "for row in Order.objects.values('customer').annotate(n=Count('pk')):\n    print(row)"],
  ])("is silent on %s", (_, body) => {
    expect(found(body)).toEqual([]);
  });
});

describe("no-binary-load", () => {
  test.each([
    [
      "own columns",
      "return [invoice.number for invoice in Invoice.objects.iterator(chunk_size=10)]",
      ["warning no-binary-load"],
    ],
    [
      "columns of a filtered query",
      "return [invoice.number for invoice in Invoice.objects.filter(is_sent=True).iterator(chunk_size=10)]",
      ["warning no-binary-load"],
    ],
    [
      "joined columns",
      "for order in Order.objects.select_related('customer').iterator(chunk_size=10):\n    print(order.customer.name)",
      ["warning no-binary-load"],
    ],
    [
      "rows that go out of sight",
      "for invoice in Invoice.objects.iterator(chunk_size=10):\n    mail(invoice)",
      ["info no-binary-load"],
    ],
    [
      "values() without names",
      "for invoice in Invoice.objects.values().iterator(chunk_size=10):\n    print(invoice)",
      ["info no-binary-load"],
    ],
  ])("looks at %s", (_, body, expected) => {
    expect(found(body)).toEqual(expected);
  });

  test.each([
    [
      "a column that is read",
      "for invoice in Invoice.objects.iterator(chunk_size=10):\n    print(len(invoice.pdf))",
    ],
    [
      "a column that is read in a branch",
      "for invoice in Invoice.objects.iterator(chunk_size=10):\n    if invoice.is_sent:\n        print(len(invoice.pdf))",
    ],
    [
      "a column that is assigned",
      "for invoice in Invoice.objects.iterator(chunk_size=10):\n    invoice.pdf = b''\n    invoice.save()",
    ],
    [
      "a column that is left out",
      "return [invoice.number for invoice in Invoice.objects.defer('pdf').iterator()]",
    ],
    [
      "a column that is asked for by name",
      "for pdf in Invoice.objects.values_list('pdf', flat=True).iterator(chunk_size=10):\n    print(pdf)",
    ],
    [
      "a joined column that is read",
      "for order in Order.objects.select_related('customer').iterator(chunk_size=10):\n    print(order.customer.avatar)",
    ],
    ["a single row", "print(Invoice.objects.get(pk=1).number)"],
    ["the first row", "print(Invoice.objects.first().number)"],
  ])("is silent on %s", (_, body) => {
    expect(found(body)).toEqual([]);
  });

  test("deleting loads rows that others refer to", () => {
    expect(found("Customer.objects.filter(name='').delete()")).toEqual(["warning no-binary-load"]);
    expect(found("Invoice.objects.filter(number='').delete()")).toEqual([]);
  });
});

describe("no-false-bound", () => {
  test.each([
    ["the first of a list", "return list(Order.objects.all())[0]"],
    ["the first few of a list", "return list(Order.objects.all())[:5]"],
    ["the last of a list", "return list(Order.objects.order_by('pk'))[-1]"],
    ["islice()", "from itertools import islice\nreturn list(islice(Order.objects.all(), 5))"],
    ["next(iter())", "return next(iter(Order.objects.all()))"],
    ["a loop that ends at once", "for order in Order.objects.all():\n    return order.number"],
    ["a sorted list", "return sorted(Order.objects.all(), key=lambda order: order.total)[:3]"],
    ["a slice of a raw query", "return Order.objects.raw('SELECT * FROM shop_order')[:10]"],
  ])("reports %s, and no other rule does", (_, body) => {
    expect(found(body)).toEqual(["warning no-false-bound"]);
  });

  test.each([
    ["a bounded query", "return list(Order.objects.all()[:5])[0]"],
    ["a loop that may go on", "for order in Order.objects.iterator():\n    if order.is_paid:\n        break"],
    ["the rows of one parent", "return list(Order.objects.filter(customer=customer))[0]"],
  ])("is silent on %s", (_, body) => {
    expect(found(body)).toEqual([]);
  });
});

describe("no-fake-stream", () => {
  test.each([
    ["a stream in a list", "orders = list(Order.objects.iterator())\nreturn len(orders), orders", {}],
    [
      "rows that the loop keeps",
      "orders = []\nfor order in Order.objects.iterator():\n    orders.append(order)",
      {},
    ],
    ["chunks of heavy rows", "for invoice in Invoice.objects.iterator():\n    print(invoice.pdf)", {}],
    ["a driver that fetches everything", loop("Order.objects.iterator()"), { database: "mysql" }],
    [
      "a driver without cursors",
      loop("Order.objects.iterator()"),
      { database: "postgresql", serverSideCursors: false },
    ],
  ] as const)("reports %s", (_, body, surroundings) => {
    expect(found(body, surroundings)).toEqual(["warning no-fake-stream"]);
  });

  test.each([
    ["light rows", loop("Order.objects.iterator()"), {}],
    ["light rows on PostgreSQL", loop("Order.objects.iterator()"), { database: "postgresql" }],
    [
      "small chunks of heavy rows",
      "for invoice in Invoice.objects.iterator(chunk_size=20):\n    print(invoice.pdf)",
      {},
    ],
  ] as const)("is silent on %s", (_, body, surroundings) => {
    expect(found(body, surroundings)).toEqual([]);
  });
});

describe("no-load-to-count", () => {
  test.each([
    ["len()", "return len(Order.objects.all())"],
    ["a truth test", "if Order.objects.filter(is_paid=True):\n    return 1"],
    ["bool()", "return bool(Order.objects.all())"],
    ["not", "return not Order.objects.all()"],
    ["in", "return request in Order.objects.all()"],
    ["sum()", "return sum(order.total for order in Order.objects.all())"],
    ["max() with a key", "return max(Order.objects.all(), key=lambda order: order.total)"],
  ])("reports %s", (_, body) => {
    expect(found(body)).toEqual(["warning no-load-to-count"]);
  });

  test.each([
    ["count()", "return Order.objects.count()"],
    ["exists()", "return Order.objects.exists()"],
    [
      "a sum over one parent's rows",
      "return sum(order.total for order in Order.objects.filter(customer=customer))",
    ],
    ["rows that are counted and returned", "orders = Order.objects.all()\nprint(len(orders))\nreturn orders"],
    ["a loop that sums a stream", "return sum(order.total for order in Order.objects.iterator())"],
  ])("is silent on %s", (_, body) => {
    expect(found(body)).toEqual([]);
  });
});

describe("rows that are held for more than one loop", () => {
  test("are a warning where the rest is a number or a yes", () => {
    const body = `orders = Order.objects.all()\nprint(len(orders))\n${loop("orders")}`;
    expect(found(body)).toEqual(["warning no-unbounded-iteration"]);
    const guarded =
      "orders = Order.objects.all()\nif orders:\n    for order in orders:\n        print(order.number)";
    expect(found(guarded)).toEqual(["warning no-unbounded-iteration"]);
  });

  test("are told at the first of several loops over the whole table", () => {
    const body = `orders = Order.objects.all()\n${loop("orders")}\n${loop("orders")}`;
    expect(found(body)).toEqual(["info no-unbounded-iteration"]);
  });
});

describe("how serious it is", () => {
  const all = loop("Order.objects.all()");
  const narrowed = loop("Order.objects.filter(is_paid=True)");

  test.each([
    [
      "a command",
      "shop/management/commands/report.py",
      ["warning no-unbounded-iteration"],
      ["info no-unbounded-iteration"],
    ],
    ["a task", "shop/tasks.py", ["warning no-unbounded-iteration"], ["info no-unbounded-iteration"]],
    ["a view", "shop/views.py", ["warning no-unbounded-iteration"], ["info no-unbounded-iteration"]],
    [
      "a migration",
      "shop/migrations/0002_fill.py",
      ["warning no-unbounded-iteration"],
      ["info no-unbounded-iteration"],
    ],
    ["a test", "shop/tests/test_report.py", [], []],
  ])("in %s", (_, file, expectedAll, expectedNarrowed) => {
    expect(found(all, { file })).toEqual(expectedAll);
    expect(found(narrowed, { file })).toEqual(expectedNarrowed);
  });

  test("tests are checked where a setting says so", () => {
    expect(found(all, { file: "shop/tests/test_report.py", settings: { tests: true } })).toEqual([
      "warning no-unbounded-iteration",
    ]);
  });

  test("a level of a rule is the level of its findings", () => {
    expect(found(narrowed, { settings: { rules: { "no-unbounded-iteration": "error" } } })).toEqual([
      "error no-unbounded-iteration",
    ]);
    expect(found(all, { settings: { rules: { "no-unbounded-iteration": "off" } } })).toEqual([]);
  });

  test("the minimum decides which rows count", () => {
    const parent = loop("Order.objects.filter(customer=customer)");
    expect(found(narrowed, { settings: { minimum: "all" } })).toEqual([]);
    expect(found(parent, { settings: { minimum: "parent" } })).toEqual(["info no-unbounded-iteration"]);
    expect(found(all, { settings: { minimum: "parent" } })).toEqual(["warning no-unbounded-iteration"]);
  });

  test.each(["Order", "shop.Order"])("models named %s in the settings are small", (name) => {
    expect(found(all, { settings: { smallModels: [name] } })).toEqual([]);
  });

  test("helpers named in the settings read in batches", () => {
    const body = `for order in in_batches(Order.objects.all()):\n    print(order.number)`;
    const others = { "shop/batches.py": "def in_batches(rows):\n    for row in rows:\n        yield row\n" };
    const text = `from shop.batches import in_batches\n${body}`;
    expect(found(text, { others })).toEqual(["warning no-unbounded-iteration"]);
    expect(found(text, { others, settings: { batchHelpers: ["in_batches"] } })).toEqual([]);
  });
});

describe("what a finding says", () => {
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

  test("is shown where the rows are handed over", () => {
    const text = `${head}def show(orders):\n    for order in orders:\n        print(order.number)\n\n\ndef report():\n    show(Order.objects.all())\n`;
    const { findings } = checkSource(text);
    expect(
      findings.map(({ rule, location }) => `${rule}: ${text.slice(location.start, location.end)}`),
    ).toEqual(["no-unbounded-iteration: show(Order.objects.all())"]);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
    expect(findings.flatMap(({ evidence }) => evidence.map(({ kind }) => kind))).toContain("consumed-at");
  });
});
