import type { ClassReference } from "../../project/catalog.js";
import type { Expression } from "../../syntax/syntax.js";
import type { CodeSource, EntityTarget } from "../code-declarations.js";
import type { CodeScope } from "../code-sites.js";
import type { OptionValue } from "../options.js";
import { readStatic } from "../static-value.js";
import { nameIn } from "./packages.js";

/** A decorator of a class or a field. */
export interface Decorator {
  /** `Column`; for the program's own decorators the name that it gives them. */
  readonly name: string;
  readonly isOwn: boolean;
  readonly given: readonly Expression[];
}

/** The decorators that are TypeORM's, and those of the program whose name says that they make a column. */
export function decoratorsIn(source: CodeSource, expressions: readonly Expression[]): readonly Decorator[] {
  return expressions.flatMap((expression): readonly Decorator[] => {
    const callee = expression.kind === "call" ? expression.callee : expression;
    const given = expression.kind === "call" ? expression.arguments.map(({ value }) => value) : [];
    const path = source.pathOf(callee);
    const name = nameIn(path);
    if (name !== undefined) return [{ name, isOwn: false, given }];
    const own = callee.kind === "name" ? callee.name : "";
    return path === undefined && own.endsWith("Column") ? [{ name: own, isOwn: true, given }] : [];
  });
}

const noScope: CodeScope = { values: new Map(), classes: new Map(), outer: undefined };

/** What is written in an expression. */
export function staticValue(source: CodeSource, expression: Expression): OptionValue {
  return readStatic(source, noScope, expression);
}

/** The members of the first argument that is an object. */
export function optionsIn(source: CodeSource, { given }: Decorator): ReadonlyMap<string, OptionValue> {
  for (const expression of given) {
    if (expression.kind === "lambda") continue;
    const value = staticValue(source, expression);
    if (value.kind === "object") return value.fields;
  }
  return new Map();
}

/** What a literal among options holds. */
export function literalIn(
  fields: ReadonlyMap<string, OptionValue>,
  name: string,
): string | number | boolean | null | undefined {
  const value = fields.get(name);
  return value?.kind === "literal" ? value.value : undefined;
}

/** The model that `() => User`, `User` or `"User"` names. */
export function targetOf(source: CodeSource, expression: Expression | undefined): EntityTarget | undefined {
  if (!expression) return undefined;
  if (expression.kind === "literal")
    return typeof expression.value === "string" ? { kind: "name", name: expression.value } : undefined;
  const named = expression.kind === "lambda" ? returnedBy(expression) : expression;
  const reference: ClassReference | undefined = named && source.referenceOf(named);
  return reference && { kind: "reference", reference };
}

function returnedBy({ body }: Extract<Expression, { kind: "lambda" }>): Expression | undefined {
  if ("kind" in body) return body;
  const [only] = body;
  return only?.kind === "return" ? only.value : undefined;
}

/** The texts of a list: `["name", "city"]`, or of the members that a function picks: `(user) => [user.name]`. */
export function namesListed(
  source: CodeSource,
  expression: Expression | undefined,
): readonly string[] | undefined {
  const list = expression?.kind === "lambda" ? returnedBy(expression) : expression;
  if (list?.kind !== "collection") return undefined;
  const names = list.elements.map((element) =>
    element.kind === "member" ? element.property : literalText(staticValue(source, element)),
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function literalText(value: OptionValue): string | undefined {
  return value.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}
