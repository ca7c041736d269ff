import type { Location } from "../location.js";
import type { Views } from "../orms/views.js";
import type { ClassStatement } from "../syntax/statements.js";
import type { Expression } from "../syntax/syntax.js";
import { alternatives } from "./alternatives.js";
import { type Evaluation, locate } from "./evaluation.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { findMember } from "./lookup.js";
import { moduleFrame } from "./invoke.js";
import { valueOfGlobal, withScope } from "./names.js";
import { render } from "./render.js";
import { viewQuery } from "./self.js";
import { writeOutRows } from "./serializer.js";
import { type ObjectField, unknown, type Value } from "./value.js";

type Instance = Extract<Value, { kind: "instance" }>;

/** What becomes of the value that a method of a view returns; `undefined` where it is not rendered. */
export function renderedResult(
  evaluation: Evaluation,
  self: Value | undefined,
  method: string,
): "context" | "rows" | undefined {
  const views = self?.kind === "instance" ? viewsOf(evaluation, self) : undefined;
  if (!views || self?.kind !== "instance" || method === "") return undefined;
  if (method === views.context) return "context";
  return method === views.query && isWholeList(evaluation, views, self) ? "rows" : undefined;
}

function viewsOf({ table }: Evaluation, { externals }: Instance): Views | undefined {
  return table.steps.views.find(({ base, lists }) =>
    externals.some((path) => base.test(path) || lists.test(path)),
  );
}

/** Whether a view renders all rows of its query. */
function isWholeList({ facts }: Evaluation, views: Views, { externals, classes }: Instance): boolean {
  const { lists, pages, isPagedBySettings } = views;
  if (isPagedBySettings === true && facts.environment.hasWholeLists !== true) return false;
  const isPaged = pages.some((name) => {
    const member = findMember(facts, classes, name);
    return (
      member && !(member.kind === "value" && member.value.kind === "literal" && member.value.value === null)
    );
  });
  return !isPaged && externals.some((path) => lists.test(path));
}

/** Renders what a method of a view returned. */
export function renderResult(
  evaluation: Evaluation,
  frame: Frame,
  self: Instance,
  value: Value,
  expression: Expression,
  form: "context" | "rows",
): void {
  const views = viewsOf(evaluation, self);
  if (!views) return;
  if (form === "context")
    render(evaluation, frame, {
      template: templateOf(evaluation, views, self),
      context: value,
      expression,
      node: expression,
    });
  else renderRows(evaluation, frame, views, self, value, expression);
}

/** `self.render_to_response(context)` */
export function renderContext(
  evaluation: Evaluation,
  frame: Frame,
  self: Instance,
  context: Value,
  expression: Expression,
): void {
  renderResult(evaluation, frame, self, context, expression, "context");
}

/** A list whose class names its query: what its template does with all rows. */
export function renderList(
  evaluation: Evaluation,
  frame: Frame,
  self: Instance,
  statement: ClassStatement,
): void {
  const views = viewsOf(evaluation, self);
  if (!views || !isWholeList(evaluation, views, self)) return;
  if (findMember(evaluation.facts, self.classes, views.query)?.kind === "function") return;
  const named = valueIn(statement, views.queryset) ?? valueIn(statement, views.model);
  if (!named) return;
  const query = viewQuery(evaluation, frame, self);
  // The query belongs to the class, where no call can be put behind it.
  renderRows(evaluation, frame, views, self, withScope(query, "class"), named);
}

function valueIn({ body }: ClassStatement, name: string): Expression | undefined {
  for (const statement of body)
    if (
      statement.kind === "assign" &&
      statement.targets.some((one) => one.kind === "name" && one.name === name)
    )
      return statement.value;
  return undefined;
}

function renderRows(
  evaluation: Evaluation,
  frame: Frame,
  views: Views,
  self: Instance,
  value: Value,
  expression: Expression,
): void {
  if (views.serializer !== undefined) {
    const made = findMember(evaluation.facts, self.classes, views.serializer);
    const symbol =
      made?.kind === "value" && made.value.kind === "name"
        ? evaluation.facts.resolve(made.file, made.value.name)
        : undefined;
    writeOutRows(evaluation, frame, symbol, value, expression);
    return;
  }
  const [model] = alternatives(value).flatMap((one) => (one.kind === "query" ? [one.query.model] : []));
  if (!model) return;
  const named = literalOf(evaluation, self, views.rowsName);
  const names = [...views.rowsNames(model.name), ...(named === undefined ? [] : [named])];
  const at: Location = locate(frame, expression);
  const field = (name: string): ObjectField => ({
    name,
    value,
    at,
    made: { frame: frame.id, expression },
  });
  const stated = templateOf(evaluation, views, self);
  const template: Value =
    stated.kind === "unknown" && findMember(evaluation.facts, self.classes, views.template) === undefined
      ? { kind: "literal", value: views.listTemplate(model.label ?? "") }
      : stated;
  render(evaluation, frame, {
    template,
    context: { kind: "collection", form: "dictionary", elements: [value], fields: names.map(field) },
    expression,
    node: expression,
  });
}

function templateOf(evaluation: Evaluation, { template }: Views, self: Instance): Value {
  const member = findMember(evaluation.facts, self.classes, template);
  if (member?.kind !== "value") return unknown;
  return valueOfGlobal(
    evaluation,
    member.file,
    `${member.definedIn.name}.${template}`,
    member.value,
    "class",
  );
}

function literalOf(evaluation: Evaluation, self: Instance, name: string): string | undefined {
  const member = findMember(evaluation.facts, self.classes, name);
  if (member?.kind !== "value") return undefined;
  const value = evaluate(evaluation, moduleFrame(evaluation, member.file), member.value);
  return value.kind === "literal" && typeof value.value === "string" ? value.value : undefined;
}
