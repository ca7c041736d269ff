import type { CallExpression, Expression, NameExpression, Span } from "../syntax.js";

/** A call of a function by its name. */
export function callOf(name: string, values: readonly Expression[], { start, end }: Span): CallExpression {
  return {
    kind: "call",
    callee: { kind: "name", name, start, end },
    arguments: values.map((value) => ({ form: "positional", value, start: value.start, end: value.end })),
    argumentsSpan: { start, end },
    start,
    end,
  };
}

/** Something that cannot be read: what its names stand for goes out of sight. */
export function unread(text: string, { start, end }: Span): Expression {
  const parts: NameExpression[] = [];
  for (const { 0: name, index } of text.slice(start, end).matchAll(/(?<![\w."'])[A-Za-z_]\w*/g))
    parts.push({ kind: "name", name, start: start + index, end: start + index + name.length });
  return { kind: "unknown", parts, start, end };
}
