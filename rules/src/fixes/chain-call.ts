import type { Edit } from "../finding.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { childrenOf } from "../syntax/walk.js";
import { ofQuery } from "./conditions.js";
import type { Condition, Site } from "./form.js";
import { append } from "./text.js";

/** The last call of the chain that makes the query; `undefined` where it stands in another file. */
export function chainOf({ query }: Site): CallExpression | undefined {
  const step = query.steps.at(-1);
  return step?.at.file === query.file ? step.call : undefined;
}

/** Puts a call behind the chain. */
export function addCall(site: Site, call: string): readonly Edit[] | undefined {
  const chain = chainOf(site);
  return chain && append(site, chain, [call]);
}

/** The call of a name that a chain starts with, if all of it is written in one place. */
export function startOf(chain: CallExpression, method: string): CallExpression | undefined {
  if (chain.callee.kind !== "member") return undefined;
  if (chain.callee.property === method) return chain;
  return chain.callee.object.kind === "call" ? startOf(chain.callee.object, method) : undefined;
}

/** The expression that runs a chain: itself, or the call of `exec()` behind it, or the `await` of either. */
export function runOf(site: Site, expression: Expression): CallExpression | undefined {
  const chain = chainOf(site);
  const inner = expression.kind === "await" ? expression.operand : expression;
  if (!chain || inner.kind !== "call") return undefined;
  const isSame = inner.start === chain.start && inner.end === chain.end;
  const isRun =
    inner.callee.kind === "member" &&
    inner.arguments.length === 0 &&
    inner.callee.object.start === chain.start &&
    inner.callee.object.end === chain.end;
  return isSame || isRun ? chain : undefined;
}

/** Whether an expression calls something, so that it may give something else each time. */
export function callsAnything(expression: Expression): boolean {
  return expression.kind === "call" || childrenOf(expression).some(callsAnything);
}

export const noHook: Condition = ofQuery(
  "no hook of the model sees the rows",
  "a hook of the model sees the rows when they are loaded, all at once",
  ({ query }) => !query.model.traits.has("custom-init"),
);

export const notBounded: Condition = ofQuery(
  "the query has no bound of its own",
  "the query has a bound or an offset already",
  ({ query }) => !query.shape.isSliced && query.shape.distinct === "no",
);

export const notAggregated: Condition = ofQuery(
  "the rows are those of the model",
  "the rows are computed by the database, and their columns are fixed",
  ({ query }) => !query.shape.isCombined,
);
