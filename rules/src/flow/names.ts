import type { Symbol } from "../project/symbols.js";
import { scopeOf } from "../project/scope.js";
import type { Expression } from "../syntax/syntax.js";
import { childrenOf } from "../syntax/walk.js";
import { valueOfAnnotation } from "./annotation.js";
import { handedOnClient, oneClient } from "./client.js";
import { type Evaluation, silently } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { type Frame, lookUp } from "./frame.js";
import { moduleFrame } from "./invoke.js";
import type { QueryShape } from "./query.js";
import { concerns, isOfInterest } from "./reach.js";
import { unknown, type Value } from "./value.js";

/** What a name stands for: a local, a name of the module, or a builtin. */
export function valueOfName(evaluation: Evaluation, frame: Frame, name: string): Value {
  const local = lookUp(frame, name);
  if (local) return local;
  const symbol = evaluation.facts.resolve(frame.file, name);
  if (symbol) return valueOfSymbol(evaluation, symbol);
  return evaluation.table.consumption.builtins.includes(name)
    ? { kind: "external", path: `builtins.${name}` }
    : unknown;
}

/** What a module-level symbol stands for. */
export function valueOfSymbol(evaluation: Evaluation, symbol: Symbol): Value {
  switch (symbol.kind) {
    case "class": {
      const model = evaluation.facts.modelOf(symbol);
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
  }
}

function valueOfVariable(evaluation: Evaluation, symbol: Extract<Symbol, { kind: "variable" }>): Value {
  const { file, name, statement } = symbol;
  if (!concerns(evaluation, file)) return unknown;
  const held = statement.value
    ? valueOfGlobal(evaluation, file, name, statement.value, "module", () => fullValue(evaluation, symbol))
    : unknown;
  return held.kind === "unknown" && statement.annotation && statement.isDeclaration === true
    ? valueOfAnnotation(evaluation, moduleFrame(evaluation, file), statement.annotation)
    : held;
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
  const body = evaluation.facts.syntax(symbol.file)?.body ?? [];
  const full = body.find(
    (statement) => statement.kind === "function" && statement.name === symbol.statement.name,
  );
  return full?.kind === "function" ? full : symbol.statement;
}

/** A value that lives as long as the process: made once an evaluation, without events. */
export function valueOfGlobal(
  evaluation: Evaluation,
  file: string,
  name: string,
  value: Expression,
  scope: "module" | "class",
  whole: () => Expression | undefined = () => value,
): Value {
  const key = `${file}:${name}:${value.start}`;
  const known = evaluation.globals.get(key);
  if (known) return known;
  evaluation.globals.set(key, unknown);
  const result = silently(evaluation, () => {
    const expression = whole();
    if (!expression) return unknown;
    const frame = moduleFrame(evaluation, file);
    const made = evaluate(evaluation, frame, expression);
    return isOfInterest(made)
      ? oneClient(evaluation, made)
      : (handedOnClient(evaluation, frame, expression) ?? made);
  });
  const scoped = withScope(result, scope);
  evaluation.globals.set(key, scoped);
  return scoped;
}

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
