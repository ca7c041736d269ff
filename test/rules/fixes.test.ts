// What each form writes: the whole text after the fix, whether it is safe, and why it is withheld.
import { describe, expect, test } from "vitest";
import { type Checked, checkSource, fixOf, reasonsOf, safetyOf, type Surroundings } from "./check-source.js";

const head = "from shop.models import Customer, Invoice, Order\n\n\ndef report(customer=None):\n";

function checked(body: string, surroundings: Surroundings = {}): Checked {
  return checkSource(`${head}${indented(body)}\n`, surroundings);
}

function indented(body: string): string {
  return body
    .split("\n")
    .map((line) => (line === "" ? "" : `    ${line}`))
    .join("\n");
}

/** The body after the first fix of a form. */
function after(body: string, form: string, surroundings: Surroundings = {}): string | undefined {
  const text = fixOf(checked(body, surroundings), form);
  return text
    ?.slice(text.indexOf("):\n") + "):\n".length)
    .replaceAll(/^ {4}/gm, "")
    .trimEnd();
}

const postgresql = { database: "postgresql" } as const;

describe("stream", () => {
  test.each([
    [
      "a loop",
      "for order in Order.objects.all():\n    print(order.customer_id, order)",
      "for order in Order.objects.all().iterator():\n    print(order.customer_id, order)",
    ],
    [
      "a variable",
      "orders = Order.objects.all()\nfor order in orders:  # each\n    print(order)",
      "orders = Order.objects.all()\nfor order in orders.iterator():  # each\n    print(order)",
    ],
    [
      "enumerate()",
      "for index, order in enumerate(Order.objects.all()):\n    print(index, order)",
      "for index, order in enumerate(Order.objects.all().iterator()):\n    print(index, order)",
    ],
    [
      "a list made for the loop",
      "for order in list(Order.objects.all()):\n    print(order)",
      "for order in Order.objects.all().iterator():\n    print(order)",
    ],
    [
      "heavy rows",
      "for invoice in Invoice.objects.all():\n    print(invoice.pdf)",
      "for invoice in Invoice.objects.all().iterator(chunk_size=50):\n    print(invoice.pdf)",
    ],
    [
      "a chain of one call a line",
      "for order in (\n    Order.objects\n    .exclude(total=0)\n    .order_by('number')  # by number\n):\n    print(order)",
      "for order in (\n    Order.objects\n    .exclude(total=0)\n    .order_by('number')\n    .iterator()  # by number\n):\n    print(order)",
    ],
    [
      "a sliced query",
      "for order in Order.objects.all()[10:]:\n    print(order)",
      "for order in Order.objects.all()[10:].iterator():\n    print(order)",
    ],
    [
      "a conditional expression",
      "for order in Order.objects.all() if customer else Order.objects.filter(total=0):\n    print(order)",
      "for order in (Order.objects.all() if customer else Order.objects.filter(total=0)).iterator():\n    print(order)",
    ],
  ])("reads the rows of %s one by one", (_, before, expected) => {
    expect(after(before, "stream")).toBe(expected);
  });

  test("is safe where the loop only reads", () => {
    expect(safetyOf(checked("for order in Order.objects.all():\n    print(order)"), "stream")).toBe("safe");
  });

  const saving = "for order in Order.objects.all():\n    order.total = 0\n    order.save()";
  const creating = "for order in Order.objects.all():\n    Order.objects.create(number=order.number)";
  const linking = "for order in Order.objects.all():\n    Invoice.objects.create(order=order)";
  const calling = "for order in Order.objects.all():\n    customer.mail(order.number)";
  test.each([
    ["saves rows", saving, {}, "suggestion"],
    ["saves rows on PostgreSQL", saving, postgresql, "safe"],
    ["saves rows on SQLite", saving, { database: "sqlite" }, "suggestion"],
    ["saves rows on MySQL", saving, { database: "mysql" }, "suggestion"],
    ["creates rows", creating, {}, "withheld"],
    ["creates rows on SQLite", creating, { database: "sqlite" }, "withheld"],
    ["creates rows on PostgreSQL", creating, postgresql, "suggestion"],
    ["creates other rows", linking, {}, "suggestion"],
    ["creates other rows on SQLite", linking, { database: "sqlite" }, "safe"],
    ["calls something", calling, {}, "suggestion"],
    ["calls something on PostgreSQL", calling, postgresql, "safe"],
    [
      "reads on a driver without cursors",
      "for order in Order.objects.all():\n    print(order)",
      { ...postgresql, serverSideCursors: false },
      "suggestion",
    ],
    [
      "reads on MySQL",
      "for order in Order.objects.all():\n    print(order)",
      { database: "mysql" },
      "suggestion",
    ],
    [
      "reads on Oracle, where nothing was compared",
      "for order in Order.objects.all():\n    print(order)",
      { database: "oracle" },
      "suggestion",
    ],
    [
      "closes the connection",
      "from django.db import connection\nfor order in Order.objects.all():\n    connection.close()",
      postgresql,
      "withheld",
    ],
    [
      "prefetches",
      "for order in Order.objects.prefetch_related('invoices'):\n    print(order.invoices.all())",
      {},
      "suggestion",
    ],
    [
      "prefetches before 4.1",
      "for order in Order.objects.prefetch_related('invoices'):\n    print(order.invoices.all())",
      { version: "4.0" },
      "withheld",
    ],
    [
      "prefetches in an unknown version",
      "for order in Order.objects.prefetch_related('invoices'):\n    print(order.invoices.all())",
      { version: "" },
      "withheld",
    ],
    [
      "is one of a progress bar",
      "from tqdm import tqdm\nfor order in tqdm(Order.objects.all()):\n    print(order)",
      {},
      "suggestion",
    ],
    [
      "is a generator that is read later",
      "return (order.number for order in Order.objects.all())",
      {},
      "suggestion",
    ],
    [
      "is a generator that is read at once",
      "return ', '.join(order.number for order in Order.objects.all())",
      {},
      "safe",
    ],
  ] as const)("a loop that %s", (_, body, surroundings, expected) => {
    expect(safetyOf(checked(body, surroundings), "stream")).toBe(expected);
  });

  test("says which condition withholds it, and where", () => {
    const [finding] = checked(creating).findings;
    const [withheld] = finding?.withheld ?? [];
    expect(withheld?.condition).toBe(
      "the loop creates rows of the table that it reads, and without a snapshot, as on SQLite, it would never end",
    );
    const { start = 0, end = 0 } = withheld?.location ?? {};
    expect(`${head}${indented(creating)}`.slice(start, end)).toBe(
      "Order.objects.create(number=order.number)",
    );
  });

  test("says in its title what may differ", () => {
    const { findings } = checked(saving);
    const titles = findings.flatMap(({ fixes }) =>
      fixes.filter(({ form }) => form === "stream").map(({ title }) => title),
    );
    expect(titles).toEqual([
      "Stream the rows with iterator() — without a snapshot, as on SQLite, rows that the loop changes may come again or be missed",
    ]);
  });

  test("keeps asynchronous loops asynchronous", () => {
    const text =
      "from shop.models import Order\n\n\nasync def report():\n    async for order in Order.objects.all():\n        print(order)\n";
    expect(fixOf(checkSource(text), "stream")).toContain(
      "async for order in Order.objects.all().aiterator():",
    );
    expect(fixOf(checkSource(text, { version: "4.0" }), "stream")).toBeUndefined();
    const blocking = text.replace("async for", "for");
    expect(fixOf(checkSource(blocking), "stream")).toBeUndefined();
  });

  test("makes the chunks of a stream of heavy rows smaller", () => {
    const body = "for invoice in Invoice.objects.iterator():\n    print(invoice.pdf)";
    expect(after(body, "stream")).toBe(
      "for invoice in Invoice.objects.iterator(chunk_size=50):\n    print(invoice.pdf)",
    );
    expect(safetyOf(checked(body), "stream")).toBe("safe");
  });

  test("takes the list away from a stream", () => {
    const body = "for order in list(Order.objects.iterator()):\n    print(order)";
    expect(after(body, "stream")).toBe("for order in Order.objects.iterator():\n    print(order)");
  });

  test("keeps the line ends and tabs of the file", () => {
    const text =
      "from shop.models import Order\r\n\r\n\r\ndef report():\r\n\tfor order in (\r\n\t\tOrder.objects\r\n\t\t.all()\r\n\t):\r\n\t\tprint(order)\r\n";
    expect(fixOf(checkSource(text), "stream")).toBe(
      text.replace("\t\t.all()\r\n", "\t\t.all()\r\n\t\t.iterator()\r\n"),
    );
  });
});

