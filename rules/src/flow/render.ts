import type { CallExpression, Expression } from "../syntax/syntax.js";
import type { Location } from "../location.js";
import type { TemplateFile } from "../project/templates.js";
import { alternatives } from "./alternatives.js";
import { loopInto } from "./call.js";
import { mayEnter } from "./call-record.js";
import { type Evaluation, locate, nextId, recordUse } from "./evaluation.js";
import { elementExpression, type Frame } from "./frame.js";
import { emptyFrame } from "./invoke.js";
import { joined } from "./join.js";
import { escapeRow } from "./row.js";
import { runTemplate, templateParts } from "./template.js";
import type { ListObject, ObjectField, QueryObject, Value } from "./value.js";

/** What a page is made of. */
export interface Rendering {
  /** The names of the template, of which one is taken. */
  readonly template: Value;
  readonly context: Value;
  /** The expression of the context. */
  readonly expression: Expression;
  readonly node: Expression;
}

/** Hands the values of a context to a template. What it does with them is followed, if the template can be found. */
export function render(evaluation: Evaluation, frame: Frame, rendering: Rendering): void {
  const { context, expression, node } = rendering;
  let templates: readonly TemplateFile[] | undefined;
  for (const one of alternatives(context)) {
    if (one.kind !== "collection" || !one.fields) {
      handOver(evaluation, frame, one, { expression, node });
      continue;
    }
    const fields = lastOfEach(one.fields);
    for (const field of fields) forgetStored(evaluation, field);
    if (fields.some(isWorthReading) && mayEnter(evaluation, frame))
      templates ??= templatesOf(evaluation, rendering.template);
    if (templates) renderFields(evaluation, frame, fields, templates, rendering);
    else
      for (const field of fields) handOver(evaluation, frame, field.value, placeOf(frame, field, rendering));
  }
}

/** Whether a template can tell something of a query: rows that were fetched one by one are no query's. */
function isWorthReading({ value }: ObjectField): boolean {
  return alternatives(value).some(
    (one) =>
      isResult(one) || (one.kind === "row" && (one.row.base?.row.query ?? one.row.query) !== undefined),
  );
}

/** Of several values under one name the last one counts. */
function lastOfEach(fields: readonly ObjectField[]): readonly ObjectField[] {
  return fields.filter(
    ({ name }, index) => name === undefined || fields.findLastIndex((other) => other.name === name) === index,
  );
}

/** Where a value is given away, and to what. */
interface HandedAt {
  readonly expression: Expression;
  readonly node: Expression;
  /** What gets it, if that is no template. */
  readonly via?: string;
  /** The expression of the whole, where another function put the value into it: no edit here can reach that. */
  readonly through?: Expression;
}

function placeOf(frame: Frame, { made }: ObjectField, { expression, node }: HandedAt): HandedAt {
  return made?.frame === frame.id
    ? { expression: made.expression, node }
    : { expression, node, through: expression };
}

function placeIn(frame: Frame, collection: Collection, index: number, at: HandedAt): HandedAt {
  const expression = elementExpression(frame, collection, index, at.expression);
  return expression === at.expression ? { ...at, through: expression } : { ...at, expression };
}

type Collection = Extract<Value, { kind: "collection" }>;

/** The files of a template; `undefined` where a name cannot be told or leads out of sight. */
function templatesOf({ facts }: Evaluation, value: Value): readonly TemplateFile[] | undefined {
  const names = alternatives(value).flatMap((one) => (one.kind === "collection" ? one.elements : [one]));
  const found: TemplateFile[] = [];
  for (const one of names) {
    if (one.kind !== "literal" || typeof one.value !== "string") return undefined;
    const files = facts.templates(one.value);
    if (files.length === 0) return undefined;
    found.push(...files);
  }
  return found.length > 0 && found.length <= mostTemplates ? found : undefined;
}

const mostTemplates = 4;

/** A value that goes to a template out of sight. */
function handOver(evaluation: Evaluation, frame: Frame, value: Value, at: HandedAt): void {
  for (const one of alternatives(value)) {
    if (one.kind === "collection")
      one.elements.forEach((element, index) => {
        handOver(evaluation, frame, element, placeIn(frame, one, index, at));
      });
    else if (isResult(one)) recordRendered(evaluation, frame, one, at);
    else escapeRow(evaluation, frame, one, at.expression, "template");
  }
}

type Result = Extract<Value, { kind: "query" | "rows" | "stream" }>;

function isResult(value: Value): value is Result {
  return value.kind === "query" || value.kind === "rows" || value.kind === "stream";
}

function recordRendered(
  evaluation: Evaluation,
  frame: Frame,
  value: Result,
  { expression, node, through, via = "template" }: HandedAt,
  fills?: ListObject,
): void {
  recordUse(evaluation, frame, {
    query: value.query,
    isStreamed: value.kind === "stream",
    ...(value.kind === "rows" ? { list: value.list } : {}),
    ...(fills && value.kind !== "rows" ? { fills } : {}),
    ...(through ? { through, isOfOther: true } : {}),
    expression,
    use: {
      kind: "rendered",
      via,
      node,
      at: locate(frame, expression),
      ...(fills ? { then: [] } : {}),
    },
  });
}

