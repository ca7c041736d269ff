// How the work of an evaluation grows with the code: counted in looks at the syntax, never in time.
import { expect, test } from "vitest";
import { evaluateFile } from "../../rules/src/flow/evaluate-file.js";
import { django } from "../../rules/src/orms/django/django.js";
import { askOnce } from "../../rules/src/project/ask-once.js";
import { openLibrary } from "../project/library.js";

/** An evaluation that never ended would look at the syntax without end; a root may look this often at most. */
const mostLooks = 1_000_000;

/** How often an evaluation of the file looks at what kind of syntax it has before it. */
function looks(text: string): { readonly looks: number; readonly queries: number } {
  const { project } = openLibrary({
    "shop/models.py":
      "from django.db import models\n\nclass Order(models.Model):\n    number = models.TextField()\n",
    "shop/report.py": text,
  });
  let count = 0;
  const proxies = new WeakMap<object, object>();
  // A proxy has the type of its target; the map cannot say so.
  function counted<T extends object>(target: T): T;
  function counted(target: object): object {
    const proxy = proxies.get(target) ?? new Proxy(target, { get: look });
    proxies.set(target, proxy);
    return proxy;
  }
  const look = (target: object, key: PropertyKey): unknown => {
    if (key === "kind") count += 1;
    const value: unknown = Reflect.get(target, key);
    return typeof value === "object" && value !== null ? counted(value) : value;
  };
  const facts = { ...askOnce(project) };
  const queries = evaluateFile(
    {
      ...facts,
      syntax(file) {
        const syntax = project.syntax(file);
        return syntax && file.endsWith("report.py") ? counted(syntax) : syntax;
      },
    },
    django,
    "/library/shop/report.py",
  );
  return { looks: count, queries: queries.length };
}

const header = "from shop.models import Order\n\n";

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

/** Programs of some size that people write, or machines. */
const programs: Readonly<Record<string, (size: number) => string>> = {
  functions: (size) =>
    lines(size, (index) => `def report_${index}():\n    return [o.number for o in Order.objects.all()]\n`),
  statements: (size) =>
    `def report():\n${lines(size, (index) => `    orders_${index} = list(Order.objects.all())\n`)}`,
  branches: (size) =>
    `def report(kind):\n${lines(size, (index) => `    if kind == ${index}:\n        print(list(Order.objects.all()))\n`)}`,
  "a chain of calls": (size) =>
    `def report_0():\n    return list(Order.objects.all())\n${lines(size, (index) => `def report_${index + 1}():\n    return report_${index}()\n`)}`,
};

test.each(Object.entries(programs))("twice as many %s are twice the work", (_, program) => {
  const [small, large] = [looks(header + program(60)), looks(header + program(120))];
  expect(small.queries).toBeGreaterThan(0);
  expect(large.looks / small.looks).toBeGreaterThan(1.5);
  expect(large.looks / small.looks).toBeLessThan(2.5);
});

test("functions that call all others are evaluated once for the same arguments", () => {
  const program = (size: number): string =>
    lines(
      size,
      (index) => `def report_${index}(kind):\n${lines(size, (other) => `    report_${other}(1)\n`)}`,
    );
  const [small, large] = [looks(header + program(8)), looks(header + program(16))];
  // Four times as many calls; followed one by one they would be two hundred and fifty times as many.
  expect(large.looks / small.looks).toBeLessThan(64);
});

/** Each would take for ever, or break the stack, if nothing held it. */
const traps: Readonly<Record<string, string>> = {
  "5,000 functions": lines(5000, (index) => `def report_${index}():\n    return list(Order.objects.all())\n`),
  "one function of 5,000 statements": `def report():\n${lines(5000, () => "    list(Order.objects.all())\n")}`,
  "5,000 branches in a row": `def report(kind):\n${lines(5000, (index) => `    if kind:\n        orders_${index} = Order.objects.all()\n`)}`,
  "branches in branches": `def report(kind):\n${lines(60, (index) => `${"    ".repeat(index + 1)}if kind:\n`)}${"    ".repeat(61)}print(list(Order.objects.all()))\n`,
  "mutual recursion": lines(
    30,
    (index) =>
      `def report_${index}(orders):\n    report_${(index + 1) % 30}(Order.objects.all())\n    report_${(index + 7) % 30}(orders)\n    return report_${(index + 13) % 30}(orders)\n`,
  ),
  "calls in calls in calls": `def report(orders):\n    return orders\n\ndef all_reports():\n    ${"report(".repeat(80)}Order.objects.all()${")".repeat(80)}\n`,
};

test.each(Object.entries(traps))("%s end", (_, trap) => {
  const roots = trap.split("\ndef ").length;
  expect(looks(header + trap).looks).toBeLessThan(Math.min(roots * mostLooks, 40_000_000));
});
