import type { Declarations } from "../orms/declarations.js";
import type { CallExpression, Expression, Statement } from "../syntax/syntax.js";
import type { ModelTrait } from "./catalog.js";
import type { Resolver } from "./resolver.js";

/** A signal handler: which trait it gives to which sender, `undefined` for all. */
export interface Receiver {
  readonly trait: ModelTrait;
  readonly file: string;
  readonly sender: Expression | undefined;
}

/** Signal handlers that a module's top level connects, by decorator or by `connect`. */
export function receiversIn(declarations: Declarations, resolver: Resolver, file: string, statements: readonly Statement[]): readonly Receiver[] {
  return statements.flatMap((statement): readonly Receiver[] => {
    if (statement.kind === "function") return statement.decorators.flatMap((decorator) => fromDecorator(declarations, resolver, file, decorator));
    if (statement.kind === "expression" && statement.expression.kind === "call") return fromConnect(declarations, resolver, file, statement.expression);
    return statement.kind === "if" ? receiversIn(declarations, resolver, file, [...statement.body, ...statement.otherwise]) : [];
  });
}

function fromDecorator(declarations: Declarations, resolver: Resolver, file: string, decorator: Expression): readonly Receiver[] {
  if (decorator.kind !== "call" || !resolver.pathOf(file, decorator.callee)?.endsWith(".receiver")) return [];
  const first = decorator.arguments[0]?.value;
  const signals = first?.kind === "collection" ? first.elements : first ? [first] : [];
  return signals.flatMap((signal) => receiver(declarations, resolver, file, signal, decorator));
}

function fromConnect(declarations: Declarations, resolver: Resolver, file: string, call: CallExpression): readonly Receiver[] {
  const { callee } = call;
  return callee.kind === "member" && callee.property === "connect" ? receiver(declarations, resolver, file, callee.object, call) : [];
}

function receiver(declarations: Declarations, resolver: Resolver, file: string, signal: Expression, call: CallExpression): readonly Receiver[] {
  const path = resolver.pathOf(file, signal) ?? "";
  const trait = Object.hasOwn(declarations.signals, path) ? declarations.signals[path] : undefined;
  return trait ? [{ trait, file, sender: call.arguments.find((argument) => argument.name === "sender")?.value }] : [];
}
