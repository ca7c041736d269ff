import type { Location } from "../location.js";
import type { FunctionExpression, Expression, Span } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import { blocksOf } from "../syntax/walk.js";
import type { CodeSource } from "./code-declarations.js";
import type { CodeScope } from "./code-sites.js";
import type { OptionValue } from "./options.js";

/** Names are followed so far: `const type = otherType`. */
const longestChain = 8;

/**
 * What is written in an expression, without running anything: objects, lists, literals, and the names of things that are
 * none of these. Names of the file and of other files are followed.
 */
export function readStatic(
  source: CodeSource,
  scope: CodeScope,
  expression: Expression,
  left = longestChain,
): OptionValue {
  const at = locate(source, expression);
  const read = (inner: Expression): OptionValue => readStatic(source, scope, inner, left);
  switch (expression.kind) {
    case "literal":
      return { kind: "literal", value: expression.value, at };
    case "dictionary":
      return readObject(source, scope, expression, left);
    case "collection": {
      const items = expression.elements.filter(({ kind }) => kind !== "spread").map(read);
      return { kind: "list", items, isOpen: items.length < expression.elements.length, at };
    }
    case "call": {
      const path = writtenPath(expression.callee);
      return path === undefined
        ? { kind: "unknown", at }
        : { kind: "reference", path, given: expression.arguments.map(({ value }) => read(value)), at };
    }
    case "lambda":
      return { ...readGiven(source, scope, expression, left), at };
    case "name":
    case "member":
      return readName(source, scope, expression, left);
    default:
      return { kind: "unknown", at };
  }
}

function readObject(
  source: CodeSource,
  scope: CodeScope,
  { entries, ...span }: Extract<Expression, { kind: "dictionary" }>,
  left: number,
): OptionValue {
  const fields = new Map<string, OptionValue>();
  let isOpen = false;
  for (const { key, value: expression } of entries) {
    const value = readStatic(source, scope, expression, left);
    if (!key) {
      if (value.kind === "object") for (const [name, inner] of value.fields) fields.set(name, inner);
      isOpen ||= value.kind !== "object" || value.isOpen;
    } else if (key.kind === "literal" && key.value !== undefined) fields.set(String(key.value), value);
    else {
      const path = writtenPath(key);
      if (path === undefined) isOpen = true;
      else fields.set(`[${path}]`, value);
    }
  }
  return { kind: "object", fields, isOpen, at: locate(source, span) };
}

function readName(source: CodeSource, scope: CodeScope, expression: Expression, left: number): OptionValue {
  const at = locate(source, expression);
  const path = writtenPath(expression);
  if (path === undefined) return { kind: "unknown", at };
  const named: OptionValue = { kind: "reference", path, at };
  if (left === 0) return named;
  if (expression.kind === "name") {
    for (let around: CodeScope | undefined = scope; around; around = around.outer) {
      if (around.classes.has(expression.name)) return named;
      if (!around.values.has(expression.name)) continue;
      const value = around.values.get(expression.name);
      return value && isWritten(value) ? readStatic(source, around, value, left - 1) : named;
    }
  }
  const value = source.valueOf(expression);
  return value !== expression && isWritten(value) ? readStatic(source, emptyScope, value, left - 1) : named;
}

const emptyScope: CodeScope = { values: new Map(), classes: new Map(), outer: undefined };

/** Calls of names stay what they are called. */
function isWritten({ kind }: Expression): boolean {
  return kind !== "call" && kind !== "await";
}

/** What a function returns: the options of `() => ({ … })`. */
function readGiven(
  source: CodeSource,
  scope: CodeScope,
  { body, parameters, ...span }: FunctionExpression,
  left: number,
): OptionValue {
  const at = locate(source, span);
  const inner: CodeScope = {
    values: new Map(parameters.map(({ name }) => [name, undefined])),
    classes: new Map(),
    outer: scope,
  };
  if ("kind" in body) return readStatic(source, inner, body, left);
  const [only, ...others] = returnsIn(body);
  return only && others.length === 0 ? readStatic(source, inner, only, left) : { kind: "unknown", at };
}

function returnsIn(statements: readonly Statement[]): readonly Expression[] {
  return statements.flatMap((statement) => {
    if (statement.kind === "return") return statement.value ? [statement.value] : [];
    if (statement.kind === "function" || statement.kind === "class") return [];
    return blocksOf(statement).flatMap(returnsIn);
  });
}

/** `a.b.c` as it is written, calls left out; `undefined` for what is no path. */
export function writtenPath(expression: Expression): string | undefined {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "call") return writtenPath(expression.callee);
  if (expression.kind !== "member") return undefined;
  const object = writtenPath(expression.object);
  return object === undefined ? undefined : `${object}.${expression.property}`;
}

function locate({ file }: CodeSource, { start, end }: Span): Location {
  return { file, start, end };
}