describe("project", () => {
  test.each([
    [
      "one column",
      "for order in Order.objects.all():\n    print(order.number, order.number)",
      'for order_number in Order.objects.all().values_list("number", flat=True).iterator():\n    print(order_number, order_number)',
    ],
    [
      "a key",
      "print([order.customer_id for order in Order.objects.all()], '')",
      "print([order_customer_id for order_customer_id in Order.objects.all().values_list('customer_id', flat=True).iterator()], '')",
    ],
    [
      "several columns",
      "for order in Order.objects.all():\n    print(order.number, order.total, '')",
      "for order in Order.objects.all().values_list('number', 'total', named=True).iterator():\n    print(order.number, order.total, '')",
    ],
    [
      "a variable that is mentioned elsewhere",
      "order = ''\nfor order in Order.objects.all():\n    print(order.number)",
      "order = ''\nfor order in Order.objects.all().values_list('number', named=True).iterator():\n    print(order.number)",
    ],
  ])("loads %s", (_, before, expected) => {
    expect(after(before, "project")).toBe(expected);
    expect(safetyOf(checked(before), "project")).toBe("safe");
  });

  test.each([
    ["a row that escapes", "print(order)\nuse(order.number)"],
    ["a related row", "print(order.customer.name)"],
    ["a method", "print(order.label())"],
    ["an assignment", "order.total = 1\nprint(order.number)"],
    ["a comparison", "print(order.number, order == customer)"],
    ["a dynamic read", "print(getattr(order, customer), order.number)"],
  ])("is withheld for %s", (_, lines) => {
    const body = `for order in Order.objects.all():\n${indented(lines)}`;
    expect(safetyOf(checked(body), "project")).toBe("withheld");
  });

  test.each([
    ["a union", "Order.objects.all().union(Order.objects.filter(total=1))"],
    ["distinct rows", "Order.objects.distinct()"],
    ["a prefetch", "Order.objects.prefetch_related('invoices')"],
    ["named columns", "Order.objects.only('number')"],
  ])("is withheld for %s", (_, query) => {
    expect(safetyOf(checked(`for order in ${query}:\n    print(order.number)`), "project")).toBe("withheld");
  });
});

