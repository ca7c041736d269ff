import type { ClassStatement, Parameter, Statement } from "../syntax/statements.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { blocksOf, childrenOf, expressionsOf } from "../syntax/walk.js";

/** A call somewhere in a file, with what is known around it. */
export interface CallSite {
  readonly call: CallExpression;
  /** Names that its value is given. */
  readonly holders: readonly string[];
  /** The innermost class around. */
  readonly owner: ClassStatement | undefined;
  readonly scope: CodeScope;
}

/** The names that a function or a module binds itself, with those around it. */
export interface CodeScope {
  /** What a name was given; `undefined` for one whose value cannot be told, as a parameter's. */
  readonly values: ReadonlyMap<string, Expression | undefined>;
  readonly classes: ReadonlyMap<string, ClassStatement>;
  readonly outer: CodeScope | undefined;
}

/** A class somewhere in a file. */
export interface ClassSite {
  readonly statement: ClassStatement;
  readonly scope: CodeScope;
}

/** Every call and class of a file, functions included, in the order of the text. */
export function sitesIn(statements: readonly Statement[]): {
  readonly calls: readonly CallSite[];
  readonly classes: readonly ClassSite[];
} {
  const calls: CallSite[] = [];
  const classes: ClassSite[] = [];
  const enterAll = (block: readonly Statement[], place: Place): void => {
    for (const statement of block) enter(statement, place);
  };
  const enter = (statement: Statement, place: Place): void => {
    const holders = statement.kind === "assign" ? statement.targets.flatMap(nameIn) : [];
    for (const expression of expressionsOf(statement)) look(expression, place, holders);
    if (statement.kind === "class") {
      classes.push({ statement, scope: place.scope });
      enterAll(statement.body, { ...place, owner: statement });
    } else if (statement.kind === "function")
      enterAll(statement.body, within(place, statement.parameters, statement.body));
    else for (const block of blocksOf(statement)) enterAll(block, place);
  };
  const look = (expression: Expression, place: Place, holders: readonly string[]): void => {
    if (expression.kind === "call") calls.push({ call: expression, holders, ...place });
    // `models.User || model("User", schema)` is the one or the other.
    const isSame = ["await", "bind", "logical", "conditional"].includes(expression.kind);
    const named = expression.kind === "bind" ? nameIn(expression.target) : [];
    for (const inner of childrenOf(expression)) look(inner, place, isSame ? [...holders, ...named] : []);
    if (expression.kind === "lambda" && !("kind" in expression.body))
      enterAll(expression.body, within(place, expression.parameters, expression.body));
  };
  const top = scopeOf([], statements, undefined);
  enterAll(statements, { owner: undefined, scope: top });
  return { calls, classes };
}

type Place = Pick<CallSite, "owner" | "scope">;

function within(place: Place, parameters: readonly Parameter[], body: readonly Statement[]): Place {
  return { ...place, scope: scopeOf(parameters, body, place.scope) };
}

function scopeOf(
  parameters: readonly Parameter[],
  body: readonly Statement[],
  outer: CodeScope | undefined,
): CodeScope {
  const values = new Map<string, Expression | undefined>();
  const classes = new Map<string, ClassStatement>();
  for (const { name, pattern } of parameters)
    for (const one of pattern ? namesIn(pattern) : [name]) values.set(one, undefined);
  const bind = (statement: Statement): void => {
    if (statement.kind === "class") classes.set(statement.name, statement);
    if (statement.kind === "assign" && statement.operator === undefined)
      for (const target of statement.targets)
        for (const name of namesIn(target))
          if (statement.value ?? statement.isDeclaration)
            values.set(name, target.kind === "name" ? statement.value : undefined);
    if (statement.kind !== "class" && statement.kind !== "function")
      for (const block of blocksOf(statement)) block.forEach(bind);
  };
  body.forEach(bind);
  return { values, classes, outer };
}

function nameIn(target: Expression): readonly string[] {
  return target.kind === "name" ? [target.name] : [];
}

function namesIn(target: Expression): readonly string[] {
  if (target.kind === "member" || target.kind === "index") return [];
  return target.kind === "name" ? [target.name] : childrenOf(target).flatMap(namesIn);
}
