import type {
  CallExpression,
  CompareExpression,
  ComprehensionExpression,
  Expression,
} from "../syntax/syntax.js";
import type { LoopStatement, Statement } from "../syntax/statements.js";
import { bindTarget } from "./bind.js";
import { depthBetween, type Evaluation, locate, newRow, nextId, recordUse, rowValue } from "./evaluation.js";
import { isResult } from "./chain.js";
import { fetch } from "./cursor.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { joined } from "./join.js";
import type { LoopUse } from "./query.js";
import { nextPage } from "./pages.js";
import { escapeRow, identify } from "./row.js";
import type { Turn } from "./turns.js";
import { plain, type QueryObject, unknown, type Value } from "./value.js";

/** How a loop looks in the source. */
export interface LoopForm {
  readonly node: LoopStatement | ComprehensionExpression | CallExpression;
  readonly via: string;
  readonly target?: Expression;
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
  readonly stopsAtFirst: boolean;
  /** Evaluates what runs for each row. */
  readonly run: (item: Value) => void;
}

/** Loops over a value: notes the use, binds the target, runs the body once with a row that stands for all. */
export function loopOver(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  form: LoopForm,
): void {
  const id = nextId(evaluation);
  const outer = frame.loops;
  const item = pull(evaluation, frame, value, expression, form, id);
  const { bodies, conditionBase, turns } = frame;
  frame.loops = [...outer, id];
  frame.bodies = [...bodies, form.body];
  frame.turns = [...turns, turnOf(id, form)];
  frame.conditionBase = frame.path.length;
  if (form.target) bindTarget(evaluation, frame, form.target, item);
  form.run(item);
  frame.conditionBase = conditionBase;
  frame.bodies = bodies;
  frame.turns = turns;
  frame.loops = outer;
}

function turnOf(loop: number, { node, target, body }: LoopForm): Turn {
  return {
    loop,
    body,
    ...(target ? { target } : {}),
    ...(node.kind === "loop" ? { iterable: node.iterable } : {}),
  };
}

/** What one turn of a loop over `value` yields; the use of each query behind it is noted. */
function pull(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  form: LoopForm,
  loop: number,
): Value {
  const one = joined(value);
  switch (one.kind) {
    case "query":
    case "stream":
    case "rows": {
      const row = holdsNamedValues(one.query)
        ? {
            ...newRow(evaluation, one.query.model, one.query.isHistorical, one.query),
            bound: { loop, branches: frame.path.length },
          }
        : undefined;
      const use: LoopUse = {
        kind: "looped",
        via: form.via,
        node: form.node,
        at: locate(frame, expression),
        ...(form.target ? { target: form.target } : {}),
        body: form.body,
        stopsAtFirst: form.stopsAtFirst,
        keepsRows: false,
        isAsync: form.isAsync,
        depth: depthBetween(frame.loops, one.query.loops),
      };
      recordUse(evaluation, frame, {
        query: one.query,
        expression,
        use,
        loop,
        // A chain that is looped over asynchronously is read through a cursor of its own.
        isStreamed: one.kind === "stream" || (form.isAsync && !isResult(evaluation, one.query)),
        ...(one.kind === "rows" ? { list: one.list } : {}),
        ...(row ? { row } : {}),
      });
      return row ? rowValue(row) : plain;
    }
    case "wrapper": {
      const items = one.inners.map((inner) =>
        pull(evaluation, frame, inner.value, inner.expression, { ...form, via: one.via }, loop),
      );
      const [first] = items;
      if (one.items === "numbered")
        return { kind: "collection", form: "tuple", elements: [plain, first ?? unknown] };
      if (one.items === "zipped") return { kind: "collection", form: "tuple", elements: items };
      if (one.items === "row") return first ?? unknown;
      // `groupby(…)` and `batched(…)` hand the rows on inside something that is not followed.
      one.inners.forEach((inner, index) => {
        escapeRow(evaluation, frame, items[index] ?? unknown, inner.expression, one.via);
      });
      return unknown;
    }
    case "cursor":
      fetch(evaluation, frame, one.id, "some", "for", expression);
      return plain;
    case "page":
      return pull(evaluation, frame, { kind: "query", query: one.query }, expression, form, loop);
    case "paginator":
      return nextPage(evaluation, frame, one.query, expression, loop);
    case "collection":
      return one.elements.length === 1 ? (one.elements[0] ?? unknown) : unknown;
    default:
      return unknown;
  }
}

/** Whether what a loop gets has columns by name: an instance, a dictionary of values, a named tuple. */
function holdsNamedValues(query: QueryObject): boolean {
  const { columns } = query;
  return holdsRows(query) || (columns.kind === "values" && ["dictionary", "named"].includes(columns.form));
}

/** Whether a query's result holds instances, not plain values. */
export function holdsRows(query: QueryObject): boolean {
  return query.columns.kind !== "values" && query.columns.kind !== "grouped";
}

/** `if qs`, `not qs`, `qs or …`: runs the query to see whether there is a row. */
export function test(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  node: Expression | Statement,
): void {
  const one = joined(value);
  if (one.kind === "row") identify(evaluation, frame, one, expression);
  if (one.kind !== "query" && one.kind !== "rows") return;
  if (evaluation.table.consumption.isAlwaysTrue === true) return;
  recordUse(evaluation, frame, {
    query: one.query,
    expression,
    ...(one.kind === "rows" ? { list: one.list } : {}),
    use: { kind: "tested", via: node === expression ? "if" : "bool", node, at: locate(frame, expression) },
  });
}

/** Puts every row into a collection. */
export function collect(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  expression: Expression,
  node: Expression,
  via: string,
): Value {
  const one = joined(value);
  const [inner] = one.kind === "wrapper" ? one.inners : [];
  if (one.kind === "wrapper" && inner && one.inners.length === 1) {
    return collect(evaluation, frame, inner.value, inner.expression, node, via);
  }
  if (one.kind === "wrapper") {
    for (const pulled of one.inners) collect(evaluation, frame, pulled.value, pulled.expression, node, via);
    return unknown;
  }
  if (one.kind === "collection") return one;
  if (one.kind !== "query" && one.kind !== "stream" && one.kind !== "rows")
    return one.kind === "plain" ? plain : unknown;
  const list = { id: nextId(evaluation), via, loops: frame.loops };
  recordUse(evaluation, frame, {
    query: one.query,
    fills: list,
    isStreamed: one.kind === "stream",
    ...(one.kind === "rows" ? { list: one.list } : {}),
    expression,
    use: { kind: "collected", via, node, at: locate(frame, expression), then: [] },
  });
  return { kind: "rows", query: one.query, list };
}

/** Comparisons: `row in qs` runs the query, everything else looks at identity only. */
export function consumeCompare(evaluation: Evaluation, frame: Frame, node: CompareExpression): Value {
  identify(evaluation, frame, evaluate(evaluation, frame, node.left), node.left);
  node.rights.forEach((right, index) => {
    const value = evaluate(evaluation, frame, right);
    const operator = node.operators[index];
    const one = joined(value);
    if ((operator === "in" || operator === "not in") && (one.kind === "query" || one.kind === "rows")) {
      recordUse(evaluation, frame, {
        query: one.query,
        expression: right,
        ...(one.kind === "rows" ? { list: one.list } : {}),
        use: {
          kind: "contained",
          node,
          element: node.left,
          isNegated: operator === "not in",
          depth: depthBetween(frame.loops, (one.kind === "rows" ? one.list : one.query).loops),
          at: locate(frame, right),
        },
      });
    } else identify(evaluation, frame, value, right);
  });
  return plain;
}