describe("omit", () => {
  test("leaves an unread binary column in the database", () => {
    const body = "for invoice in Invoice.objects.iterator(chunk_size=10):\n    print(invoice.number)";
    expect(after(body, "omit")).toBe(
      "for invoice in Invoice.objects.defer('pdf').iterator(chunk_size=10):\n    print(invoice.number)".replaceAll(
        "'",
        '"',
      ),
    );
    expect(safetyOf(checked(body), "omit")).toBe("safe");
  });

  test("streams what is left in one go", () => {
    const body = "for order in Order.objects.select_related('customer'):\n    print(order.customer.name)";
    const { findings } = checked(body);
    const fix = findings.find(({ rule }) => rule === "no-unbounded-iteration")?.fixes[0];
    expect(fix?.title).toBe("Leave customer.avatar in the database and stream the rows");
    expect(fix?.safety).toBe("safe");
    expect(fix?.edits.map(({ text }) => text)).toEqual([".defer('customer__avatar').iterator()"]);
  });

  test.each([
    ["saves rows", "invoice.is_sent = True\ninvoice.save()", "suggestion"],
    ["deletes rows", "invoice.delete()", "suggestion"],
    ["hands rows on", "mail(invoice)", "suggestion"],
    ["reads a row by name", "print(getattr(invoice, customer))", "suggestion"],
    ["copies rows", "invoice.pk = None\ninvoice.save()", "withheld"],
    ["only compares", "print(invoice == customer)", "safe"],
  ])("is a suggestion or withheld where the loop %s", (_, lines, expected) => {
    const body = `for invoice in Invoice.objects.iterator(chunk_size=10):\n${indented(lines)}`;
    expect(safetyOf(checked(body), "omit")).toBe(expected);
  });

  test.each([
    [
      "looks at rows while they are loaded",
      "    def __init__(self, *args, **kwargs):\n        super().__init__(*args, **kwargs)\n",
    ],
  ])("is withheld where the model %s", (_, method) => {
    const others = {
      "files/models.py": `from django.db import models\n\n\nclass Scan(models.Model):\n    title = models.CharField(max_length=9)\n    image = models.BinaryField()\n\n${method}`,
    };
    const text =
      "from files.models import Scan\n\nfor scan in Scan.objects.iterator(chunk_size=5):\n    print(scan.title)\n";
    expect(safetyOf(checkSource(text, { others }), "omit")).toBe("withheld");
  });

  test("gives prefetched rows a query of their own", () => {
    const body =
      "for order in Order.objects.prefetch_related('invoices').iterator(chunk_size=10):\n    print(order.number)";
    const { findings } = checked(body);
    const [fix] = findings.flatMap(({ fixes }) => fixes);
    expect(fix?.safety).toBe("suggestion");
    expect(fix?.edits.map(({ text }) => text)).toEqual([
      "\nfrom django.db.models import Prefetch",
      "Prefetch('invoices', queryset=Invoice.objects.defer('pdf'))",
    ]);
  });
});

