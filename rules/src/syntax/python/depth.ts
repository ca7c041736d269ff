/**
 * A limit on the depth of the tree. Nesting is capped while parsing, but a chain such as `a.b().c()…` or `1 + 1 + …` is as deep as it
 * is long, and so is an `elif` ladder. Walkers of the tree are recursive, so what lies too deep is replaced, and reported.
 */
import type { Module, ParseError } from "./ast.js";
import { visitorKeys, type Node } from "./visitor-keys.js";

/** No node has more ancestors than this. The deepest file of CPython's standard library needs 40. */
export const MAX_TREE_DEPTH = 500;

/** Levels that one bracket or block can add besides chains: one for each kind of operator, and a few for structure. */
const levelsPerNesting = 16;

/** Whether a file with this nesting and these chains could exceed the limit; nearly none can, and need no check. */
export function mayBeTooDeep(deepestNesting: number, longestChain: number): boolean {
  return (deepestNesting + 1) * (longestChain + levelsPerNesting) > MAX_TREE_DEPTH;
}

/** Replaces what lies too deep, in place, and returns an error for each place. Works level by level, without recursion. */
export function limitDepth(module: Module): readonly ParseError[] {
  let level: readonly Node[] = [module];
  for (let depth = 1; depth < MAX_TREE_DEPTH && level.length > 0; depth++) level = level.flatMap(childrenOf);
  return level.flatMap(cutChildren);
}

/** Nodes that cannot be replaced because their parents need them; what they hold is replaced instead. */
const structural: ReadonlySet<Node["type"]> = new Set([
  ...(["arguments", "arg", "keyword", "comprehension", "withitem", "ExceptHandler", "match_case"] as const),
  ...([
    "JoinedStr",
    "TemplateStr",
    "FormattedValue",
    "Interpolation",
    "TypeVar",
    "ParamSpec",
    "TypeVarTuple",
  ] as const),
]);

const statements: ReadonlySet<Node["type"]> = new Set([
  ...(["FunctionDef", "ClassDef", "TypeAlias", "If", "For", "While", "With", "Try", "Match"] as const),
  ...([
    "Return",
    "Delete",
    "Assign",
    "AugAssign",
    "AnnAssign",
    "Raise",
    "Assert",
    "Import",
    "ImportFrom",
  ] as const),
  ...(["Expr", "ErrorStmt"] as const),
]);

function cutChildren(parent: Node): ParseError[] {
  const errors: ParseError[] = [];
  for (const key of visitorKeys[parent.type]) {
    const field: unknown = Reflect.get(parent, key);
    if (Array.isArray(field)) {
      for (const [index, child] of field.entries()) cutChild(field, String(index), child, errors);
    } else {
      cutChild(parent, key, field, errors);
    }
  }
  return errors;
}

function cutChild(holder: object, key: string, child: unknown, errors: ParseError[]): void {
  if (!isNode(child) || visitorKeys[child.type].length === 0) return;
  if (structural.has(child.type)) {
    errors.push(...cutChildren(child));
    return;
  }
  const { start, end } = child;
  Reflect.set(
    holder,
    key,
    statements.has(child.type)
      ? { type: "ErrorStmt", start, end, children: [] }
      : { type: "Missing", start, end },
  );
  errors.push({ message: "nested too deeply", start });
}

function childrenOf(node: Node): readonly Node[] {
  return visitorKeys[node.type].flatMap((key) => nodesIn(Reflect.get(node, key)));
}

function nodesIn(value: unknown): readonly Node[] {
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
