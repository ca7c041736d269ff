import type { Declarations } from "../orms/declarations.js";
import type { Expression, Statement } from "../syntax/syntax.js";
import type { ClassReference, Manager } from "./catalog.js";
import type { Resolver } from "./resolver.js";
import { scopeOf } from "./scope.js";

/** Managers that a class body declares, in order. */
export function managersIn(declarations: Declarations, resolver: Resolver, file: string, body: readonly Statement[]): readonly Manager[] {
  const managers: Manager[] = [];
  for (const [name, binding] of scopeOf(body).names) {
    if (binding.kind !== "variable" || !binding.statement.value) continue;
    const manager = managerOf(declarations, resolver, file, binding.statement.value);
    if (manager) managers.push({ name, ...manager });
  }
  return managers;
}

type Unnamed = Omit<Manager, "name">;

/** `Books.as_manager()`, `BookManager()`, `BookManager.from_queryset(Books)()`, or a variable that holds one. */
function managerOf(declarations: Declarations, resolver: Resolver, file: string, value: Expression): Unnamed | undefined {
  if (value.kind !== "call") return undefined;
  const { callee } = value;
  if (callee.kind === "member" && callee.property === "as_manager") return described(declarations, resolver, file, [callee.object]);
  if (callee.kind === "call" && callee.callee.kind === "member" && callee.callee.property === "from_queryset") {
    return described(declarations, resolver, file, [callee.callee.object, ...callee.arguments.map((argument) => argument.value)]);
  }
  const symbol = resolver.symbolOf(file, callee);
  if (symbol?.kind === "variable" && symbol.statement.value?.kind === "call") {
    return managerOf(declarations, resolver, symbol.file, { ...value, callee: symbol.statement.value });
  }
  if (symbol?.kind === "external") return /Manager$/.test(symbol.path) ? described(declarations, resolver, file, [callee]) : undefined;
  if (symbol?.kind !== "class") return undefined;
  const { externals } = resolver.ancestry(symbol);
  const isManager = externals.some((path) => declarations.managerBases.includes(path) || /Manager$/.test(path)) || /Manager$/.test(symbol.statement.name);
  return isManager ? described(declarations, resolver, file, [callee]) : undefined;
}

function described(declarations: Declarations, resolver: Resolver, file: string, expressions: readonly Expression[]): Unnamed {
  const classes: ClassReference[] = [];
  const externals: string[] = [];
  for (const expression of expressions) {
    const symbol = resolver.symbolOf(file, expression);
    if (!symbol) externals.push("?");
    else {
      const ancestry = resolver.ancestry(symbol);
      classes.push(...ancestry.classes);
      externals.push(...ancestry.externals);
    }
  }
  const isKnown = (path: string): boolean => declarations.managerBases.includes(path) || path.startsWith("builtins.") || path.startsWith("typing.");
  return { classes, isIncomplete: !externals.every(isKnown) };
}
