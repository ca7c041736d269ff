import { oncePerObject } from "../once-per-object.js";
import type { Model } from "../project/catalog.js";
import type { Statement } from "../syntax/statements.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import type { Evaluation } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { moduleFrame } from "./invoke.js";

/** The model that a class of a file is registered for: `@admin.register(Book)`, `admin.site.register(Book, BookAdmin)`. */
export function registeredModel(evaluation: Evaluation, file: string, name: string): Model | undefined {
  const body = evaluation.facts.syntax(file)?.body ?? [];
  for (const { expression, isDecorator } of registrationsOf(body).get(name) ?? []) {
    const path = evaluation.facts.pathOf(file, expression.callee) ?? "";
    const isKnown =
      evaluation.table.steps.registrations.includes(path) || (!isDecorator && isOwnSite(expression));
    const [first] = expression.arguments;
    if (!isKnown || !first) continue;
    const value = evaluate(evaluation, moduleFrame(evaluation, file), first.value);
    if (value.kind === "model") return value.model;
  }
  return undefined;
}

/** `site.register(…)` of a site that the project makes itself. */
function isOwnSite({ callee }: CallExpression): boolean {
  return callee.kind === "member" && callee.object.kind === "name" && callee.object.name.endsWith("site");
}

interface Registration {
  readonly expression: CallExpression;
  readonly isDecorator: boolean;
}

/** Calls that mention a class of the module, as decorators of it or with its name behind the first argument. */
const registrationsOf = oncePerObject((statements: readonly Statement[]) => {
  const found = new Map<string, readonly Registration[]>();
  const add = (name: string, expression: Expression, isDecorator: boolean): void => {
    if (expression.kind !== "call") return;
    found.set(name, [...(found.get(name) ?? []), { expression, isDecorator }]);
  };
  for (const statement of statements) {
    if (statement.kind === "class")
      for (const decorator of statement.decorators) add(statement.name, decorator, true);
    if (statement.kind !== "expression" || statement.expression.kind !== "call") continue;
    for (const { value } of statement.expression.arguments.slice(1))
      if (value.kind === "name") add(value.name, statement.expression, false);
  }
  return found;
});

/** The classes of a module that list a name in one of their attributes: `actions = [close]`. */
export function classesListing(statements: readonly Statement[], name: string): readonly string[] {
  return statements.flatMap((statement) =>
    statement.kind === "class" && statement.body.some((member) => lists(member, name))
      ? [statement.name]
      : [],
  );
}

function lists(member: Statement, name: string): boolean {
  if (member.kind !== "assign" || member.value?.kind !== "collection") return false;
  return member.value.elements.some((element) => element.kind === "name" && element.name === name);
}
