// Neutral syntax in short, for tests to compare.
import type { Expression } from "../../rules/src/syntax/syntax.js";
import type { Parameter, Statement } from "../../rules/src/syntax/statements.js";

/** Statements in one line. */
export function describeBody(statements: readonly Statement[]): string {
  return statements.map(describeStatement).join("; ");
}

function describeStatement(statement: Statement): string {
  switch (statement.kind) {
    case "expression":
      return describe(statement.expression);
    case "assign": {
      const decorators = (statement.decorators ?? []).map((decorator) => `@${describe(decorator)} `).join("");
      const targets = decorators + statement.targets.map(describe).join(" = ");
      if (!statement.value)
        return `${targets}${statement.annotation ? `: ${describe(statement.annotation)}` : ""}`;
      return `${targets} ${statement.operator ?? "="} ${describe(statement.value)}`;
    }
    case "loop":
      return `for ${statement.isAsync ? "await " : ""}${describe(statement.target)} of ${describe(statement.iterable)}: ${describeBody(statement.body)}`;
    case "while":
      return `while ${describe(statement.test)}: ${describeBody(statement.body)}`;
    case "if":
      return `if ${describe(statement.test)}: ${describeBody(statement.body)}`;
    case "try": {
      const handlers = statement.handlers.map(
        ({ name, body }) => ` catch ${name ?? ""}: ${describeBody(body)}`,
      );
      const last = statement.finalizer.length > 0 ? ` finally: ${describeBody(statement.finalizer)}` : "";
      return `try: ${describeBody(statement.body)}${handlers.join("")}${last}`;
    }
    case "match": {
      const cases = statement.cases.map(
        ({ guard, body }) => ` case${guard ? ` ${describe(guard)}` : ""}: ${describeBody(body)}`,
      );
      return `match ${describe(statement.subject)}:${cases.join("")}`;
    }
    case "return":
      return `return${statement.value ? ` ${describe(statement.value)}` : ""}`;
    case "throw":
      return `throw ${statement.parts.map(describe).join(", ")}`;
    case "import": {
      const names = statement.names.map(({ name, local }) => named(name ?? "*", local));
      return `import ${names.join(", ")} from ${statement.module}`;
    }
    case "export": {
      const names = statement.names.map(({ local, exported }) => named(local, exported));
      return `export ${names.join(", ")}${statement.module === undefined ? "" : ` from ${statement.module}`}`;
    }
    case "function": {
      const decorators = statement.decorators.map((decorator) => `@${describe(decorator)} `).join("");
      const role = statement.role === undefined ? "" : `${statement.role} `;
      return `${decorators}${role}def ${statement.name}(${describeParameters(statement.parameters)}): ${describeBody(statement.body)}`;
    }
    case "class": {
      const decorators = statement.decorators.map((decorator) => `@${describe(decorator)} `).join("");
      return `${decorators}class ${statement.name}(${statement.bases.map(describe).join(", ")}): ${describeBody(statement.body)}`;
    }
    case "jump":
      return statement.form;
    default:
      return statement.kind;
  }
}

function named(name: string, other: string): string {
  return name === other ? name : `${name} as ${other}`;
}

function describeParameters(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, pattern, annotation }) => {
      const bound = pattern ? describe(pattern) : name;
      return annotation ? `${bound}: ${describe(annotation)}` : bound;
    })
    .join(", ");
}

/** An expression in one line. */
function describe(expression: Expression): string {
  switch (expression.kind) {
    case "name":
      return expression.name;
    case "literal":
      return expression.value === undefined ? "undefined" : JSON.stringify(expression.value);
    case "template":
      return `\`${expression.parts.map(describe).join(" ")}\``;
    case "member":
      return `${describe(expression.object)}.${expression.property}`;
    case "call":
      return `${describe(expression.callee)}(${expression.arguments
        .map(({ form, value }) => `${form === "spread" ? "..." : ""}${describe(value)}`)
        .join(", ")})`;
    case "index":
      return `${describe(expression.object)}[${describe(expression.index)}]`;
    case "collection":
      return `[${expression.elements.map(describe).join(", ")}]`;
    case "dictionary":
      return `{${expression.entries
        .map(({ key, value }) => (key ? `${describe(key)}: ${describe(value)}` : `...${describe(value)}`))
        .join(", ")}}`;
    case "binary":
      return `(${describe(expression.left)} ${expression.operator} ${describe(expression.right)})`;
    case "logical":
      return `(${expression.operands.map(describe).join(` ${expression.operator} `)})`;
    case "unary":
      return `(${expression.operator} ${describe(expression.operand)})`;
    case "compare":
      return [
        describe(expression.left),
        ...expression.rights.map((right, index) => `${expression.operators[index] ?? ""} ${describe(right)}`),
      ].join(" ");
    case "lambda":
      return `(${describeParameters(expression.parameters)}) => ${"kind" in expression.body ? describe(expression.body) : `{${describeBody(expression.body)}}`}`;
    case "await":
      return `(await ${describe(expression.operand)})`;
    case "bind":
      return `(${describe(expression.target)} := ${describe(expression.value)})`;
    case "spread":
      return `...${describe(expression.value)}`;
    case "unknown":
      return `?(${expression.parts.map(describe).join(", ")})`;
    default:
      return expression.kind;
  }
}
