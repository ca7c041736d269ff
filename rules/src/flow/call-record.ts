import type { ClassReference } from "../project/catalog.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";

/** What one call did that another one at another place might not do. */
export interface CallRecord {
  /** Functions that were entered: where one of them already runs, it would not be entered again. */
  readonly entered: Set<object>;
  /** Functions that were not entered because they already ran. */
  readonly refused: Set<object>;
  /** Classes whose methods were searched for what they assign to attributes. */
  readonly searched: Set<ClassReference>;
  /** How deep frames became. */
  deepest: number;
  /** A call was not followed because it lay too deep. */
  isCut: boolean;
  /** It touched an object that belongs to this evaluation only. */
  isSingular: boolean;
}

/** A record of a call that has done nothing yet. */
export function startRecord(): CallRecord {
  return {
    entered: new Set(),
    refused: new Set(),
    searched: new Set(),
    deepest: 0,
    isCut: false,
    isSingular: false,
  };
}

/** Calls into other functions are followed this deep. */
export const deepestCall = 4;

/** Whether a call in a frame may be followed: not too deep, and no function while it runs. */
export function mayEnter(evaluation: Evaluation, frame: Frame, definition?: object): boolean {
  const { record, active } = evaluation;
  if (frame.depth >= deepestCall) {
    record.isCut = true;
    return false;
  }
  record.deepest = Math.max(record.deepest, frame.depth + 1);
  if (definition === undefined || !active.has(definition)) return true;
  record.refused.add(definition);
  return false;
}

/** Says that the call around another one has done what that one did. */
export function mergeRecord(outer: CallRecord, inner: CallRecord): void {
  for (const definition of inner.entered) outer.entered.add(definition);
  for (const definition of inner.refused) outer.refused.add(definition);
  for (const one of inner.searched) outer.searched.add(one);
  outer.deepest = Math.max(outer.deepest, inner.deepest);
  outer.isCut ||= inner.isCut;
  outer.isSingular ||= inner.isSingular;
}
