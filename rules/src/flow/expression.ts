import type {
  ComprehensionExpression,
  Expression,
  IndexExpression,
  SliceExpression,
} from "../syntax/syntax.js";
import { evaluateCall } from "./call.js";
import { escapeRow, identify, noteAccess, readText } from "./row.js";
import { collect, consumeCompare, loopOver, test } from "./consume.js";
import { partOf } from "./part.js";
import { type Evaluation, nextId, recordUse, locate } from "./evaluation.js";
import { alternatives, either } from "./alternatives.js";
import { elementExpression, type Frame } from "./frame.js";
import { bindTarget } from "./bind.js";
import { memberOf } from "./member.js";
import { dictionaryValue, entryOf } from "./dictionary.js";
import { objectValue } from "./object.js";
import { valueOfName } from "./names.js";
import { fetchRow, sliceQuery } from "./apply-step.js";
import { awaited } from "./chain.js";
import { fewer, more } from "./rows.js";
import { plain, type QueryObject, unknown, type Value } from "./value.js";
import { calledIn } from "./template.js";
import { fork } from "./variables.js";
import { holdsValues, memberOfValues } from "./values-row.js";

/** The value of an expression; what it does on the way is noted in the trace. */
export function evaluate(evaluation: Evaluation, frame: Frame, expression: Expression): Value {
  if (evaluation.budget <= 0) return unknown;
  evaluation.budget -= 1;
  switch (expression.kind) {
    case "name":
      return valueOfName(evaluation, frame, expression.name);
    case "literal":
      return { kind: "literal", value: expression.value };
    case "member": {
      const value = memberOf(evaluation, frame, evaluate(evaluation, frame, expression.object), expression);
      return expression.isCalled === true ? calledIn(evaluation, frame, value, expression) : value;
    }
    case "call":
      return evaluateCall(evaluation, frame, expression);
    default:
      return evaluateOther(evaluation, frame, expression);
  }
}

type OtherExpression = Exclude<Expression, { readonly kind: "name" | "literal" | "member" | "call" }>;

/** Apart from the expressions that most code consists of, which need no closure. */
function evaluateOther(evaluation: Evaluation, frame: Frame, expression: OtherExpression): Value {
  const value = (inner: Expression): Value => evaluate(evaluation, frame, inner);
  switch (expression.kind) {
    case "template":
      for (const part of expression.parts) readText(evaluation, frame, value(part), part);
      return plain;
    case "index":
      return evaluateIndex(evaluation, frame, expression);
    case "slice":
      return evaluateSlice(evaluation, frame, expression);
    case "collection": {
      const elements = expression.elements.map(value);
      const made = { frame: frame.id, expressions: expression.elements };
      return { kind: "collection", form: expression.form, elements, made };
    }
    case "dictionary":
      return expression.form === "object"
        ? objectValue(evaluation, frame, expression)
        : dictionaryValue(evaluation, frame, expression);
    case "comprehension":
      return evaluateComprehension(evaluation, frame, expression);
    case "binary": {
      const [left, right] = [value(expression.left), value(expression.right)];
      if (expression.operator !== "+") {
        escapeList(evaluation, frame, left, expression.left);
        escapeList(evaluation, frame, right, expression.right);
      }
      return combine(evaluation, left, right, expression.operator);
    }
    case "logical": {
      const values = expression.operands.map((operand, index) => {
        const result = value(operand);
        if (index < expression.operands.length - 1) test(evaluation, frame, result, operand, operand);
        return result;
      });
      return made(values) ?? values.reduce(either);
    }
    case "unary":
      if (expression.operator !== "not") {
        value(expression.operand);
        return plain;
      }
      test(evaluation, frame, value(expression.operand), expression.operand, expression.operand);
      return plain;
    case "compare":
      return consumeCompare(evaluation, frame, expression);
    case "conditional": {
      test(evaluation, frame, value(expression.test), expression.test, expression.test);
      return either(
        inArm(evaluation, frame, expression.consequent, 0),
        inArm(evaluation, frame, expression.alternate, 1),
      );
    }
    case "lambda": {
      const callable = { file: frame.file, definition: expression, outer: frame };
      // The names of a branch are gone when what nobody calls is looked into.
      frame.nested.push({ ...callable, outer: { ...frame } });
      return { kind: "function", callable };
    }
    case "await":
      return awaited(evaluation, frame, value(expression.operand));
    case "yield":
      if (expression.value)
        yieldValue(evaluation, frame, value(expression.value), expression.value, expression.delegate);
      return unknown;
    case "spread":
      return collect(evaluation, frame, value(expression.value), expression.value, expression, "*");
    case "bind": {
      const bound = value(expression.value);
      bindTarget(evaluation, frame, expression.target, bound);
      return bound;
    }
    case "unknown":
      for (const part of expression.parts) escapeRow(evaluation, frame, value(part), part, "unknown");
      return unknown;
  }
}

