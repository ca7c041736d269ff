import ts from "typescript";
import type { ExportedName, ImportedName, Statement } from "../statements.js";
import { lowerExpression } from "./lower-expression.js";
import { hasModifier } from "./lower-function.js";
import { textOfName } from "./lower-name.js";
import { type Source, spanOf } from "./source.js";

/** `import d, { a as b } from "m"`, `import * as m from "m"`. */
export function lowerImport(source: Source, node: ts.ImportDeclaration): readonly Statement[] {
  const module = moduleOf(node.moduleSpecifier);
  const { importClause } = node;
  if (module === undefined || !importClause) return [];
  const names: ImportedName[] = [];
  if (importClause.name) {
    const local = importClause.name.text;
    names.push({ ...spanOf(source, importClause.name), name: "default", local });
  }
  const bindings = importClause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings))
    names.push({ ...spanOf(source, bindings), local: bindings.name.text });
  if (bindings && ts.isNamedImports(bindings)) {
    for (const { name, propertyName } of bindings.elements)
      names.push({
        ...spanOf(source, name),
        name: (propertyName && textOfName(propertyName)) ?? name.text,
        local: name.text,
      });
  }
  return [{ kind: "import", ...spanOf(source, node), module, names }];
}

/** `import m = require("m")`. */
export function lowerImportEquals(source: Source, node: ts.ImportEqualsDeclaration): readonly Statement[] {
  const { moduleReference, name } = node;
  if (!ts.isExternalModuleReference(moduleReference)) return [];
  const module = moduleOf(moduleReference.expression);
  if (module === undefined) return [];
  const names = [{ ...spanOf(source, name), name: "export=", local: name.text }];
  return [
    { kind: "import", ...spanOf(source, node), module, names },
    ...lowerExport(source, node, name.text),
  ];
}

function moduleOf(node: ts.Expression): string | undefined {
  return ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** What the `export` in front of a declaration says. */
export function lowerExport(source: Source, node: ts.Statement, local: string): readonly Statement[] {
  if (!hasModifier(node, ts.SyntaxKind.ExportKeyword)) return [];
  const isDefault = hasModifier(node, ts.SyntaxKind.DefaultKeyword);
  const span = spanOf(source, node);
  return [{ kind: "export", ...span, names: [{ local, exported: isDefault ? "default" : local }] }];
}

/** `export { a as b } from "m"`, `export * from "m"`, `export default value`, `export = value`. */
export function lowerExportAssignment(
  source: Source,
  node: ts.ExportDeclaration | ts.ExportAssignment,
): readonly Statement[] {
  const span = spanOf(source, node);
  if (ts.isExportAssignment(node)) {
    const exported = node.isExportEquals === true ? "export=" : "default";
    const value = lowerExpression(source, node.expression);
    if (value.kind === "name") return [{ kind: "export", ...span, names: [{ local: value.name, exported }] }];
    // No other name of a module can be this word.
    return [
      { kind: "assign", ...span, targets: [{ kind: "name", ...span, name: exported }], value },
      { kind: "export", ...span, names: [{ local: exported, exported }] },
    ];
  }
  const module = node.moduleSpecifier && moduleOf(node.moduleSpecifier);
  const from = module === undefined ? {} : { module };
  const { exportClause } = node;
  if (!exportClause) return [{ kind: "export", ...span, ...from, names: [{ local: "*", exported: "*" }] }];
  if (ts.isNamespaceExport(exportClause)) {
    const exported = textOfName(exportClause.name) ?? "";
    const local = `${exported} of ${module ?? ""}`;
    return [
      { kind: "import", ...span, module: module ?? "", names: [{ ...span, local }] },
      { kind: "export", ...span, names: [{ local, exported }] },
    ];
  }
  const names = exportClause.elements.map(({ name, propertyName }): ExportedName => {
    const exported = textOfName(name) ?? "";
    return { local: (propertyName && textOfName(propertyName)) ?? exported, exported };
  });
  return [{ kind: "export", ...span, ...from, names }];
}
