import type { Model } from "../project/catalog.js";
import type { Symbol } from "../project/symbols.js";
import type { Expression } from "../syntax/syntax.js";
import { assumedModel } from "./assumed-model.js";
import { type Evaluation, locate, queryOfModel } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { managerOfType } from "./typed-manager.js";
import type { Value } from "./value.js";

type ClassSymbol = Extract<Symbol, { kind: "class" }>;

/**
 * What `self` is in a method of a manager: the manager of the model that declares it, for all its rows. In a method of a
 * query class it is a query whose caller knows how many rows it has.
 */
export function managerSelf(evaluation: Evaluation, frame: Frame, symbol: ClassSymbol): Value | undefined {
  const typed = managerOfType(evaluation, frame, { kind: "class", symbol }, nameOf(symbol));
  if (typed) return typed;
  const { managerClasses, queryClasses } = evaluation.table.steps;
  const { externals } = evaluation.facts.ancestry(symbol);
  const { statement } = symbol;
  const at = locate(frame, statement.nameSpan);
  if (externals.some((path) => queryClasses.includes(path))) {
    const { model } = declaredOn(evaluation, symbol) ?? { model: assumedModel(evaluation, "model", at) };
    const query = queryOfModel(evaluation, frame, model, {
      rows: { level: "unknown" },
      steps: [{ name: "self", at }],
    });
    return {
      kind: "query",
      query: { ...query, shape: { ...query.shape, scope: "parameter", prefetch: "unknown" } },
    };
  }
  if (!externals.some((path) => managerClasses.includes(path))) return undefined;
  const { model, name } = declaredOn(evaluation, symbol) ?? {
    model: assumedModel(evaluation, statement.name.replace(/Manager$/, ""), at),
    name: "objects",
  };
  return { kind: "manager", model, name, isHistorical: false, at };
}

function nameOf({ statement: { name, nameSpan } }: ClassSymbol): Expression {
  return { kind: "name", ...nameSpan, name };
}

/** The model that has a manager of this class, if it is one model only. */
function declaredOn(
  { facts }: Evaluation,
  { file, statement }: ClassSymbol,
): { readonly model: Model; readonly name: string } | undefined {
  const found = [...facts.catalog.models.values()].flatMap((model) =>
    model.isAbstract || model.proxyOf !== undefined
      ? []
      : [...model.managers.values()]
          .filter(({ classes }) => classes.some((one) => one.file === file && one.name === statement.name))
          .map(({ name }) => ({ model, name })),
  );
  const [only] = found;
  return found.length === 1 ? only : undefined;
}
