import { oncePerObject } from "../once-per-object.js";
import { blocksOf, childrenOf, expressionsOf } from "../syntax/walk.js";
import type { CallExpression, Expression, MemberExpression } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import type { TemplateFile } from "../project/templates.js";
import { own } from "../syntax/template-parts.js";
import { callValue } from "./call.js";
import type { Evaluation } from "./evaluation.js";
import { evaluate } from "./expression.js";
import { forEach } from "./alternatives.js";
import { type Frame, lookUp } from "./frame.js";
import { isOfInterest } from "./reach.js";
import { escapeRow } from "./row.js";
import { run } from "./statement.js";
import { unknown, type Value } from "./value.js";
import { fork, type Variables } from "./variables.js";

/** A part of a template that calls for another one. */
export type TemplatePart = "include" | "block" | "above";

/** The names under which these parts are called. */
export const templateParts: readonly (readonly [string, TemplatePart])[] = [
  [own.include, "include"],
  [own.block, "block"],
  [own.above, "above"],
];

/** The templates that make up a page, the one that was asked for first, each filling in the one behind it. */
export interface TemplateChain {
  readonly files: readonly TemplateFile[];
  /** The one that runs. */
  readonly index: number;
  /** How many templates include each other. */
  readonly depth: number;
}

/** Runs a template over the variables of a frame. */
export function runTemplate(evaluation: Evaluation, frame: Frame, template: TemplateFile): void {
  const { active } = evaluation;
  const depth = (frame.template?.depth ?? 0) + 1;
  if (active.has(template.syntax) || depth > deepest) return;
  const { files, lost } = chainOf(evaluation, template);
  active.add(template.syntax);
  const root = files.at(-1) ?? template;
  const inner = frameIn(frame, { files, index: files.length - 1, depth });
  if (lost) escapeAll(evaluation, { ...inner, file: root.file }, lost);
  run(evaluation, inner, root.syntax.body);
  active.delete(template.syntax);
}

const deepest = 12;

/** The template and those that it fills in; `lost` names one that cannot be found. */
function chainOf(
  { facts }: Evaluation,
  template: TemplateFile,
): { readonly files: readonly TemplateFile[]; readonly lost?: Expression } {
  const files = [template];
  for (let last = template; last.syntax.parent;) {
    const { parent } = last.syntax;
    const name = parent.kind === "literal" ? parent.value : undefined;
    const found = typeof name === "string" ? facts.templates(name) : [];
    const [next, second] = found.filter(({ file }) => files.every((one) => one.file !== file));
    if (!next || second) return { files, lost: parent };
    files.push(next);
    last = next;
  }
  return { files };
}

function frameIn(frame: Frame, template: TemplateChain): Frame {
  const file = template.files[template.index]?.file ?? frame.file;
  return { ...frame, file, template, variables: fork(frame.variables) };
}

/** A call of one of the template's own parts. */
export function callTemplatePart(
  evaluation: Evaluation,
  frame: Frame,
  part: TemplatePart,
  node: CallExpression,
): Value {
  const [first] = node.arguments;
  const chain = frame.template;
  if (!first || !chain) return unknown;
  if (part === "include") includeIn(evaluation, frame, first.value, node);
  else if (first.value.kind === "literal")
    runBlock(evaluation, frame, chain, String(first.value.value), part === "above" ? chain.index + 1 : 0);
  return unknown;
}

/** Runs the block of this name of the first template that has it, from `from` on. */
function runBlock(
  evaluation: Evaluation,
  frame: Frame,
  chain: TemplateChain,
  name: string,
  from: number,
): void {
  const index = chain.files.findIndex(({ syntax }, at) => at >= from && syntax.blocks.has(name));
  const body: readonly Statement[] | undefined = chain.files[index]?.syntax.blocks.get(name);
  if (!body || evaluation.active.has(body)) return;
  evaluation.active.add(body);
  run(evaluation, frameIn(frame, { ...chain, index }), body);
  evaluation.active.delete(body);
}

function includeIn(evaluation: Evaluation, frame: Frame, name: Expression, node: CallExpression): void {
  const isAlone = node.arguments.some(({ value }) => value.kind === "literal" && value.value === true);
  const variables: Variables = isAlone ? { own: new Map() } : fork(frame.variables);
  const inner: Frame = { ...frame, variables };
  if (isAlone)
    for (const [key, part] of templateParts) variables.own.set(key, { kind: "template-part", part });
  for (const { name: key, value } of node.arguments)
    if (key !== undefined) variables.own.set(key, evaluate(evaluation, frame, value));
  const template = evaluate(evaluation, frame, name);
  const found =
    template.kind === "literal" && typeof template.value === "string"
      ? evaluation.facts.templates(template.value)
      : [];
  const isRepeated = found.some(({ syntax }) => evaluation.active.has(syntax));
  if (found.length === 0 || isRepeated || (frame.template?.depth ?? 0) >= deepest)
    escapeAll(evaluation, inner, name);
  else for (const one of found) runTemplate(evaluation, inner, one);
}

/** Whether a statement of a template touches nothing that a query is behind: most of a page's layout does not. */
export function isIdle(frame: Frame, statement: Statement): boolean {
  for (const name of namesIn(statement)) {
    const value = lookUp(frame, name);
    if (value && isOfInterest(value)) return false;
  }
  return true;
}

/** Every name that a statement mentions; the parts of a template are among them. */
const namesIn = oncePerObject((statement: Statement): ReadonlySet<string> => {
  const names = new Set<string>();
  const add = (expression: Expression): void => {
    if (expression.kind === "name") names.add(expression.name);
    for (const inner of childrenOf(expression)) add(inner);
  };
  for (const expression of expressionsOf(statement)) add(expression);
  for (const inner of blocksOf(statement).flat()) for (const name of namesIn(inner)) names.add(name);
  return names;
});

/** Every variable goes out of sight. */
function escapeAll(evaluation: Evaluation, frame: Frame, node: Expression): void {
  const seen = new Set<string>();
  for (let at: Variables | undefined = frame.variables; at; at = at.below)
    for (const [name, value] of at.own) {
      // What is imported is not followed for this: it holds no rows.
      if (!seen.has(name) && value.kind !== "later") escapeRow(evaluation, frame, value, node, "template");
      seen.add(name);
    }
}

/** What a template reads is called, if it can be. */
export function calledIn(evaluation: Evaluation, frame: Frame, value: Value, node: MemberExpression): Value {
  const { start, end } = node;
  const call: CallExpression = {
    kind: "call",
    callee: node,
    arguments: [],
    argumentsSpan: { start: end, end },
    start,
    end,
  };
  return forEach(value, (one) =>
    one.kind === "function" || one.kind === "bound" ? callValue(evaluation, frame, one, call) : one,
  );
}
