import { oncePerObject } from "../once-per-object.js";
import type {
  AssignStatement,
  ClassStatement,
  FunctionStatement,
  ImportStatement,
  Statement,
} from "../syntax/statements.js";
import { partsOf } from "./taken-apart.js";

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
  /** What the module assigns to members of its variables: `models.User = …`. */
  readonly assigned: ReadonlyMap<string, readonly AssignedMember[]>;
  /** What the module hands out, if it says so; any other hands out all of its names. */
  readonly exports?: Exports;
}

/** An assignment to a member of a variable. */
export interface AssignedMember {
  readonly name: string;
  readonly statement: AssignStatement;
}

/** What export statements hand out. */
export interface Exports {
  readonly named: ReadonlyMap<string, Handed>;
  /** Modules of which everything is handed on. */
  readonly everythingOf: readonly string[];
}

/** A name of this module, or of another one. */
export interface Handed {
  readonly local: string;
  readonly module?: string;
}

/** The name under which CommonJS hands out the one value of a module. */
export const wholeModule = "export=";

/** Collects the top-level names of a module, or the names of a class body. */
export const scopeOf = oncePerObject((statements: readonly Statement[]): Scope => {
  const names = new Map<string, Binding>();
  const wildcards: ImportStatement[] = [];
  const assigned = new Map<string, AssignedMember[]>();
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
        if (statement.operator !== undefined || !(statement.value ?? statement.isDeclaration)) return;
        for (const part of partsOf(statement)) {
          for (const target of part.targets) {
            if (target.kind === "name")
              bind(
                target.name,
                { kind: "variable", statement: part },
                isFallback || statement.value === undefined,
              );
            else if (target.kind === "member" && target.object.kind === "name") {
              const members = assigned.get(target.object.name) ?? [];
              assigned.set(target.object.name, [...members, { name: target.property, statement: part }]);
            }
          }
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
  const exports = exportsIn(statements);
  return { names, wildcards, assigned, ...(exported ? { exported } : {}), ...(exports ? { exports } : {}) };
});

function exportsIn(statements: readonly Statement[]): Exports | undefined {
  const exports = statements.filter((statement) => statement.kind === "export");
  if (exports.length === 0) return undefined;
  const handed = exports.flatMap(({ module, names }) =>
    names.map((name) => ({ ...name, ...(module === undefined ? {} : { module }) })),
  );
  return {
    named: new Map(
      handed.filter(({ exported }) => exported !== "*").map(({ exported, ...one }) => [exported, one]),
    ),
    everythingOf: exports.flatMap(({ module, names }) =>
      module !== undefined && names.some(({ exported }) => exported === "*") ? [module] : [],
    ),
  };
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