describe("limit", () => {
  test.each([
    ["list(Invoice.objects.all())[0]", "Invoice.objects.all()[0]", "safe"],
    ["list(Invoice.objects.all())[:5]", "list(Invoice.objects.all()[:5])", "safe"],
    ["list(Order.objects.all())[0]", "Order.objects.all()[0]", "suggestion"],
    ["list(Invoice.objects.order_by('pk'))[-1]", "Invoice.objects.order_by('pk').reverse()[0]", "suggestion"],
    [
      "list(Invoice.objects.order_by('pk'))[-3:]",
      "list(Invoice.objects.order_by('pk').reverse()[:3])[::-1]",
      "suggestion",
    ],
    ["list(Invoice.objects.all())[-1]", undefined, "withheld"],
    ["next(iter(Invoice.objects.all()))", "Invoice.objects.all()[0]", "suggestion"],
    ["next(iter(Invoice.objects.all()), None)", "Invoice.objects.all().first()", "suggestion"],
    [
      "sorted(Order.objects.all(), key=lambda order: order.total, reverse=True)[:3]",
      'list(Order.objects.all().order_by("-total")[:3])',
      "suggestion",
    ],
    ["sorted(Order.objects.all(), key=lambda order: order.label())[:3]", undefined, "withheld"],
    ["Order.objects.raw('SELECT * FROM shop_order')[:3]", undefined, "withheld"],
  ])("%s", (before, expected, safety) => {
    expect(after(`return ${before}`, "limit")).toBe(
      expected === undefined ? undefined : `return ${expected}`,
    );
    expect(safetyOf(checked(`return ${before}`), "limit")).toBe(safety);
  });

  test("of islice()", () => {
    const body = "from itertools import islice\nreturn list(islice(Invoice.objects.all(), 5))";
    expect(after(body, "limit")).toBe("from itertools import islice\nreturn list(Invoice.objects.all()[:5])");
    expect(safetyOf(checked(body), "limit")).toBe("safe");
    expect(
      safetyOf(
        checked(
          body
            .replace("list(", "iter(")
            .replace("iter(islice(Invoice.objects.all(), 5))", "islice(Invoice.objects.all(), 5)"),
        ),
        "limit",
      ),
    ).toBe("suggestion");
    expect(safetyOf(checked(body.replace(", 5", ", 5, 9")), "limit")).toBe("withheld");
  });

  test("of a loop that ends at once", () => {
    const body = "for invoice in Invoice.objects.all():\n    return invoice.number";
    expect(after(body, "limit")).toBe("for invoice in Invoice.objects.all()[:1]:\n    return invoice.number");
  });
});

