import type { Given } from "./arguments.js";
import { type CallRecord, deepestCall, mergeRecord } from "./call-record.js";
import { isCommon, isSameValue, withoutFrame } from "./common-value.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";
import type { Place } from "./context.js";
import type { Trace } from "./trace.js";
import type { Callable, Value } from "./value.js";

/**
 * Calls that were evaluated once for all: those whose arguments and value hold no query, row or closure. Nothing that
 * happens in such a call can concern a query of its caller, except what it does beside the rows of a loop around it.
 */
export type KnownCalls = Map<object, KnownCall[]>;

/** One evaluated call, and under which circumstances another one gives the same. */
interface KnownCall {
  readonly place: Place;
  readonly values: readonly Value[];
  readonly names: readonly (string | undefined)[];
  readonly value: Value;
  readonly effects: Trace["effects"];
  /** Effects are noted in loops only. */
  readonly isInLoop: boolean;
  readonly depth: number;
  readonly record: CallRecord;
}

/** What the same call gave before, its effects noted again; `undefined` if there was none. */
export function repeatCall(
  evaluation: Evaluation,
  caller: Frame,
  callable: Callable,
  given: readonly Given[],
): Value | undefined {
  const known = evaluation.calls
    .get(callable.definition)
    ?.find((one) => isSameCall(one, caller, callable, given) && fits(one, evaluation, caller.depth));
  if (!known) return undefined;
  const { record, effects, value } = known;
  for (const definition of record.entered) evaluation.invoked.add(definition);
  mergeRecord(evaluation.record, { ...record, deepest: caller.depth + record.deepest - known.depth });
  if (caller.loops.length > 0)
    for (const effect of effects) evaluation.trace.effects.push({ ...effect, loops: caller.loops });
  return value;
}

/** Remembers a call that has ended, if it can be repeated. */
export function rememberCall(
  evaluation: Evaluation,
  caller: Frame,
  callable: Callable,
  given: readonly Given[],
  ended: {
    readonly value: Value;
    readonly record: CallRecord;
    readonly effects: Trace["effects"];
  },
): void {
  const { value, record, effects } = ended;
  record.refused.delete(callable.definition);
  mergeRecord(evaluation.record, record);
  if (record.isSingular || record.refused.size > 0 || evaluation.budget <= 0) return;
  const values = valuesOf(callable, given);
  if (callable.outer || !isCommon(value) || !values.every(isCommon)) return;
  const known = evaluation.calls.get(callable.definition) ?? [];
  if (known.length >= mostKnown) return;
  evaluation.calls.set(callable.definition, known);
  known.push({
    place: caller.context.place,
    values,
    names: given.map(nameOf),
    value: withoutFrame(value),
    effects,
    isInLoop: caller.loops.length > 0,
    depth: caller.depth,
    record,
  });
}

/** A function that is called in more ways is not worth the search. */
const mostKnown = 12;

function valuesOf({ self }: Callable, given: readonly Given[]): readonly Value[] {
  const values = given.map((one) => one.value);
  return self ? [self, ...values] : values;
}

function nameOf({ name, isSpread }: Given): string | undefined {
  return isSpread ? "*" : name;
}

function isSameCall(known: KnownCall, caller: Frame, callable: Callable, given: readonly Given[]): boolean {
  const values = valuesOf(callable, given);
  return (
    callable.outer === undefined &&
    known.place === caller.context.place &&
    (known.isInLoop || caller.loops.length === 0) &&
    known.values.length === values.length &&
    known.names.length === given.length &&
    given.every((one, index) => nameOf(one) === known.names[index]) &&
    values.every((value, index) => isSameValue(value, known.values[index]))
  );
}

function fits({ record, depth }: KnownCall, evaluation: Evaluation, wanted: number): boolean {
  if (record.isCut ? depth !== wanted : wanted + record.deepest - depth > deepestCall) return false;
  for (const definition of record.entered) if (evaluation.active.has(definition)) return false;
  return true;
}
