import type { Expression, ImportStatement, Statement } from "../syntax/syntax.js";
import type { ClassReference } from "./catalog.js";
import type { Ancestry } from "./facts.js";
import { isStub, type Modules } from "./modules.js";
import { type Scope, scopeOf } from "./scope.js";
import type { Symbol } from "./symbols.js";

/** Resolves names over the top-level statements of modules. */
export interface Resolver {
  resolve(file: string, name: string): Symbol | undefined;
  resolveImport(file: string, statement: ImportStatement, local: string): Symbol | undefined;
  resolveMember(module: Symbol, member: string): Symbol | undefined;
  /** The symbol of an expression made of names and members. */
  symbolOf(file: string, expression: Expression): Symbol | undefined;
  pathOf(file: string, expression: Expression): string | undefined;
  ancestry(symbol: Symbol): Ancestry;
}

/** How many imports and aliases are followed before a name counts as unknown. */
const longestChain = 24;

/** A resolver; `statementsOf` gives the top-level statements of a file, `memo` is dropped when any outline changes. */
export function createResolver(modules: Modules, statementsOf: (file: string) => readonly Statement[] | undefined): Resolver {
  const scopes = new WeakMap<readonly Statement[], Scope>();
  const scopeIn = (file: string): Scope | undefined => {
    const statements = statementsOf(file);
    if (!statements) return undefined;
    const known = scopes.get(statements);
    if (known) return known;
    const scope = scopeOf(statements);
    scopes.set(statements, scope);
    return scope;
  };

  function nameIn(file: string, name: string, left: number): Symbol | undefined {
    const scope = scopeIn(file);
    if (!scope || left === 0) return undefined;
    const binding = scope.names.get(name);
    if (!binding) {
      for (const wildcard of scope.wildcards) {
        const target = modules.find(wildcard.module, file);
        if (target === undefined) continue;
        const exported = scopeIn(target)?.exported;
        if (exported ? !exported.has(name) : name.startsWith("_")) continue;
        const symbol = nameIn(target, name, left - 1);
        if (symbol) return symbol;
      }
      return undefined;
    }
    switch (binding.kind) {
      case "class":
        return { kind: "class", file, statement: binding.statement };
      case "function":
        return { kind: "function", file, statement: binding.statement };
      case "variable": {
        const { value } = binding.statement;
        const isAlias = value?.kind === "name" ? value.name !== name : value?.kind === "member";
        const alias = value && isAlias ? symbolIn(file, value, left - 1) : undefined;
        return alias && alias.kind !== "variable" ? alias : { kind: "variable", file, name, statement: binding.statement };
      }
      case "import":
        return imported(file, binding.statement, binding.name, left);
    }
  }

  function imported(file: string, statement: ImportStatement, name: string | undefined, left: number): Symbol | undefined {
    const target = modules.find(statement.module, file);
    if (name === undefined) return target === undefined ? outside(statement.module) : { kind: "module", file: target };
    const submodule = modules.find(statement.module.endsWith(".") ? statement.module + name : `${statement.module}.${name}`, file);
    const symbol = target === undefined ? undefined : nameIn(target, name, left - 1);
    if (symbol) return symbol;
    if (submodule !== undefined) return { kind: "module", file: submodule };
    return target === undefined || isStub(target) ? outside(`${statement.module}.${name}`) : undefined;
  }

  function outside(path: string): Symbol | undefined {
    if (path.startsWith(".")) return undefined;
    return { kind: "external", path };
  }

  function memberIn(symbol: Symbol, member: string, left: number): Symbol | undefined {
    if (symbol.kind === "external") {
      const file = modules.find(`${symbol.path}.${member}`, "");
      if (file !== undefined) return { kind: "module", file };
      const owner = modules.find(symbol.path, "");
      return (owner === undefined ? undefined : nameIn(owner, member, left)) ?? { kind: "external", path: `${symbol.path}.${member}` };
    }
    if (symbol.kind === "module") {
      const name = nameIn(symbol.file, member, left);
      if (name) return name;
      const submodule = modules.find(`${modules.nameOf(symbol.file)}.${member}`, symbol.file);
      return submodule === undefined ? undefined : { kind: "module", file: submodule };
    }
    return undefined;
  }

  function symbolIn(file: string, expression: Expression, left: number): Symbol | undefined {
    if (left === 0) return undefined;
    if (expression.kind === "name") return nameIn(file, expression.name, left);
    if (expression.kind === "index") return symbolIn(file, expression.object, left - 1);
    if (expression.kind !== "member") return undefined;
    const object = symbolIn(file, expression.object, left - 1);
    if (object?.kind === "class") {
      const nested = scopeOf(object.statement.body).names.get(expression.property);
      return nested?.kind === "class" ? { kind: "class", file: object.file, statement: nested.statement } : undefined;
    }
    return object ? memberIn(object, expression.property, left) : undefined;
  }

  function pathIn(file: string, expression: Expression): string | undefined {
    const symbol = symbolIn(file, expression, longestChain);
    switch (symbol?.kind) {
      case "external":
        return symbol.path;
      case "class":
      case "function":
        return `${modules.nameOf(symbol.file)}.${symbol.statement.name}`;
      case "module":
        return modules.nameOf(symbol.file);
      case "variable":
        return `${modules.nameOf(symbol.file)}.${symbol.name}`;
      case undefined:
        return undefined;
    }
  }

  function ancestryOf(symbol: Symbol, seen: ReadonlySet<unknown>): Ancestry {
    if (symbol.kind === "external") return { classes: [], externals: [symbol.path] };
    if (symbol.kind === "variable" && symbol.statement.value) return ancestryOfBase(symbol.file, symbol.statement.value, seen);
    if (symbol.kind !== "class" || seen.has(symbol.statement)) return { classes: [], externals: [] };
    const next = new Set([...seen, symbol.statement]);
    const bases = symbol.statement.bases.map((base) => ancestryOfBase(symbol.file, base, next));
    const own: ClassReference = { file: symbol.file, name: symbol.statement.name };
    return { classes: [own, ...lastOnly(bases.flatMap((base) => base.classes))], externals: [...new Set(bases.flatMap((base) => base.externals))] };
  }

  /** A base may be a class, or a call that makes one of several (`Manager.from_queryset(Books)`). */
  function ancestryOfBase(file: string, base: Expression, seen: ReadonlySet<unknown>): Ancestry {
    if (base.kind === "call") {
      const parts = [...(base.callee.kind === "member" ? [base.callee.object] : []), ...base.arguments.map((argument) => argument.value)];
      const known = parts.map((part) => ancestryOfBase(file, part, seen));
      return { classes: known.flatMap((one) => one.classes), externals: known.flatMap((one) => one.externals) };
    }
    const symbol = symbolIn(file, base, longestChain);
    if (symbol && symbol.kind !== "module" && symbol.kind !== "function") return ancestryOf(symbol, seen);
    return { classes: [], externals: [base.kind === "name" && base.name === "object" ? "builtins.object" : "?"] };
  }

  return {
    resolve: (file, name) => nameIn(file, name, longestChain),
    resolveImport(file, statement, local) {
      const found = statement.names.find((name) => name.local === local);
      return found ? imported(file, statement, found.name, longestChain) : undefined;
    },
    resolveMember: (module, member) => memberIn(module, member, longestChain),
    symbolOf: (file, expression) => symbolIn(file, expression, longestChain),
    pathOf: pathIn,
    ancestry: (symbol) => ancestryOf(symbol, new Set()),
  };
}

/** Of classes that are reached on several ways the last stays, as in Python's order for diamonds. */
function lastOnly(classes: readonly ClassReference[]): readonly ClassReference[] {
  return classes.filter((one, index) => !classes.slice(index + 1).some((later) => later.file === one.file && later.name === one.name));
}