describe("count, exists, contains", () => {
  test.each([
    [
      "return len(Order.objects.filter(total=1))",
      "count",
      "return Order.objects.filter(total=1).count()",
      "safe",
    ],
    ["return len(list(Order.objects.all()))", "count", "return Order.objects.all().count()", "safe"],
    [
      "if Order.objects.all():\n    return 1",
      "exists",
      "if Order.objects.all().exists():\n    return 1",
      "safe",
    ],
    [
      "if not Order.objects.all():\n    return 1",
      "exists",
      "if not Order.objects.all().exists():\n    return 1",
      "safe",
    ],
    ["return bool(Order.objects.all())", "exists", "return Order.objects.all().exists()", "safe"],
    [
      "return 1 if Order.objects.all() else 2",
      "exists",
      "return 1 if Order.objects.all().exists() else 2",
      "safe",
    ],
    [
      "return customer in Order.objects.all()",
      "contains",
      "return Order.objects.all().contains(customer)",
      "suggestion",
    ],
    [
      "return customer not in Order.objects.all()",
      "contains",
      "return not Order.objects.all().contains(customer)",
      "suggestion",
    ],
  ])("%s", (before, form, expected, safety) => {
    expect(after(before, form)).toBe(expected);
    expect(safetyOf(checked(before), form)).toBe(safety);
  });

  test("contains() is written as a filter before 4.0", () => {
    expect(after("return customer in Order.objects.all()", "contains", { version: "3.2" })).toBe(
      "return Order.objects.all().filter(pk=customer.pk).exists()",
    );
  });

  test.each([
    ["rows that are handed on", "return Order.objects.all() or []", "exists"],
    ["a condition of several parts", "if customer and Order.objects.all():\n    return 1", "exists"],
    [
      "a query that lives in an outer loop",
      "orders = Order.objects.all()\nfor day in range(7):\n    print(len(orders))",
      "count",
    ],
  ])("is never written for %s", (_, body, form) => {
    expect(after(body, form)).toBeUndefined();
  });
});

describe("aggregate", () => {
  test("sums integers in the database", () => {
    const body = "return sum(order.total for order in Order.objects.all())";
    const text = fixOf(checked(body), "aggregate");
    expect(text).toBe(
      'from shop.models import Customer, Invoice, Order\nfrom django.db.models import Sum\n\n\ndef report(customer=None):\n    return Order.objects.all().aggregate(total=Sum("total"))["total"] or 0\n',
    );
    expect(safetyOf(checked(body), "aggregate")).toBe("safe");
  });

  test("adds a name to an import that is there, in order", () => {
    const text =
      "from django.db.models import F, Value\nfrom shop.models import Order\n\nprint(1 + sum(order.total for order in Order.objects.all()), F, Value)\n";
    expect(fixOf(checkSource(text), "aggregate")).toBe(
      'from django.db.models import F, Sum, Value\nfrom shop.models import Order\n\nprint(1 + (Order.objects.all().aggregate(total=Sum("total"))["total"] or 0), F, Value)\n',
    );
  });

  test.each([
    ["max(order.total for order in Order.objects.all())", "suggestion"],
    ["sum(order.discount for order in Order.objects.all())", "suggestion"],
    ["any(order.is_paid for order in Order.objects.all())", "suggestion"],
    ["sum(order.total for order in Order.objects.all() if order.is_paid)", "withheld"],
    ["sum(order.total * 2 for order in Order.objects.all())", "withheld"],
    ["sum(order.total for order in Order.objects.all()[10:])", "withheld"],
    ["max((order.total for order in Order.objects.all()), default=0)", "withheld"],
    ["any(order.number for order in Order.objects.all())", "withheld"],
  ])("%s", (expression, expected) => {
    expect(safetyOf(checked(`return ${expression}`), "aggregate")).toBe(expected);
  });

  test("is never written inside an f-string", () => {
    expect(
      safetyOf(checked('return f"{sum(order.total for order in Order.objects.all())}"'), "aggregate"),
    ).toBe("withheld");
  });
});