/** A query that a template is given, and the list that stands for its rows there. */
interface Handed {
  readonly query: QueryObject;
  readonly list: ListObject;
}

function renderFields(
  evaluation: Evaluation,
  frame: Frame,
  fields: readonly ObjectField[],
  templates: readonly TemplateFile[],
  rendering: Rendering,
): void {
  const { node } = rendering;
  const inner = templateFrame(evaluation, frame, node);
  const handed: Handed[] = [];
  for (const field of fields) {
    const at = placeOf(frame, field, rendering);
    const value = joined(field.value);
    const name = field.name ?? "";
    if (isResult(value) && handed.some(({ query }) => query.id === value.query.id))
      inner.variables.own.set(name, value);
    else if (isResult(value)) {
      const list =
        value.kind === "rows" ? value.list : { id: nextId(evaluation), via: "template", loops: frame.loops };
      recordRendered(evaluation, frame, value, at, list);
      if (value.kind !== "rows") handed.push({ query: value.query, list });
      inner.variables.own.set(name, value);
    } else if (isFollowed(value) && field.name !== undefined) inner.variables.own.set(name, value);
    else handOver(evaluation, frame, field.value, at);
  }
  const first = evaluation.trace.uses.length;
  const { path } = inner;
  templates.forEach((template, arm) => {
    inner.path = templates.length > 1 ? [...path, { branch: node.start, arm }] : path;
    runTemplate(evaluation, inner, template);
  });
  for (const { query, list } of handed) gather(evaluation, first, query, list);
}

/** Hands a result to something that reads each row as `run` does. */
export function renderRows(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  at: HandedAt & { readonly node: CallExpression; readonly via: string },
  run: (row: Value) => void,
): void {
  const one = joined(value);
  if (!isResult(one)) return;
  const list = one.kind === "rows" ? one.list : { id: nextId(evaluation), via: at.via, loops: frame.loops };
  recordRendered(evaluation, frame, one, at, list);
  const first = evaluation.trace.uses.length;
  loopInto(evaluation, frame, one, at.expression, at.node, at.via, run);
  if (one.kind !== "rows") gather(evaluation, first, one.query, list);
}

/** Values that a template reads as the code would. */
function isFollowed({ kind }: Value): boolean {
  return ["row", "manager", "plain", "literal", "instance", "function", "bound", "model", "page"].includes(
    kind,
  );
}

function templateFrame(evaluation: Evaluation, caller: Frame, node: Expression): Frame {
  const frame: Frame = {
    ...emptyFrame(evaluation, caller.file, caller.context),
    depth: caller.depth + 1,
    isInvoked: true,
    loops: caller.loops,
    path: caller.path,
    conditionBase: caller.conditionBase,
    through: caller.through ?? node,
  };
  for (const [name, part] of templateParts) frame.variables.own.set(name, { kind: "template-part", part });
  return frame;
}

/** What the template did with a query becomes what is done with the list; a template that runs no query renders none. */
function gather(evaluation: Evaluation, first: number, query: QueryObject, list: ListObject): void {
  const { uses } = evaluation.trace;
  let isRun = false;
  for (let index = uses.length - 1; index >= first; index -= 1) {
    const event = uses[index];
    if (event?.query.id !== query.id || event.list) continue;
    if (event.isLook) uses.splice(index, 1);
    else {
      isRun = true;
      uses[index] = { ...event, list };
    }
  }
  if (isRun) return;
  const rendered = uses.findLastIndex(({ fills }) => fills?.id === list.id);
  if (rendered >= 0) uses.splice(rendered, 1);
}

/** What was noted when a value was put into a dictionary is told by what becomes of that dictionary. */
function forgetStored({ trace }: Evaluation, { stored }: ObjectField): void {
  if (!stored || trace.exposed.has(stored)) return;
  remove(trace.uses, ({ use }) => use.kind === "stored" && isSame(use.at, stored));
  remove(trace.accesses, ({ access }) => access.kind === "escape" && isSame(access.at, stored));
  trace.forgotten.add(stored);
}

function remove<Item>(items: Item[], isWrong: (item: Item) => boolean): void {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined && isWrong(item)) items.splice(index, 1);
  }
}

function isSame(left: Location, right: Location): boolean {
  return left.file === right.file && left.start === right.start && left.end === right.end;
}

/** The argument of a call by its place or name. */
export function argumentNamed(
  { arguments: given }: CallExpression,
  place: number,
  name: string,
): number | undefined {
  const index = given.findIndex((argument) => argument.name === name);
  if (index >= 0) return index;
  return given[place]?.form === "positional" ? place : undefined;
}