/** `cached ?? new Client()`: what is kept elsewhere is what would be made here. */
function made(values: readonly Value[]): Value | undefined {
  const [only, ...others] = values.filter((value) => value.kind !== "unknown" && value.kind !== "external");
  return only?.kind === "instance" && others.length === 0 ? only : undefined;
}

function inArm(evaluation: Evaluation, frame: Frame, expression: Expression, arm: number): Value {
  const path = frame.path;
  frame.path = [...path, { branch: expression.start, arm }];
  const value = evaluate(evaluation, frame, expression);
  frame.path = path;
  return value;
}

function combine(evaluation: Evaluation, left: Value, right: Value, operator: string): Value {
  if (left.kind === "query" && right.kind === "query" && ["&", "|", "^"].includes(operator)) {
    const rows = (operator === "&" ? fewer : more)(left.query.rows, right.query.rows);
    const { shape } = rows === right.query.rows ? right.query : left.query;
    const mayRepeatRows = left.query.shape.mayRepeatRows || right.query.shape.mayRepeatRows;
    return {
      kind: "query",
      query: { ...left.query, id: nextId(evaluation), shape: { ...shape, mayRepeatRows }, rows },
    };
  }
  if (left.kind === "query" && operator === "|") return unknown;
  if (left.kind === "collection" && right.kind === "collection") {
    const fields = [...(left.fields ?? []), ...(right.fields ?? [])];
    const named = left.form === "dictionary" && fields.length > 0 ? { fields } : {};
    return { ...left, elements: [...left.elements, ...right.elements], ...named };
  }
  if (operator !== "+") return plain;
  return left.kind === "rows" ? left : right.kind === "rows" ? right : plain;
}

/** `set(qs) - others` needs the rows to make another collection. */
function escapeList(evaluation: Evaluation, frame: Frame, value: Value, node: Expression): void {
  if (value.kind === "rows") escapeRow(evaluation, frame, value, node, "combined");
}

function evaluateIndex(evaluation: Evaluation, frame: Frame, expression: IndexExpression): Value {
  const object = evaluate(evaluation, frame, expression.object);
  const index = evaluate(evaluation, frame, expression.index);
  identify(evaluation, frame, index, expression.index);
  const [only] = alternatives(object);
  if (!only) return unknown;
  if (only.kind === "query" && !only.query.shape.isRaw && only.query.isRun !== true) {
    look(evaluation, frame, only.query, expression);
    return fetchRow(evaluation, only.query);
  }
  const registered = only.kind === "external" ? evaluation.table.steps.registries[only.path] : undefined;
  if (registered !== undefined) return { kind: "external", path: registered };
  if (only.kind === "collection" && index.kind === "literal" && typeof index.value === "number") {
    return only.elements.at(only.isOpen === true ? 0 : index.value) ?? unknown;
  }
  if (only.kind === "collection" && only.form === "dictionary" && only.fields)
    return entryOf(evaluation, frame, only, index, expression);
  if (only.kind === "row" && holdsValues(only.row)) {
    const key = index.kind === "literal" ? index.value : undefined;
    return memberOfValues(evaluation, frame, only.row, key, expression);
  }
  return partOf(evaluation, frame, only, expression);
}

