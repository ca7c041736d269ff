import type { Span } from "../syntax.js";
import type { ImportedName, Statement } from "../statements.js";
import { yields } from "../walk.js";
import type * as python from "./ast.js";
import type { Expression as PythonExpression } from "./ast-expressions.js";
import type { Pattern } from "./ast-patterns.js";
import { lowerArguments, lowerExpression, lowerParameters } from "./lower-expression.js";

/** Lowers the statements of a block. */
export function lowerBlock(text: string, nodes: readonly python.Statement[]): readonly Statement[] {
  return nodes.flatMap((node) => lowerStatement(text, node));
}

function lowerStatement(text: string, node: python.Statement): readonly Statement[] {
  const { start, end } = node;
  const value = (inner: PythonExpression): ReturnType<typeof lowerExpression> => lowerExpression(text, inner);
  const values = (inner: readonly PythonExpression[]): ReturnType<typeof value>[] => inner.map(value);
  const block = (inner: readonly python.Statement[]): readonly Statement[] => lowerBlock(text, inner);
  switch (node.type) {
    case "Expr":
      return [{ kind: "expression", start, end, expression: value(node.value) }];
    case "Assign":
      return [{ kind: "assign", start, end, targets: values(node.targets), value: value(node.value) }];
    case "AugAssign":
      return [
        {
          kind: "assign",
          start,
          end,
          targets: [value(node.target)],
          value: value(node.value),
          operator: node.op,
        },
      ];
    case "AnnAssign": {
      const assigned = node.value ? { value: value(node.value) } : {};
      return [
        {
          kind: "assign",
          start,
          end,
          targets: [value(node.target)],
          annotation: value(node.annotation),
          ...assigned,
        },
      ];
    }
    case "TypeAlias":
      return [{ kind: "assign", start, end, targets: [value(node.name)], value: value(node.value) }];
    case "For":
      return [
        {
          kind: "loop",
          start,
          end,
          target: value(node.target),
          iterable: value(node.iter),
          body: block(node.body),
          otherwise: block(node.orelse),
          isAsync: node.is_async,
        },
      ];
    case "While":
      return [
        {
          kind: "while",
          start,
          end,
          test: value(node.test),
          body: block(node.body),
          otherwise: block(node.orelse),
        },
      ];
    case "If":
      return [
        {
          kind: "if",
          start,
          end,
          test: value(node.test),
          body: block(node.body),
          otherwise: block(node.orelse),
        },
      ];
    case "With": {
      const items = node.items.map((item) => ({
        context: value(item.context_expr),
        ...(item.optional_vars ? { target: value(item.optional_vars) } : {}),
      }));
      return [{ kind: "with", start, end, items, body: block(node.body), isAsync: node.is_async }];
    }
    case "Try": {
      const handlers = node.handlers.map((handler) => ({
        start: handler.start,
        end: handler.end,
        ...(handler.exc_type ? { type: value(handler.exc_type) } : {}),
        ...(handler.name === undefined ? {} : { name: handler.name }),
        body: block(handler.body),
      }));
      return [
        {
          kind: "try",
          start,
          end,
          body: block(node.body),
          handlers,
          otherwise: block(node.orelse),
          finalizer: block(node.finalbody),
        },
      ];
    }
    case "Match": {
      const cases = node.cases.map((one) => ({
        start: one.start,
        end: one.end,
        bindings: namesBoundBy(one.pattern),
        ...(one.guard ? { guard: value(one.guard) } : {}),
        body: block(one.body),
      }));
      return [{ kind: "match", start, end, subject: value(node.subject), cases }];
    }
    case "Return":
      return [{ kind: "return", start, end, ...(node.value ? { value: value(node.value) } : {}) }];
    case "Raise":
      return [
        {
          kind: "throw",
          start,
          end,
          parts: [node.exc, node.cause].flatMap((part) => (part ? [value(part)] : [])),
        },
      ];
    case "Delete":
      return [{ kind: "delete", start, end, targets: values(node.targets) }];
    case "Assert":
      return [
        {
          kind: "assert",
          start,
          end,
          test: value(node.test),
          ...(node.msg ? { message: value(node.msg) } : {}),
        },
      ];
    case "Import":
      return node.names.map((alias) => lowerImport(node, alias));
    case "ImportFrom": {
      const names = node.names.map((alias): ImportedName => ({
        start: alias.start,
        end: alias.end,
        name: alias.name,
        local: alias.asname ?? alias.name,
      }));
      return [{ kind: "import", start, end, module: ".".repeat(node.level) + (node.module ?? ""), names }];
    }
    case "FunctionDef": {
      const body = lazily(() => block(node.body));
      const isGenerator = lazily(() => ({ value: yields(body()) }));
      return [
        {
          kind: "function",
          start,
          end,
          name: node.name,
          nameSpan: { start: node.name_start, end: node.name_start + node.name.length },
          parameters: lowerParameters(text, node.args),
          ...(node.returns ? { returns: value(node.returns) } : {}),
          decorators: values(node.decorator_list),
          get body() {
            return body();
          },
          isAsync: node.is_async,
          get isGenerator() {
            return isGenerator().value;
          },
        },
      ];
    }
    case "ClassDef":
      return [
        {
          kind: "class",
          start,
          end,
          name: node.name,
          nameSpan: { start: node.name_start, end: node.name_start + node.name.length },
          bases: values(node.bases),
          options: lowerArguments(text, [], node.keywords),
          decorators: values(node.decorator_list),
          body: block(node.body),
        },
      ];
    case "Pass":
    case "Break":
    case "Continue":
      return [
        {
          kind: "jump",
          start,
          end,
          form: node.type === "Pass" ? "pass" : node.type === "Break" ? "break" : "continue",
        },
      ];
    case "Global":
    case "Nonlocal":
      return [{ kind: "scope", start, end, names: node.names }];
    case "ErrorStmt":
      return node.children.map((child): Statement => ({
        kind: "expression",
        start: child.start,
        end: child.end,
        expression: value(child),
      }));
  }
}

/** Most functions hold no query and are never looked into: their bodies are lowered when they are first asked for. */
function lazily<T extends object>(make: () => T): () => T {
  let known: T | undefined;
  return () => (known ??= make());
}

/** `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`. */
function lowerImport({ start, end }: Span, alias: python.Alias): Statement {
  const [first = alias.name] = alias.name.split(".");
  const name = { start: alias.start, end: alias.end, local: alias.asname ?? first };
  return {
    kind: "import",
    start,
    end,
    module: alias.asname === undefined ? first : alias.name,
    names: [name],
  };
}

function namesBoundBy(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case "MatchAs":
      return [
        ...(pattern.pattern ? namesBoundBy(pattern.pattern) : []),
        ...(pattern.name === undefined ? [] : [pattern.name]),
      ];
    case "MatchStar":
      return pattern.name === undefined ? [] : [pattern.name];
    case "MatchSequence":
    case "MatchOr":
      return pattern.patterns.flatMap(namesBoundBy);
    case "MatchMapping":
      return [
        ...pattern.patterns.flatMap(namesBoundBy),
        ...(pattern.rest === undefined ? [] : [pattern.rest]),
      ];
    case "MatchClass":
      return [...pattern.patterns, ...pattern.kwd_patterns].flatMap(namesBoundBy);
    case "MatchValue":
    case "MatchSingleton":
    case "Missing":
      return [];
  }
}
