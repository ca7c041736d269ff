import type { OrmTable } from "../orms/orm.js";
import type { Facts } from "../project/facts.js";
import type { Expression, FunctionExpression } from "../syntax/syntax.js";
import type { FunctionStatement } from "../syntax/statements.js";
import { lastName } from "./lookup.js";
import type { Context, Place } from "./context.js";

/** What of a function tells where it runs. */
interface Surroundings {
  readonly path: string;
  readonly bases: readonly string[];
  readonly definition?: FunctionStatement | FunctionExpression;
}

/** The context of a module's top level. */
export function placeOfModule(facts: Facts, table: OrmTable, file: string): Context {
  return {
    place: placeOf(table, { path: relative(facts, file), bases: [] }),
    isAsync: false,
    isAtomic: false,
    transactions: [],
    function: "",
  };
}

/** The context of a function or method; `bases` are the dotted paths or names of its class's ancestors. */
export function contextOf(
  facts: Facts,
  table: OrmTable,
  file: string,
  definition: FunctionStatement | FunctionExpression,
  bases: readonly string[],
  name: string,
): Context {
  const decorators = decoratorsOf(definition).map((decorator) =>
    decorator.kind === "call" ? decorator.callee : decorator,
  );
  return {
    place: placeOf(table, { path: relative(facts, file), bases, definition }),
    isAsync: definition.isAsync === true,
    isAtomic: decorators.some((decorator) =>
      table.steps.transactions.includes(facts.pathOf(file, decorator) ?? ""),
    ),
    transactions: [],
    function: name,
  };
}

function placeOf(table: OrmTable, { path, bases, definition }: Surroundings): Place {
  const name = definition?.kind === "function" ? definition.name : "";
  const decorators = definition ? decoratorsOf(definition).map((decorator) => lastName(decorator) ?? "") : [];
  for (const rule of table.steps.places) {
    if (rule.path?.test(path)) return rule.place;
    const isMethod = rule.method?.test(name) ?? true;
    if (isMethod && rule.base && bases.some((base) => rule.base?.test(base))) return rule.place;
    if (rule.decorator && decorators.some((decorator) => rule.decorator?.test(decorator))) return rule.place;
    if (
      rule.parameter !== undefined &&
      definition?.parameters.some((parameter) => parameter.name === rule.parameter)
    )
      return rule.place;
  }
  return "library";
}

function decoratorsOf(definition: FunctionStatement | FunctionExpression): readonly Expression[] {
  return definition.kind === "function" ? definition.decorators : [];
}

function relative(facts: Facts, file: string): string {
  const { root } = facts;
  return file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
}
