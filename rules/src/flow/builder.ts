import type { BuilderCall } from "../orms/options.js";
import type { BuilderStep } from "../orms/builder-step.js";
import type { Model } from "../project/catalog.js";
import type { CallExpression } from "../syntax/syntax.js";
import { extend, fetchRow } from "./apply-step.js";
import { evaluateArguments } from "./arguments.js";
import { callUnknown } from "./call.js";
import {
  type Evaluation,
  locate,
  newRow,
  nextId,
  queryOfModel,
  recordEffect,
  recordUse,
  rowValue,
} from "./evaluation.js";
import type { Frame } from "./frame.js";
import { optionValue } from "./option-value.js";
import { changesOf, surroundingsOf } from "./options.js";
import { canBothRun, type Path } from "./trace.js";
import { modelOfValue } from "./typed-manager.js";
import { plain, type QueryObject, unknown, type Value } from "./value.js";

/** What a builder was told so far. It is one object, whatever variables hold it. */
export interface BuilderState {
  model: Model | undefined;
  readonly calls: NotedCall[];
  /** Where it was made. */
  readonly made: CallExpression;
  /** Code out of sight may have told it more. */
  isLost: boolean;
}

interface NotedCall extends Omit<BuilderCall, "isConditional"> {
  readonly path: Path;
}

type Builder = Extract<Value, { kind: "builder" }>;
type RunStep = Extract<BuilderStep, { does: "run" }>;

/** A builder that has been told nothing but the arguments of the call that makes it. */
export function startBuilder(
  evaluation: Evaluation,
  frame: Frame,
  model: Model | undefined,
  node: CallExpression,
  skipped: number,
): Value {
  const id = nextId(evaluation);
  evaluation.builders.set(id, { model, calls: [], made: node, isLost: false });
  note(evaluation, frame, id, "", node, evaluateArguments(evaluation, frame, node), skipped);
  return { kind: "builder", id };
}

/** Says that somebody out of sight has a builder in hands. */
export function loseBuilder(evaluation: Evaluation, { id }: Builder): void {
  const state = evaluation.builders.get(id);
  if (state) state.isLost = true;
}

/** A call of a method of a builder. */
export function callBuilder(
  evaluation: Evaluation,
  frame: Frame,
  self: Builder,
  name: string,
  node: CallExpression,
): Value {
  const steps = evaluation.table.steps.builder ?? {};
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  const values = evaluateArguments(evaluation, frame, node);
  const state = evaluation.builders.get(self.id);
  if (!state || !step) {
    loseBuilder(evaluation, self);
    return callUnknown(evaluation, frame, node, values);
  }
  switch (step.does) {
    case "inspect":
      return plain;
    case "copy": {
      const id = nextId(evaluation);
      evaluation.builders.set(id, { ...state, calls: [...state.calls] });
      return { kind: "builder", id };
    }
    case "from":
      state.model = modelOfValue(evaluation, frame, values[0] ?? unknown) ?? state.model;
      note(evaluation, frame, self.id, name, node, values, 1);
      return self;
    case "note":
      note(evaluation, frame, self.id, name, node, values, 0);
      return self;
    case "run":
      return runBuilder(evaluation, frame, state, name, step, node);
  }
}

function note(
  evaluation: Evaluation,
  frame: Frame,
  id: number,
  name: string,
  node: CallExpression,
  values: readonly Value[],
  skipped: number,
): void {
  const given = values.slice(skipped).map((value, index) => {
    const { value: expression } = node.arguments[index + skipped] ?? { value: node };
    return optionValue(value, locate(frame, expression), expression);
  });
  evaluation.builders.get(id)?.calls.push({ name, given, at: locate(frame, node), node, path: frame.path });
}

function runBuilder(
  evaluation: Evaluation,
  frame: Frame,
  state: BuilderState,
  name: string,
  step: RunStep,
  node: CallExpression,
): Value {
  const { model } = state;
  const calls = callsBefore(state, frame.path);
  const effect = evaluation.table.steps.writesOfBuilder?.(calls);
  if (effect) recordEffect(evaluation, frame, effect, node, `${name}()`, model);
  if (!model || effect) return effect ? plain : unknown;
  if (step.rows === "none") {
    recordEffect(evaluation, frame, "query", node, `${name}()`, model);
    return plain;
  }
  const read = evaluation.table.steps.readCalls?.(calls, model, surroundingsOf(evaluation, name));
  if (!read) return unknown;
  recordEffect(evaluation, frame, "query", node, `${name}()`, model);
  const base = queryOfModel(evaluation, frame, model, {
    steps: [{ name: "createQueryBuilder", at: locate(frame, state.made) }],
  });
  const change = changesOf(frame, base, state.isLost ? { ...read, rows: { level: "unknown" } } : read, node);
  const made = extend(evaluation, frame, base, name, node, change);
  const built: QueryObject = { ...made, calls };
  return given(evaluation, frame, built, step, name, node);
}

function given(
  evaluation: Evaluation,
  frame: Frame,
  query: QueryObject,
  { rows, gives }: RunStep,
  name: string,
  node: CallExpression,
): Value {
  const at = locate(frame, node);
  if (rows === "first") {
    if (query.rows.level === "one" || query.rows.level === "unknown") return fetchRow(evaluation, query);
    const row = newRow(evaluation, query.model, false, query);
    const use = { kind: "first", via: name, count: { kind: "one" }, isPromised: true, node, at } as const;
    recordUse(evaluation, frame, { query, expression: node, row, use });
    return gives === "raw" ? plain : rowValue(row);
  }
  const value: Value =
    gives === "stream" ? { kind: "stream", query: { ...query, isRun: false }, at } : { kind: "query", query };
  if (gives === "counted") return { kind: "collection", form: "list", elements: [value, plain] };
  if (gives !== "both") return value;
  const fields = [
    { name: "entities", value, at },
    { name: "raw", value: unknown, at },
  ];
  return { kind: "collection", form: "object", elements: [value, unknown], fields };
}

/** What a builder was told on the way to a place; what another arm of a branch says does not count. */
function callsBefore({ calls }: BuilderState, path: Path): readonly BuilderCall[] {
  return calls
    .filter((call) => canBothRun(call.path, path))
    .map(({ path: told, ...call }) => ({
      ...call,
      isConditional: told.some((one) => !path.some((other) => other.branch === one.branch)),
    }));
}
