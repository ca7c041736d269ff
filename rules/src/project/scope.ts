import type {
  AssignStatement,
  ClassStatement,
  FunctionStatement,
  ImportStatement,
  Statement,
} from "../syntax/statements.js";

/** What binds a name at a module's top level. */
export type Binding =
  | { readonly kind: "class"; readonly statement: ClassStatement }
  | { readonly kind: "function"; readonly statement: FunctionStatement }
  | { readonly kind: "variable"; readonly statement: AssignStatement }
  | { readonly kind: "import"; readonly statement: ImportStatement; readonly name: string | undefined };

/** The names of a module: later bindings win, except that a fallback in `except` or `else` does not replace the first. */
export interface Scope {
  readonly names: ReadonlyMap<string, Binding>;
  /** Modules imported with `*`, last first. */
  readonly wildcards: readonly ImportStatement[];
  /** Names that `__all__` lists, when it is a literal. */
  readonly exported?: ReadonlySet<string>;
}

/** Collects the top-level names of a module, or the names of a class body. */
export function scopeOf(statements: readonly Statement[]): Scope {
  const names = new Map<string, Binding>();
  const wildcards: ImportStatement[] = [];
  const bind = (name: string, binding: Binding, isFallback: boolean): void => {
    if (!isFallback || !names.has(name)) names.set(name, binding);
  };
  const visit = (statement: Statement, isFallback: boolean): void => {
    switch (statement.kind) {
      case "class":
      case "function":
        bind(
          statement.name,
          statement.kind === "class" ? { kind: "class", statement } : { kind: "function", statement },
          isFallback,
        );
        return;
      case "assign":
        if (statement.operator !== undefined || !statement.value) return;
        for (const target of statement.targets) {
          if (target.kind === "name") bind(target.name, { kind: "variable", statement }, isFallback);
        }
        return;
      case "import":
        for (const imported of statement.names) {
          if (imported.name === "*") wildcards.unshift(statement);
          else bind(imported.local, { kind: "import", statement, name: imported.name }, isFallback);
        }
        return;
      case "if":
        for (const inner of statement.body) visit(inner, isFallback);
        for (const inner of statement.otherwise) visit(inner, true);
        return;
      case "try":
        for (const inner of [...statement.body, ...statement.otherwise, ...statement.finalizer])
          visit(inner, isFallback);
        for (const handler of statement.handlers) for (const inner of handler.body) visit(inner, true);
        return;
      case "with":
        for (const inner of statement.body) visit(inner, isFallback);
        return;
      default:
        return;
    }
  };
  for (const statement of statements) visit(statement, false);
  const exported = exportedNames(statements);
  return { names, wildcards, ...(exported ? { exported } : {}) };
}

/** What `__all__ = […]` and `__all__ += […]` list; `undefined` when there is none or it is computed. */
function exportedNames(statements: readonly Statement[]): ReadonlySet<string> | undefined {
  const lists = statements.flatMap((statement) => {
    const isList =
      statement.kind === "assign" &&
      statement.targets.some((target) => target.kind === "name" && target.name === "__all__");
    return isList ? [statement.value] : [];
  });
  const names = lists.flatMap((list) =>
    list?.kind === "collection"
      ? list.elements.map((element) => (element.kind === "literal" ? element.value : undefined))
      : [undefined],
  );
  return lists.length > 0 && names.every((name) => typeof name === "string") ? new Set(names) : undefined;
}