describe("keyset", () => {
  const body =
    "for order in Order.objects.filter(is_paid=False):\n    # pay it\n    order.label()\n    order.note = '''paid\nlate'''\n    order.save()  # now\nprint('done')";

  test("reads chunk by chunk, and keeps comments and strings", () => {
    expect(fixOf(checked(body), "keyset")).toBe(
      `${head}    order_rows = Order.objects.filter(is_paid=False).order_by('pk')
    chunk = list(order_rows[:2000])
    while chunk:
        last_pk = chunk[-1].pk
        for order in chunk:
            # pay it
            order.label()
            order.note = '''paid
    late'''
            order.save()  # now
        chunk = list(order_rows.filter(pk__gt=last_pk)[:2000])
    print('done')
`,
    );
    expect(safetyOf(checked(body), "keyset")).toBe("suggestion");
  });

  test.each([
    [
      "leaves the loop",
      "for order in Order.objects.all():\n    order.save()\n    if order.total:\n        break",
    ],
    ["asks for an order", "for order in Order.objects.order_by('number'):\n    order.save()"],
    ["may repeat rows", "for order in Order.objects.filter(invoices__is_sent=True):\n    order.save()"],
    ["creates rows", "for order in Order.objects.all():\n    Order.objects.create(number='')"],
    ["combines queries", "for order in Order.objects.all().union(Order.objects.none()):\n    order.save()"],
    ["stands on one line", "for order in Order.objects.all(): order.save()"],
  ])("is withheld for a loop that %s", (_, text) => {
    expect(safetyOf(checked(text), "keyset")).toBe("withheld");
  });

  test("is not needed where a stream has no catch", () => {
    const { findings } = checked("for order in Order.objects.all():\n    print(order.number)", postgresql);
    expect(
      findings
        .flatMap(({ fixes, withheld }) => [...fixes, ...withheld])
        .filter(({ form }) => form === "keyset"),
    ).toEqual([]);
  });
});

describe("batch, reverse, separate, remove", () => {
  test("batches where the language has them", () => {
    const body = "for order in Order.objects.all():\n    order.save()";
    expect(safetyOf(checked(body), "batch")).toBe("withheld");
    expect(fixOf(checked(body, { ...postgresql, python: "3.12" }), "batch")).toContain(
      "from itertools import batched\n\n\ndef report(customer=None):\n    for batch in batched(Order.objects.all().iterator(chunk_size=500), 500):\n        for order in batch:\n            order.save()\n",
    );
  });

  test("the order is turned around where it is total", () => {
    const body = "for order in reversed(Order.objects.order_by('pk')):\n    print(order)";
    expect(after(body, "reverse")).toBe(
      "for order in Order.objects.order_by('pk').reverse().iterator():\n    print(order)",
    );
    expect(safetyOf(checked(body), "reverse")).toBe("suggestion");
    expect(reasonsOf(checked(body.replace("'pk'", "'number'")), "reverse")).toHaveLength(1);
  });

  test("a column that some rows need is fetched for those", () => {
    const body = "for invoice in Invoice.objects.all():\n    if invoice.is_sent:\n        print(invoice.pdf)";
    expect(after(body, "separate")).toBe(body.replace(".all()", '.all().defer("pdf")'));
    expect(safetyOf(checked(body), "separate")).toBe("suggestion");
  });

  test("rows are deleted by their key", () => {
    expect(after("Customer.objects.filter(name='').delete()", "project")).toBe(
      "Customer.objects.filter(name='').only('pk').delete()",
    );
  });
});

describe("no fix", () => {
  test.each([
    ["limit", "return list(\n    Invoice.objects.all()  # all of them\n)[0]"],
    ["keyset", "for order in (\n    Order.objects.all()  # all of them\n):\n    order.save()"],
  ])("drops a comment: %s", (form, body) => {
    expect(reasonsOf(checked(body), form)).toEqual(["a comment stands where the fix would write"]);
  });

  test.each([
    ["a comprehension", "orders = Order.objects.all()\nreturn [len(orders) for day in range(7)]"],
    ["a while loop", "orders = Order.objects.all()\nwhile customer:\n    print(len(orders))"],
    ["an inner function", "orders = Order.objects.all()\ndef size():\n    return len(orders)\nreturn size"],
  ])("asks the database again in %s", (_, body) => {
    expect(safetyOf(checked(body), "count")).toBe("withheld");
  });

  test.each([
    [
      "a class",
      "class Report:\n    orders = Order.objects.all()\n\n    def show(self):\n        for order in self.orders:\n            print(order)\n",
    ],
    [
      "a module",
      "orders = Order.objects.all()\n\n\ndef show():\n    for order in orders:\n        print(order)\n",
    ],
  ])("changes a query that lives in %s", (_, code) => {
    const { findings } = checkSource(`from shop.models import Order\n\n\n${code}`);
    expect(findings.map(({ rule }) => rule)).toEqual(["no-unbounded-iteration"]);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});
