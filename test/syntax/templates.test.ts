// Django's templates as neutral statements: text in, text out.
import { describe, expect, test } from "vitest";
import { readTemplate } from "../../rules/src/syntax/templates/read-template.js";
import { describeBody } from "./describe-syntax.js";

function read(text: string): string {
  return describeBody(readTemplate(text).body);
}

describe("values", () => {
  test.each([
    ["{{ order.customer.name }}", "`order.customer.name`"],
    ["{{ order.lines.0.price }}", "`order.lines[0].price`"],
    ["{{ orders|length }}", "`len(orders)`"],
    ["{{ orders|first }}", "`orders[0]`"],
    ['{{ orders|slice:":5" }}', "`slice`"],
    ['{{ order.date|date:"Y-m-d"|upper }}', '```order.date "Y-m-d"```'],
    ["{{ order|as_card:order.customer }}", "`|as_card(order, order.customer)`"],
    ['{{ "a|b.c" }}', '`"a|b.c"`'],
    ["{{ render(order) }}", "`?(render, order)`"],
    ["{{ }}", "`?()`"],
  ])("%s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe("tags", () => {
  test.each([
    ["{% for order in orders %}{{ order.id }}{% endfor %}", "for order of orders: `order.id`"],
    [
      "{% for key, order in orders.items reversed %}{% endfor %}",
      "for [key, order] of reversed(orders.items): ",
    ],
    ["{% for order in orders %}{% empty %}{{ none }}{% endfor %}", "for order of orders: "],
    ["{% if a and not b or c.d == 1 %}{{ a }}{% else %}{{ b }}{% endif %}", "if "],
    ["{% if a in b %}{% elif c not in d %}{{ x }}{% endif %}{{ y }}", "`y`"],
    ["{% with total=order.total %}{{ total }}{% endwith %}", "total = order.total; `total`"],
    ["{% with order.total as total %}{{ total }}{% endwith %}", "total = order.total; `total`"],
    ['{% include "card.html" with item=order only %}', '%include("card.html", true, order)'],
    ["{% comment %}{{ secret }}{% endcomment %}{# {{ more }} #}{{ open }}", "`open`"],
    ["{% verbatim %}{{ raw }}{% endverbatim %}", ""],
    ["{% url 'order' order.pk as link %}", "link"],
    ["{% fancy order size=order.size %}", "?(order, order.size)"],
    ["{% for order in orders %}{{ order.id", "for order of orders: "],
    ["{% endfor %}{% endif %}{{ a }}", "`a`"],
  ])("%s", (text, expected) => {
    expect(read(text)).toContain(expected);
  });

  test("blocks are known by name, and a template by what it fills in", () => {
    const text =
      '{% extends "base.html" %}{% block a %}{{ x }}{% block b %}{{ y }}{% endblock %}{% endblock a %}';
    const { parent, blocks } = readTemplate(text);
    expect(parent).toMatchObject({ kind: "literal", value: "base.html" });
    expect([...blocks.keys()]).toEqual(["b", "a"]);
    expect(describeBody(blocks.get("b") ?? [])).toBe("`y`");
  });
});

describe("any text", () => {
  const whole =
    '{% extends "a" %}{% block a %}{% for x in y|slice:":3" %}{% if x.a == "b" and not x %}{{ x|default:"{{" }}{% elif z %}' +
    "{% with a=b c=d %}{{ a.b.0|join:', ' }}{% endwith %}{% else %}{% regroup x by y as z %}{% endif %}{% empty %}{% endfor %}" +
    "{{ block.super }}{% endblock %}{% include x with y=z only %}{% verbatim %}{{ x }}{% endverbatim %}";

  test("is read wherever it is cut", () => {
    for (let at = 0; at <= whole.length; at += 1) {
      readTemplate(whole.slice(0, at));
      readTemplate(whole.slice(at));
    }
    expect(readTemplate(whole).blocks.size).toBe(1);
  });

  test("is read however deep it nests and however long it is", () => {
    expect(read(`${"{% if a %}".repeat(5000)}{{ b }}`).length).toBeGreaterThan(0);
    expect(read(`{% if a %}${"{% elif b %}".repeat(5000)}{{ c }}{% endif %}`).length).toBeGreaterThan(0);
    expect(readTemplate("{{ a }}".repeat(20_000)).body).toHaveLength(20_000);
    expect(readTemplate("{% {".repeat(20_000)).body).toHaveLength(0);
  });
});
