import type { Expression, Statement } from "../syntax/syntax.js";
import type { ClassReference, Manager } from "./catalog.js";
import type { ExtractContext } from "./extract-context.js";
import { lastPart } from "./read-literals.js";
import { scopeOf } from "./scope.js";

/** Managers that a class body declares by name, in order; `undefined` where `name = None` takes one away. */
export function managersIn(
  context: ExtractContext,
  file: string,
  body: readonly Statement[],
): ReadonlyMap<string, Manager | undefined> {
  const managers = new Map<string, Manager | undefined>();
  for (const [name, binding] of scopeOf(body).names) {
    const value = binding.kind === "variable" ? binding.statement.value : undefined;
    if (!value) continue;
    if (value.kind === "literal" && value.value === null) managers.set(name, undefined);
    const manager = managerOf(context, file, value, longestChain);
    if (manager) managers.set(name, { name, ...manager });
  }
  return managers;
}

type Unnamed = Omit<Manager, "name">;

/** How many variables are followed from one to the next. */
const longestChain = 8;

/** `Books.as_manager()`, `BookManager()`, `BookManager.from_queryset(Books)()`, or a variable that holds one. */
function managerOf(
  context: ExtractContext,
  file: string,
  value: Expression,
  left: number,
): Unnamed | undefined {
  const { declarations, resolver } = context;
  if (left === 0) return undefined;
  if (value.kind === "name" || value.kind === "member") {
    const symbol = resolver.symbolOf(file, value);
    const held = symbol?.kind === "variable" ? symbol.statement.value : undefined;
    return symbol?.kind === "variable" && held ? managerOf(context, symbol.file, held, left - 1) : undefined;
  }
  if (value.kind !== "call") return undefined;
  const { callee } = value;
  if (callee.kind === "member" && callee.property === "as_manager")
    return described(context, file, [callee.object]);
  if (callee.kind === "call") return madeBy(context, file, callee);
  const symbol = resolver.symbolOf(file, callee);
  if (symbol?.kind === "variable" && symbol.statement.value?.kind === "call") {
    return madeBy(context, symbol.file, symbol.statement.value);
  }
  if (symbol?.kind === "external") {
    const isManager =
      declarations.managerBases.includes(symbol.path) || declarations.managerName.test(lastPart(symbol.path));
    return isManager ? described(context, file, [callee]) : undefined;
  }
  if (symbol?.kind !== "class") return undefined;
  const { externals } = resolver.ancestry(symbol);
  const isManager = externals.some(
    (path) => declarations.managerBases.includes(path) || declarations.managerName.test(lastPart(path)),
  );
  return isManager || declarations.managerName.test(symbol.statement.name)
    ? described(context, file, [callee])
    : undefined;
}

/** The class that `BookManager.from_queryset(Books)` makes. */
function madeBy(
  context: ExtractContext,
  file: string,
  call: Extract<Expression, { kind: "call" }>,
): Unnamed | undefined {
  const { callee } = call;
  if (callee.kind !== "member" || callee.property !== "from_queryset") return undefined;
  const [books] = call.arguments;
  return described(context, file, [callee.object, ...(books ? [books.value] : [])]);
}

function described(
  { declarations, resolver }: ExtractContext,
  file: string,
  expressions: readonly Expression[],
): Unnamed {
  const known = expressions.map((expression) => resolver.ancestryOf(file, expression));
  const classes: ClassReference[] = known.flatMap((one) => one.classes);
  const isKnown = (path: string): boolean =>
    declarations.managerBases.includes(path) || declarations.harmlessBases.test(path);
  return { classes, isIncomplete: !known.every((one) => one.externals.every(isKnown)) };
}
