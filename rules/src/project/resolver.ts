import type { CallExpression, Expression } from "../syntax/syntax.js";
import type { ClassStatement, ImportStatement, Statement } from "../syntax/statements.js";
import type { ClassReference } from "./catalog.js";
import type { Ancestry } from "./facts.js";
import type { Modules } from "./modules.js";
import { type Handed, type Scope, scopeOf, wholeModule } from "./scope.js";
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
  /** The ancestry of what an expression names or makes, as a base class may. */
  ancestryOf(file: string, expression: Expression): Ancestry;
}

/** How many imports and aliases are followed before a name counts as unknown. */
const longestChain = 24;

/** A resolver; `statementsOf` gives the top-level statements of a file. */
export function createResolver(
  modules: Modules,
  statementsOf: (file: string) => readonly Statement[] | undefined,
): Resolver {
  const scopeIn = (file: string): Scope | undefined => {
    const statements = statementsOf(file);
    return statements && scopeOf(statements);
  };

  function nameIn(file: string, name: string, left: number): Symbol | undefined {
    const scope = scopeIn(file);
    if (!scope || left === 0) return undefined;
    const binding = scope.names.get(name);
    if (!binding) {
      let outer: string | undefined;
      for (const wildcard of scope.wildcards) {
        const target = modules.find(wildcard.module, file);
        if (target === undefined) outer ??= wildcard.module;
        const exported = target === undefined ? undefined : scopeIn(target)?.exported;
        if (target === undefined || (exported ? !exported.has(name) : name.startsWith("_"))) continue;
        const symbol = nameIn(target, name, left - 1);
        if (symbol) return symbol;
      }
      // Nothing tells what a module outside exports; classes are what is imported from it this way.
      return outer !== undefined && /^[A-Z]/.test(name) ? outside(outer, name, file) : undefined;
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
        return alias && alias.kind !== "variable"
          ? alias
          : { kind: "variable", file, name, statement: binding.statement };
      }
      case "import":
        return imported(file, binding.statement, binding.name, left);
    }
  }

  function imported(
    file: string,
    statement: ImportStatement,
    name: string | undefined,
    left: number,
  ): Symbol | undefined {
    const target = modules.find(statement.module, file);
    if (name === undefined)
      return target === undefined
        ? outside(statement.module, undefined, file)
        : { kind: "module", file: target };
    const submodule = innerModule(statement.module, name, file);
    const symbol = target === undefined ? undefined : exportedIn(target, name, left - 1);
    if (symbol) return symbol;
    if (submodule !== undefined) return { kind: "module", file: submodule };
    return target === undefined || modules.isStub(target) ? outside(statement.module, name, file) : undefined;
  }

  function innerModule(module: string, name: string, from: string): string | undefined {
    const inner = modules.inner(module, name, from);
    return inner === undefined ? undefined : modules.find(inner, from);
  }

  /** What a module hands out under a name. */
  function exportedIn(file: string, name: string, left: number): Symbol | undefined {
    const scope = scopeIn(file);
    if (!scope?.exports || left === 0) return nameIn(file, name, left);
    const { named, everythingOf } = scope.exports;
    const found = named.get(name) ?? (name === "default" ? named.get(wholeModule) : undefined);
    if (found) return followed(file, found, left);
    if (name === wholeModule) return { kind: "module", file };
    const whole = name === "default" ? undefined : named.get(wholeModule);
    if (whole) return memberOfWhole(followed(file, whole, left), name, left);
    let outer: Symbol | undefined;
    for (const module of name === "default" ? [] : everythingOf) {
      const target = modules.find(module, file);
      const symbol = target === undefined ? undefined : exportedIn(target, name, left - 1);
      if (symbol) return symbol;
      if (target === undefined) outer ??= outside(module, name, file);
    }
    return outer;
  }

  function followed(file: string, { module, local }: Handed, left: number): Symbol | undefined {
    if (module === undefined) return nameIn(file, local, left - 1);
    const target = modules.find(module, file);
    return target === undefined ? outside(module, local, file) : exportedIn(target, local, left - 1);
  }

  /** A name of a module that hands out one value is a member of that value. */
  function memberOfWhole(whole: Symbol | undefined, name: string, left: number): Symbol | undefined {
    if (whole?.kind === "module" || whole?.kind === "external") return memberIn(whole, name, left - 1);
    return whole && { kind: "member", object: whole, name };
  }

  function outside(module: string, name: string | undefined, from: string): Symbol | undefined {
    const path = modules.outside(module, name, from);
    return path === undefined ? undefined : { kind: "external", path };
  }

  function memberIn(symbol: Symbol, member: string, left: number): Symbol | undefined {
    if (symbol.kind === "external") {
      const file = innerModule(symbol.path, member, "");
      if (file !== undefined) return { kind: "module", file };
      const owner = modules.find(symbol.path, "");
      return (
        (owner === undefined ? undefined : nameIn(owner, member, left)) ?? {
          kind: "external",
          path: `${symbol.path}.${member}`,
        }
      );
    }
    if (symbol.kind === "module") {
      const name = exportedIn(symbol.file, member, left);
      if (name) return name;
      const submodule = innerModule(modules.nameOf(symbol.file), member, symbol.file);
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
      return nested?.kind === "class"
        ? { kind: "class", file: object.file, statement: nested.statement }
        : undefined;
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
      case "member":
      case undefined:
        return undefined;
    }
  }

  function ancestryOf(symbol: Symbol, seen: ReadonlySet<unknown>): Ancestry {
    if (symbol.kind === "external") return { classes: [], externals: [symbol.path] };
    if ((symbol.kind !== "class" && symbol.kind !== "variable") || seen.has(symbol.statement)) return nothing;
    const next = new Set([...seen, symbol.statement]);
    if (symbol.kind === "variable") {
      return symbol.statement.value ? ancestryOfBase(symbol.file, symbol.statement.value, next) : nothing;
    }
    const bases = symbol.statement.bases.map((base) => ancestryOfBase(symbol.file, base, next));
    const own: ClassReference = {
      file: symbol.file,
      name: qualifiedName(scopeIn(symbol.file), symbol.statement),
    };
    return {
      classes: [own, ...lastOnly(bases.flatMap((base) => base.classes))],
      externals: [...new Set(bases.flatMap((base) => base.externals))],
    };
  }

  /** A base may be a class, or a call that makes one of several (`Manager.from_queryset(Books)`). */
  function ancestryOfBase(file: string, base: Expression, seen: ReadonlySet<unknown>): Ancestry {
    if (base.kind === "index") return ancestryOfBase(file, base.object, seen);
    if (base.kind === "call") {
      const known = madeOf(file, base).map((part) => ancestryOfBase(file, part, seen));
      if (known.length === 0) return unknownAncestry;
      return {
        classes: known.flatMap((one) => one.classes),
        externals: known.flatMap((one) => one.externals),
      };
    }
    const symbol = symbolIn(file, base, longestChain);
    if (symbol && symbol.kind !== "module" && symbol.kind !== "function") return ancestryOf(symbol, seen);
    return base.kind === "name" && base.name === "object"
      ? { classes: [], externals: ["builtins.object"] }
      : unknownAncestry;
  }

  /** The classes that a call combines: `partial(Books, …)`, `Manager.from_queryset(Books)`; of other calls none is known. */
  function madeOf(file: string, { callee, arguments: given }: CallExpression): readonly Expression[] {
    const classes = given.flatMap(({ form, value }) =>
      form === "positional" && value.kind !== "literal" ? [value] : [],
    );
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    if (name === "partial") return classes.slice(0, 1);
    if (name === "with_metaclass") return classes.slice(1);
    if (callee.kind !== "member") return [];
    const owner = symbolIn(file, callee.object, longestChain);
    const isClass =
      owner?.kind === "class" ||
      owner?.kind === "variable" ||
      (owner?.kind === "external" && /\.[A-Z]\w*$/.test(owner.path));
    return isClass ? [callee.object, ...classes] : [];
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
    ancestryOf: (file, expression) => ancestryOfBase(file, expression, new Set()),
  };
}

const nothing: Ancestry = { classes: [], externals: [] };
const unknownAncestry: Ancestry = { classes: [], externals: ["?"] };

/** `Outer.Inner` for a nested class. */
function qualifiedName(scope: Scope | undefined, statement: ClassStatement): string {
  const direct = scope?.names.get(statement.name);
  if (direct?.kind === "class" && direct.statement === statement) return statement.name;
  for (const [name, binding] of scope?.names ?? []) {
    if (binding.kind !== "class" || binding.statement === statement) continue;
    if (binding.statement.start < statement.start && statement.end <= binding.statement.end) {
      return `${name}.${qualifiedName(scopeOf(binding.statement.body), statement)}`;
    }
  }
  return statement.name;
}

/** Of classes that are reached on several ways the last stays, as in Python's order for diamonds. */
function lastOnly(classes: readonly ClassReference[]): readonly ClassReference[] {
  return classes.filter(
    (one, index) =>
      !classes.slice(index + 1).some((later) => later.file === one.file && later.name === one.name),
  );
}
