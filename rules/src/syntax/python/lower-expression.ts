import type {
  Argument,
  ComprehensionClause,
  ComprehensionExpression,
  Expression,
  LiteralExpression,
  Span,
} from "../syntax.js";
import type { Parameter } from "../statements.js";
import type * as python from "./ast-expressions.js";
import { numberValue, stringValue } from "./literals.js";

/** Lowers one expression. */
export function lowerExpression(text: string, node: python.Expression): Expression {
  const { start, end } = node;
  const lower = (inner: python.Expression): Expression => lowerExpression(text, inner);
  const all = (nodes: readonly python.Expression[]): readonly Expression[] => nodes.map(lower);
  switch (node.type) {
    case "Name":
      return { kind: "name", start, end, name: node.id };
    case "Constant":
      return lowerConstant(text, node);
    case "JoinedStr":
    case "TemplateStr":
      return { kind: "template", start, end, parts: lowerParts(text, node) };
    case "Attribute": {
      const propertySpan = { start: node.attr_start, end: node.attr_start + node.attr.length };
      return { kind: "member", start, end, object: lower(node.value), property: node.attr, propertySpan };
    }
    case "Call": {
      const args = lowerArguments(text, node.args, node.keywords);
      const opening = text.indexOf("(", node.func.end);
      const argumentsSpan = {
        start: opening < 0 || opening > node.end ? node.func.end : opening,
        end: node.end,
      };
      return { kind: "call", start, end, callee: lower(node.func), arguments: args, argumentsSpan };
    }
    case "Subscript":
      return lowerSubscript(text, node);
    case "Slice":
      return {
        kind: "unknown",
        start,
        end,
        parts: [node.lower, node.upper, node.step].flatMap((part) => (part ? [lower(part)] : [])),
      };
    case "Starred":
      return { kind: "spread", start, end, value: lower(node.value) };
    case "List":
      return { kind: "collection", start, end, form: "list", elements: all(node.elts) };
    case "Tuple":
      return { kind: "collection", start, end, form: "tuple", elements: all(node.elts) };
    case "Set":
      return { kind: "collection", start, end, form: "set", elements: all(node.elts) };
    case "Dict": {
      const entries = node.values.map((value, index) => {
        const key = node.keys[index];
        return { ...(key ? { key: lower(key) } : {}), value: lower(value) };
      });
      return { kind: "dictionary", start, end, entries };
    }
    case "ListComp":
      return { ...lowerClauses(text, node), form: "list", element: lower(node.elt) };
    case "SetComp":
      return { ...lowerClauses(text, node), form: "set", element: lower(node.elt) };
    case "GeneratorExp":
      return { ...lowerClauses(text, node), form: "generator", element: lower(node.elt) };
    case "DictComp":
      return {
        ...lowerClauses(text, node),
        form: "dictionary",
        key: lower(node.key),
        element: lower(node.value),
      };
    case "BinOp":
      return {
        kind: "binary",
        start,
        end,
        operator: node.op,
        left: lower(node.left),
        right: lower(node.right),
      };
    case "BoolOp":
      return { kind: "logical", start, end, operator: node.op, operands: all(node.values) };
    case "UnaryOp":
      return { kind: "unary", start, end, operator: node.op, operand: lower(node.operand) };
    case "Compare":
      return {
        kind: "compare",
        start,
        end,
        left: lower(node.left),
        operators: node.ops,
        rights: all(node.comparators),
      };
    case "IfExp":
      return {
        kind: "conditional",
        start,
        end,
        test: lower(node.test),
        consequent: lower(node.body),
        alternate: lower(node.orelse),
      };
    case "Lambda":
      return {
        kind: "lambda",
        start,
        end,
        parameters: lowerParameters(text, node.args),
        body: lower(node.body),
      };
    case "Await":
      return { kind: "await", start, end, operand: lower(node.value) };
    case "Yield":
      return {
        kind: "yield",
        start,
        end,
        delegate: false,
        ...(node.value ? { value: lower(node.value) } : {}),
      };
    case "YieldFrom":
      return { kind: "yield", start, end, delegate: true, value: lower(node.value) };
    case "NamedExpr":
      return { kind: "bind", start, end, target: lower(node.target), value: lower(node.value) };
    case "Missing":
      return { kind: "unknown", start, end, parts: [] };
  }
}