/** An index or a slice of a query that may have been run before. */
function look(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  node: IndexExpression | SliceExpression,
): void {
  recordUse(evaluation, frame, {
    query,
    expression: node.object,
    isLook: true,
    use: { kind: "sliced", via: "[]", node, at: locate(frame, node) },
  });
}

function evaluateSlice(evaluation: Evaluation, frame: Frame, expression: SliceExpression): Value {
  const object = evaluate(evaluation, frame, expression.object);
  for (const bound of [expression.lower, expression.upper, expression.step])
    if (bound) evaluate(evaluation, frame, bound);
  const values = alternatives(object).map((value): Value => {
    if (value.kind === "query" && !value.query.shape.isRaw) {
      look(evaluation, frame, value.query, expression);
      const slice = sliceQuery(evaluation, frame, value.query, expression);
      return expression.step ? collect(evaluation, frame, slice, expression, expression, "[]") : slice;
    }
    return partOf(evaluation, frame, value, expression);
  });
  return values.reduce(either);
}

/** A comprehension: its clauses are loops, its element is what is kept of each row. */
function evaluateComprehension(
  evaluation: Evaluation,
  frame: Frame,
  expression: ComprehensionExpression,
): Value {
  const outer = frame.variables;
  frame.variables = fork(outer);
  let kept: Value = unknown;
  const clause = (index: number): void => {
    const at = expression.clauses[index];
    if (!at) {
      if (expression.key)
        identify(evaluation, frame, evaluate(evaluation, frame, expression.key), expression.key);
      kept = evaluate(evaluation, frame, expression.element);
      return;
    }
    const iterable = evaluate(evaluation, frame, at.iterable);
    loopOver(evaluation, frame, iterable, at.iterable, {
      node: expression,
      via: "comprehension",
      target: at.target,
      body: [],
      isAsync: at.isAsync,
      stopsAtFirst: false,
      run: () => {
        for (const condition of at.conditions)
          test(evaluation, frame, evaluate(evaluation, frame, condition), condition, condition);
        clause(index + 1);
      },
    });
  };
  clause(0);
  frame.variables = outer;
  return keptRows(evaluation, frame, kept, expression);
}

/** `[row for row in rows]` holds rows: a list in its own right. */
function keptRows(
  evaluation: Evaluation,
  frame: Frame,
  kept: Value,
  expression: ComprehensionExpression,
): Value {
  if (kept.kind === "collection") {
    const { elements } = kept;
    elements.forEach((element, index) => {
      const at = elementExpression(frame, kept, index, expression.element);
      escapeRow(evaluation, frame, element, at, "kept");
    });
  }
  if (kept.kind !== "row") return plain;
  const { query } = kept.row;
  if (!query) return unknown;
  noteAccess(evaluation, frame, kept.row, "escape", "kept", expression.element);
  if (expression.form === "generator") return { kind: "stream", query, at: locate(frame, expression) };
  const isFiltered = expression.clauses.some(({ conditions }) => conditions.length > 0);
  if (!isFiltered) evaluation.trace.kept.add(kept.row.id);
  return { kind: "rows", query, list: { id: nextId(evaluation), via: "comprehension", loops: frame.loops } };
}

function yieldValue(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  delegate: boolean,
): void {
  frame.yielded.push(...alternatives(value));
  for (const one of alternatives(value)) {
    if (one.kind === "row") escapeRow(evaluation, frame, one, expression, "yielded");
    else if (one.kind === "query" && delegate) {
      recordUse(evaluation, frame, {
        query: one.query,
        expression,
        use: { kind: "yielded", via: "yield from", node: expression, at: locate(frame, expression) },
      });
    } else escapeRow(evaluation, frame, one, expression, "yielded");
  }
}
