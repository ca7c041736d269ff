import type { CallExpression, Expression, Statement } from "../syntax/syntax.js";
import type { ModelTrait } from "./catalog.js";
import type { ExtractContext } from "./extract-context.js";
import { option } from "./read-literals.js";
import { type Target, targetOf } from "./relation-target.js";

/** A signal handler: which trait it gives to which sender, `undefined` for all. */
export interface Receiver {
  readonly trait: ModelTrait;
  readonly sender: Target | undefined;
}

/** Signal handlers that a module's top level connects, by decorator or by `connect`. */
export function receiversIn(
  context: ExtractContext,
  file: string,
  statements: readonly Statement[],
): readonly Receiver[] {
  return statements.flatMap((statement): readonly Receiver[] => {
    if (statement.kind === "function")
      return statement.decorators.flatMap((decorator) => fromDecorator(context, file, decorator));
    if (statement.kind === "expression" && statement.expression.kind === "call")
      return fromConnect(context, file, statement.expression);
    return statement.kind === "if"
      ? receiversIn(context, file, [...statement.body, ...statement.otherwise])
      : [];
  });
}

function fromDecorator(context: ExtractContext, file: string, decorator: Expression): readonly Receiver[] {
  if (decorator.kind !== "call") return [];
  const isReceiver = context.resolver.pathOf(file, decorator.callee)?.endsWith(".receiver") ?? false;
  const first = decorator.arguments[0]?.value;
  if (!isReceiver || !first) return [];
  const signals = first.kind === "collection" ? first.elements : [first];
  return signals.flatMap((signal) => receiver(context, file, signal, decorator));
}

function fromConnect(context: ExtractContext, file: string, call: CallExpression): readonly Receiver[] {
  const { callee } = call;
  return callee.kind === "member" && callee.property === "connect"
    ? receiver(context, file, callee.object, call)
    : [];
}

function receiver(
  context: ExtractContext,
  file: string,
  signal: Expression,
  call: CallExpression,
): readonly Receiver[] {
  const { signals } = context.declarations;
  const path = context.resolver.pathOf(file, signal) ?? "";
  const trait = Object.hasOwn(signals, path) ? signals[path] : undefined;
  const sender =
    option(call, "sender") ??
    (call.callee.kind === "member" && call.callee.property === "connect" ? second(call) : undefined);
  return trait ? [{ trait, sender: sender && targetOf(context, file, sender) }] : [];
}

function second(call: CallExpression): Expression | undefined {
  const argument = call.arguments[1];
  return argument?.form === "positional" ? argument.value : undefined;
}