function lowerConstant(text: string, node: python.Constant): LiteralExpression {
  const literal = (value: LiteralExpression["value"]): LiteralExpression => ({
    kind: "literal",
    start: node.start,
    end: node.end,
    value,
  });
  switch (node.kind) {
    case "str":
      return literal(stringValue(text, node));
    case "num":
      return literal(numberValue(text, node));
    case "None":
      return literal(null);
    case "True":
      return literal(true);
    case "False":
      return literal(false);
    case "bytes":
    case "...":
      return literal(undefined);
  }
}

function lowerParts(text: string, node: python.JoinedStr | python.TemplateStr): readonly Expression[] {
  return node.values.flatMap((part): readonly Expression[] => {
    if (part.type === "Constant") return [lowerConstant(text, part)];
    if (part.type === "StringPart") return [];
    const specification = part.format_spec ? lowerParts(text, part.format_spec) : [];
    return [lowerExpression(text, part.value), ...specification];
  });
}

function lowerSubscript(text: string, node: python.Subscript): Expression {
  const { start, end } = node;
  const object = lowerExpression(text, node.value);
  const { slice } = node;
  if (slice.type !== "Slice")
    return { kind: "index", start, end, object, index: lowerExpression(text, slice) };
  return {
    kind: "slice",
    start,
    end,
    object,
    ...(slice.lower ? { lower: lowerExpression(text, slice.lower) } : {}),
    ...(slice.upper ? { upper: lowerExpression(text, slice.upper) } : {}),
    ...(slice.step ? { step: lowerExpression(text, slice.step) } : {}),
  };
}

type Clauses = Pick<ComprehensionExpression, "kind" | "start" | "end" | "clauses">;

function lowerClauses(
  text: string,
  node: Span & { readonly generators: readonly python.Comprehension[] },
): Clauses {
  const clauses = node.generators.map((clause): ComprehensionClause => ({
    start: clause.start,
    end: clause.end,
    target: lowerExpression(text, clause.target),
    iterable: lowerExpression(text, clause.iter),
    conditions: clause.ifs.map((condition) => lowerExpression(text, condition)),
    isAsync: clause.is_async,
  }));
  return { kind: "comprehension", start: node.start, end: node.end, clauses };
}

/** Arguments in source order. */
export function lowerArguments(
  text: string,
  args: readonly python.Expression[],
  keywords: readonly python.Keyword[],
): readonly Argument[] {
  const positional = args.map((node): Argument => {
    const isSpread = node.type === "Starred";
    const value = lowerExpression(text, isSpread ? node.value : node);
    return { start: node.start, end: node.end, form: isSpread ? "spread" : "positional", value };
  });
  const named = keywords.map((node): Argument => ({
    start: node.start,
    end: node.end,
    form: node.arg === undefined ? "named-spread" : "named",
    ...(node.arg === undefined ? {} : { name: node.arg }),
    value: lowerExpression(text, node.value),
  }));
  return [...positional, ...named].sort((left, right) => left.start - right.start);
}

/** Parameters in order, with their defaults. */
export function lowerParameters(text: string, args: python.Arguments): readonly Parameter[] {
  const positional = [...args.posonlyargs, ...args.args];
  const firstDefault = positional.length - args.defaults.length;
  return [
    ...positional.map((arg, index) =>
      lowerParameter(text, arg, "positional", args.defaults[index - firstDefault]),
    ),
    ...(args.vararg ? [lowerParameter(text, args.vararg, "rest", undefined)] : []),
    ...args.kwonlyargs.map((arg, index) => lowerParameter(text, arg, "named-only", args.kw_defaults[index])),
    ...(args.kwarg ? [lowerParameter(text, args.kwarg, "named-rest", undefined)] : []),
  ];
}

function lowerParameter(
  text: string,
  arg: python.Arg,
  form: Parameter["form"],
  initial: python.Expression | undefined,
): Parameter {
  return {
    start: arg.start,
    end: arg.end,
    form,
    name: arg.arg,
    ...(arg.annotation ? { annotation: lowerExpression(text, arg.annotation) } : {}),
    ...(initial ? { initial: lowerExpression(text, initial) } : {}),
  };
}
