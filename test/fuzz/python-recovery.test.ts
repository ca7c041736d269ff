/** What is left of a Python file while a line of it is being typed. */
import { expect, test } from "vitest";
import { parse } from "../../rules/src/syntax/python/parse.js";
import { visitorKeys, type Node } from "../../rules/src/syntax/python/visitor-keys.js";
import { childrenAt } from "../oracle/describe.js";

/** Functions, classes, assigned names and called methods, in the order in which they are written. */
function landmarks(text: string): readonly string[] {
  const found: { readonly start: number; readonly name: string }[] = [];
  const visit = (node: Node): void => {
    if (node.type === "FunctionDef") found.push({ start: node.name_start, name: `def ${node.name}` });
    if (node.type === "ClassDef") found.push({ start: node.name_start, name: `class ${node.name}` });
    if (node.type === "Call" && node.func.type === "Attribute") {
      found.push({ start: node.func.attr_start, name: `${node.func.attr}()` });
    }
    if (node.type === "Assign") {
      for (const target of node.targets) {
        if (target.type === "Name") found.push({ start: target.start, name: `${target.id} =` });
      }
    }
    for (const key of visitorKeys[node.type]) childrenAt(node, key).forEach(visit);
  };
  visit(parse(text));
  return found.sort((a, b) => a.start - b.start).map(({ name }) => name);
}

const after = `
    total = orders.count()
    return total

@admin
class Invoice(Model):
    number = CharField()

    def pay(self):
        self.save()
`;
const survivors = ["total =", "count()", "class Invoice", "number =", "def pay", "save()"];

const halfTyped: readonly (readonly [line: string, found: readonly string[]])[] = [
  ["x = Order.objects.filter(", ["x =", "filter()"]],
  ["x = Order.objects.filter(paid=True", ["x =", "filter()"]],
  ["x = Order.objects.filter(paid=", ["x =", "filter()"]],
  ["x = [order for order in", ["x ="]],
  ["x = [order for order in Order.objects.all()", ["x =", "all()"]],
  ["x = {'a': Order.objects.all(), ", ["x =", "all()"]],
  ["x = Order.objects.", ["x ="]],
  ["x = Order.objects.all().", ["x =", "all()"]],
  ["x = Order.objects.all()[", ["x =", "all()"]],
  ['x = "half a string', ["x ="]],
  ['x = f"{order.total()', ["x =", "total()"]],
  ['x = f"{order.total()"', ["x =", "total()"]],
  ['x = f"{order.total(', ["x =", "total()"]],
  ["x = order.total() +", ["x =", "total()"]],
  ["if order.paid()", ["paid()"]],
  ["for order in Order.objects.all()", ["all()"]],
  ["for order in Order.objects.all(:", ["all()"]],
  ["with open(order.path() as file", ["path()"]],
  ["print order.total()", ["total()"]],
  ["foo(order.total() order.paid())", ["total()", "paid()"]],
  ["return [", []],
  ["lambda", []],
  ["@", []],
  ["x = ) order.total()", ["x =", "total()"]],
];

test.each(halfTyped)("%s", (line, found) => {
  expect(landmarks(`def report(orders):\n    ${line}${after}`)).toEqual([
    "def report",
    ...found,
    ...survivors,
  ]);
  expect(parse(`def report(orders):\n    ${line}${after}`).errors).not.toEqual([]);
});

test("a valid file keeps arguments that look like statements", () => {
  const text = "x = filter(\nname = 1,\nother = order.total(),\n)\ny = 2\n";
  expect(parse(text).errors).toEqual([]);
  expect(landmarks(text)).toEqual(["x =", "total()", "y ="]);
});

test("a half-typed definition does not swallow the next one", () => {
  const text =
    "class Order(\n\nclass Invoice(Model):\n    def pay(self\n\n    def refund(self):\n        self.save()\n";
  expect(landmarks(text)).toEqual(["class Order", "class Invoice", "def pay", "def refund", "save()"]);
});
