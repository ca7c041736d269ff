import type { ClassReference } from "../project/catalog.js";
import type { Expression } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import type { Context } from "./context.js";
import type { TemplateChain } from "./template.js";
import type { Path } from "./trace.js";
import type { Turn } from "./turns.js";
import type { Callable, Value } from "./value.js";
import { valueIn, type Variables } from "./variables.js";

/** One activation of a function (or of a module's top level) during evaluation. */
export interface Frame {
  readonly id: number;
  readonly file: string;
  context: Context;
  /** Calls between the checked function and this frame. */
  readonly depth: number;
  readonly outer?: Frame;
  /** The class whose method this is, for `super()` and `self`. */
  readonly definedIn?: ClassReference;
  readonly self?: Value;
  /** What it returns goes to an expression that is being evaluated; absent counts as false. */
  readonly isInvoked?: boolean;
  /** What it returns is rendered: a context, or the rows of a list. */
  readonly renders?: "context" | "rows";
  /** The call in the checked function through which this frame was entered. */
  readonly through?: Expression;
  /** The template that runs, in a frame of one. */
  readonly template?: TemplateChain;
  /** Local names; replaced as a whole at joins, so that branches see their own. */
  variables: Variables;
  /** Open loops, outermost first, over all frames. */
  loops: readonly number[];
  /** What runs for each turn of the open loops of this frame, innermost last; nothing for loops in expressions. */
  bodies: readonly (readonly Statement[])[];
  /** The open loops of this frame with what they bind, outermost first. */
  turns: readonly Turn[];
  path: Path;
  /** Length of `path` where the innermost loop's body starts: what lies beyond runs for some rows only. */
  conditionBase: number;
  /** Returned values so far. */
  returned: Value[];
  /** Yielded values so far; `yield from` counts as the value it draws from. */
  readonly yielded: Value[];
  /** Functions defined in it, to be evaluated when it is done. */
  readonly nested: Callable[];
  /** False behind `return`, `raise`, `break`, `continue`. */
  isAlive: boolean;
}

/** The value of a local or closed-over name. */
export function lookUp(frame: Frame, name: string): Value | undefined {
  for (let at: Frame | undefined = frame; at; at = at.outer) {
    const value = valueIn(at.variables, name);
    if (value) return value;
  }
  return undefined;
}

/** The expression of an element of a collection, where this frame made it; else the expression of the whole. */
export function elementExpression(
  frame: Frame,
  collection: Extract<Value, { kind: "collection" }>,
  index: number,
  whole: Expression,
): Expression {
  const { made } = collection;
  return made?.frame === frame.id ? (made.expressions[index] ?? whole) : whole;
}
