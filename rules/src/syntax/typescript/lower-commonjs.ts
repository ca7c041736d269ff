import ts from "typescript";
import type { Expression, Span } from "../syntax.js";
import type { ImportedName, Statement } from "../statements.js";
import { lowerExpression } from "./lower-expression.js";
import { textOfName } from "./lower-name.js";
import { lowerBinding } from "./lower-target.js";
import { type Source, spanOf } from "./source.js";

/** The module that `require("m")` names; also behind members, as in `require("m").default`. */
export function requiredModule(node: ts.Expression): Required | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const inner = requiredModule(node.expression);
    return inner && inner.name === undefined ? { module: inner.module, name: node.name.text } : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const [only] = node.arguments;
  return node.expression.text === "require" && only && ts.isStringLiteralLike(only)
    ? { module: only.text, name: undefined }
    : undefined;
}

/** What is required: a whole module, or one name of it. */
export interface Required {
  readonly module: string;
  readonly name: string | undefined;
}

/** `const x = require("m")` and `const { a, b: c } = require("m")` as imports. */
export function requireStatement(
  source: Source,
  target: ts.BindingName,
  { module, name }: Required,
  span: Span,
): readonly Statement[] {
  if (ts.isIdentifier(target)) {
    const names = [{ ...spanOf(source, target), name: name ?? "export=", local: target.text }];
    return [{ kind: "import", ...span, module, names }];
  }
  if (name !== undefined || ts.isArrayBindingPattern(target)) return [];
  const names: ImportedName[] = [];
  const taken: Statement[] = [];
  for (const element of target.elements) {
    const exported = textOfBinding(element);
    if (exported === undefined) continue;
    if (ts.isIdentifier(element.name)) {
      names.push({ ...spanOf(source, element), name: exported, local: element.name.text });
      continue;
    }
    // A pattern inside the pattern takes apart what no name stands for.
    const local = `${exported} of ${module}`;
    const at = spanOf(source, element);
    names.push({ ...at, name: exported, local });
    taken.push({
      kind: "assign",
      ...at,
      targets: [lowerBinding(source, element.name)],
      value: { kind: "name", ...at, name: local },
    });
  }
  return [{ kind: "import", ...span, module, names }, ...taken];
}

function textOfBinding({ propertyName, name, dotDotDotToken }: ts.BindingElement): string | undefined {
  if (dotDotDotToken) return undefined;
  if (propertyName) return textOfName(propertyName);
  return ts.isIdentifier(name) ? name.text : undefined;
}

/** `module.exports = …`, `exports.a = …`: an assignment to a name that nothing else can have, and its export. */
export function commonJsExport(
  source: Source,
  node: ts.BinaryExpression,
  span: Span,
): readonly Statement[] | undefined {
  const exported = exportedName(node.left);
  if (exported === undefined) return undefined;
  const required = requiredModule(node.right);
  // What another module hands out is handed on.
  if (required) {
    const names = [{ local: required.name ?? "export=", exported }];
    return [{ kind: "export", ...span, module: required.module, names }];
  }
  const local = `exports.${exported}`;
  const value = lowerExpression(source, node.right);
  const target: Expression = { kind: "name", ...spanOf(source, node.left), name: local };
  const members = exported === "export=" ? membersOf(value) : [];
  return [
    { kind: "assign", ...span, targets: [target], value },
    { kind: "export", ...span, names: [{ local, exported }, ...members] },
  ];
}

function exportedName(node: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined;
  const { expression, name } = node;
  if (ts.isIdentifier(expression)) {
    if (expression.text === "exports") return name.text;
    return expression.text === "module" && name.text === "exports" ? "export=" : undefined;
  }
  return exportedName(expression) === "export=" ? name.text : undefined;
}

/** The members of an exported object that are names of the module. */
function membersOf(value: Expression): readonly { readonly local: string; readonly exported: string }[] {
  if (value.kind !== "dictionary") return [];
  return value.entries.flatMap(({ key, value: member }) =>
    key?.kind === "literal" && typeof key.value === "string" && member.kind === "name"
      ? [{ local: member.name, exported: key.value }]
      : [],
  );
}
