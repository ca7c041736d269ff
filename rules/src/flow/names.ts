import { setOf } from "../set-of.js";
import { oncePerObject } from "../once-per-object.js";
import type { Model } from "../project/catalog.js";
import type { Symbol } from "../project/symbols.js";
import { scopeOf } from "../project/scope.js";
import type { FunctionStatement, Statement } from "../syntax/statements.js";
import type { Expression } from "../syntax/syntax.js";
import { childrenOf } from "../syntax/walk.js";
import { valueOfAnnotation } from "./annotation.js";
import { handedOnClient, oneClient } from "./client.js";
import { isCommon } from "./common-value.js";
import { type Evaluation, silently } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { type Frame, lookUp } from "./frame.js";
import { moduleFrame } from "./invoke.js";
import { memberOf } from "./member.js";
import { withAssignedMembers } from "./module-object.js";
import { memberAt } from "./object.js";
import type { QueryShape } from "./query.js";
import { concerns, isOfInterest } from "./reach.js";
import { unknown, type Value } from "./value.js";

/** What a name stands for: a local, a name of the module, or a builtin. */
export function valueOfName(evaluation: Evaluation, frame: Frame, name: string): Value {
  const local = lookUp(frame, name);
  if (local) return local;
  const symbol = evaluation.facts.resolve(frame.file, name);
  if (symbol) return valueOfSymbol(evaluation, symbol);
  return setOf(evaluation.table.consumption.builtins).has(name)
    ? { kind: "external", path: `builtins.${name}` }
    : unknown;
}

/** What a module-level symbol stands for. */
export function valueOfSymbol(evaluation: Evaluation, symbol: Symbol): Value {
  switch (symbol.kind) {
    case "class": {
      const model = ownModel(evaluation, symbol);
      return model ? { kind: "model", model, isHistorical: false } : { kind: "class", symbol };
    }
    case "function":
      return {
        kind: "function",
        callable: { file: symbol.file, definition: fullDefinition(evaluation, symbol) },
      };
    case "module":
      return { kind: "module", symbol };
    case "external":
      return valueOfPath(evaluation, symbol.path);
    case "variable":
      return valueOfVariable(evaluation, symbol);
    case "member": {
      const { object, name } = symbol;
      const frame = moduleFrame(evaluation, fileOf(object));
      return memberOf(evaluation, frame, valueOfSymbol(evaluation, object), memberAt(name, start));
    }
  }
}

/** The model of the ORM in question that a symbol stands for: a class may be another one's. */
export function ownModel({ facts, table }: Evaluation, symbol: Symbol): Model | undefined {
  const model = facts.modelOf(symbol);
  return model?.orm === table.name ? model : undefined;
}

const start = { start: 0, end: 0 };

function fileOf(symbol: Symbol): string {
  if (symbol.kind === "member") return fileOf(symbol.object);
  return symbol.kind === "external" ? "" : symbol.file;
}

function valueOfVariable(evaluation: Evaluation, symbol: Extract<Symbol, { kind: "variable" }>): Value {
  const { file, name, statement } = symbol;
  if (!concerns(evaluation, file)) return unknown;
  const model = evaluation.table.declarations.kind === "code" ? ownModel(evaluation, symbol) : undefined;
  if (model) return { kind: "model", model, isHistorical: false };
  const initial = statement.value
    ? valueOfGlobal(evaluation, file, name, statement.value, "module", () => fullValue(evaluation, symbol))
    : unknown;
  const held = withAssignedMembers(evaluation, symbol, initial);
  const { annotation } = statement;
  if (held.kind !== "unknown" || !annotation || statement.isDeclaration !== true) return held;
  // A type may name itself.
  return oncePerEvaluation(evaluation, `${file}:type ${name}`, () =>
    valueOfAnnotation(evaluation, moduleFrame(evaluation, file), annotation),
  );
}

/** Functions in the value of a variable have no body in an outline. */
function fullValue(
  evaluation: Evaluation,
  { file, name, statement }: Extract<Symbol, { kind: "variable" }>,
): Expression | undefined {
  if (!statement.value || !holdsFunction(statement.value)) return statement.value;
  const binding = scopeOf(evaluation.facts.syntax(file)?.body ?? []).names.get(name);
  return binding?.kind === "variable" ? binding.statement.value : undefined;
}

function holdsFunction(expression: Expression): boolean {
  return expression.kind === "lambda" || childrenOf(expression).some(holdsFunction);
}

/** A dotted path outside the project; models that the catalog knows without their source are models. */
export function valueOfPath(evaluation: Evaluation, path: string): Value {
  const model = evaluation.facts.catalog.models.get(path);
  return model ? { kind: "model", model, isHistorical: false } : { kind: "external", path };
}

/** Symbols may come from an outline, whose functions have no body. */
function fullDefinition(
  evaluation: Evaluation,
  symbol: Extract<Symbol, { kind: "function" }>,
): Extract<Symbol, { kind: "function" }>["statement"] {
  const body = evaluation.facts.syntax(symbol.file)?.body;
  return (body && functionsIn(body).get(symbol.statement.name)) ?? symbol.statement;
}

/** The functions of a block by name; of several the first. */
const functionsIn = oncePerObject((statements: readonly Statement[]) => {
  const found = new Map<string, FunctionStatement>();
  for (const statement of statements)
    if (statement.kind === "function" && !found.has(statement.name)) found.set(statement.name, statement);
  return found;
});

/** A value that lives as long as the process: made once an evaluation, without events. */
export function valueOfGlobal(
  evaluation: Evaluation,
  file: string,
  name: string,
  value: Expression,
  scope: "module" | "class",
  whole: () => Expression | undefined = () => value,
): Value {
  return oncePerEvaluation(evaluation, `${file}:${name}:${value.start}`, () => {
    const expression = whole();
    if (!expression) return unknown;
    const frame = moduleFrame(evaluation, file);
    const made = evaluate(evaluation, frame, expression);
    const held = isOfInterest(made)
      ? oneClient(evaluation, made)
      : (handedOnClient(evaluation, frame, expression) ?? made);
    return withScope(held, scope);
  });
}

/** One object for all who ask for it in an evaluation, made without events; unknown to itself while it is made. */
export function oncePerEvaluation(evaluation: Evaluation, key: string, make: () => Value): Value {
  const { globals } = evaluation;
  const known = globals.get(key);
  if (!known) globals.set(key, inTheMaking);
  const value = known ?? silently(evaluation, make);
  globals.set(key, value);
  if (value === inTheMaking || !isCommon(value)) evaluation.record.isSingular = true;
  return value;
}

const inTheMaking: Value = { kind: "unknown" };

/** Where other code may count on the kept rows: a name in a function does not shorten such a life. */
const lasting: readonly Scope[] = ["module", "class", "attribute"];

type Scope = QueryShape["scope"];

/** The same query, said to live in another place. */
export function withScope(value: Value, scope: Exclude<Scope, "parameter">): Value {
  if (value.kind === "either")
    return { kind: "either", values: value.values.map((one) => withScope(one, scope)) };
  if (value.kind !== "query") return value;
  if (lasting.includes(value.query.shape.scope) && !lasting.includes(scope)) return value;
  return { kind: "query", query: { ...value.query, shape: { ...value.query.shape, scope } } };
}
