import type { OrmTable } from "../orms/orm.js";
import type { Model } from "../project/catalog.js";
import type { Facts } from "../project/facts.js";
import type { Expression } from "../syntax/syntax.js";
import type { ClassStatement, FunctionStatement, Statement } from "../syntax/statements.js";
import { type Evaluation, newRow, nextId, queryOfModel, rowValue, startEvaluation } from "./evaluation.js";
import { classOf } from "./class-of.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { emptyFrame, moduleFrame, runBody } from "./invoke.js";
import { lastName } from "./lookup.js";
import { managerSelf } from "./manager-self.js";
import { contextOf } from "./place.js";
import { queriesOf } from "./queries.js";
import type { Query } from "./query.js";
import { run } from "./statement.js";
import { type QueryObject, unknown, type Value } from "./value.js";

/** The queries of a file, function by function, in the order of their expressions. */
export function evaluateFile(facts: Facts, table: OrmTable, file: string): readonly Query[] {
  const syntax = facts.syntax(file);
  if (!syntax) return [];
  const queries = [
    ...evaluateRoot(facts, table, file, (evaluation) => {
      const frame = moduleFrame(evaluation, file);
      run(
        evaluation,
        frame,
        syntax.body.filter((statement) => statement.kind !== "function"),
      );
      return frame;
    }),
    ...rootsIn(syntax.body).flatMap((root) =>
      evaluateRoot(facts, table, file, (evaluation) => runRoot(evaluation, file, root)),
    ),
  ];
  return withoutRepeats(queries).sort(
    (left, right) =>
      left.expression.start - right.expression.start || left.expression.end - right.expression.end,
  );
}

/** A function that nobody in sight calls: its parameters are known by annotation and by the framework only. */
interface Root {
  readonly definition: FunctionStatement;
  readonly owner?: ClassStatement;
}

function rootsIn(statements: readonly Statement[], owner?: ClassStatement): readonly Root[] {
  return statements.flatMap((statement): readonly Root[] => {
    if (statement.kind === "function") return [{ definition: statement, ...(owner ? { owner } : {}) }];
    if (statement.kind === "class") return rootsIn(statement.body, statement);
    if (statement.kind === "if") return rootsIn([...statement.body, ...statement.otherwise], owner);
    return statement.kind === "try"
      ? rootsIn(
          [
            ...statement.body,
            ...statement.handlers.flatMap((handler) => handler.body),
            ...statement.otherwise,
          ],
          owner,
        )
      : [];
  });
}

function evaluateRoot(
  facts: Facts,
  table: OrmTable,
  file: string,
  start: (evaluation: Evaluation) => Frame,
): readonly Query[] {
  const evaluation = startEvaluation(facts, table);
  const frames = new Set<number>();
  const pending = [start(evaluation)];
  for (let frame = pending.pop(); frame; frame = pending.pop()) {
    frames.add(frame.id);
    for (const callable of frame.nested) {
      if (callable.definition.kind !== "function") continue;
      const inner: Frame = {
        ...emptyFrame(evaluation, file, { ...frame.context, isAsync: callable.definition.isAsync }),
        outer: frame,
      };
      bindRootParameters(evaluation, inner, callable.definition, undefined);
      runBody(evaluation, inner, callable.definition);
      pending.push(inner);
    }
  }
  return queriesOf(evaluation, file, frames);
}

function runRoot(evaluation: Evaluation, file: string, { definition, owner }: Root): Frame {
  const symbol = owner ? evaluation.facts.resolve(file, owner.name) : undefined;
  const isOwner = symbol?.kind === "class" && symbol.file === file && symbol.statement.name === owner?.name;
  const ancestry = isOwner ? evaluation.facts.ancestry(symbol) : { classes: [], externals: [] };
  const bases = [...ancestry.externals, ...ancestry.classes.map((one) => one.name)];
  const context = contextOf(evaluation.facts, evaluation.table, file, definition, bases, owner?.name);
  const model = isOwner ? evaluation.facts.modelOf(symbol) : undefined;
  const bare = emptyFrame(evaluation, file, context);
  const self: Value | undefined = model
    ? rowValue(newRow(evaluation, model, false))
    : isOwner
      ? (managerSelf(evaluation, bare, symbol) ?? {
          kind: "instance",
          classes: ancestry.classes,
          externals: ancestry.externals,
          symbol,
        })
      : undefined;
  const frame: Frame = {
    ...bare,
    ...(isOwner ? { definedIn: { file, name: symbol.statement.name } } : {}),
    ...(self ? { self } : {}),
  };
  bindRootParameters(evaluation, frame, definition, self);
  evaluation.active.add(definition);
  runBody(evaluation, frame, definition);
  evaluation.active.delete(definition);
  return frame;
}

function bindRootParameters(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement,
  self: Value | undefined,
): void {
  const decorators = definition.decorators.map(lastName);
  definition.parameters.forEach((parameter, index) => {
    const isSelf = index === 0 && self !== undefined && !decorators.includes("staticmethod");
    const isClass = isSelf && decorators.includes("classmethod");
    const value = isClass
      ? classOf(self)
      : isSelf
        ? self
        : parameterValue(evaluation, frame, definition, parameter.name, parameter.annotation);
    frame.variables.set(parameter.name, value);
  });
}

function parameterValue(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement,
  name: string,
  annotation: Expression | undefined,
): Value {
  const { parameters } = evaluation.table.steps;
  const rule = parameters.find(
    (one) => one.name === name && (one.place === "any" || one.place === frame.context.place),
  );
  if (rule?.gives === "sender-row") return senderRow(evaluation, frame, definition);
  if (typeof rule?.gives === "object") return { kind: "external", path: rule.gives.path };
  return annotation ? valueOfAnnotation(evaluation, frame, annotation) : unknown;
}

function senderRow(evaluation: Evaluation, frame: Frame, definition: FunctionStatement): Value {
  for (const decorator of definition.decorators) {
    const sender =
      decorator.kind === "call"
        ? decorator.arguments.find((argument) => argument.name === "sender")
        : undefined;
    const value = sender ? evaluate(evaluation, frame, sender.value) : unknown;
    if (value.kind === "model") return rowValue(newRow(evaluation, value.model, false));
  }
  return unknown;
}

/** What an annotation promises: a row, a query of unknown size, an instance of a project class. */
function valueOfAnnotation(evaluation: Evaluation, frame: Frame, annotation: Expression): Value {
  if (annotation.kind === "binary" && annotation.operator === "|")
    return valueOfAnnotation(evaluation, frame, annotation.left);
  if (annotation.kind === "index") {
    const name = lastName(annotation.object);
    const inner = evaluate(evaluation, frame, annotation.index);
    if (name === "Optional") return valueOfAnnotation(evaluation, frame, annotation.index);
    if (inner.kind === "model" && name !== undefined && lists.includes(name))
      return rowsOfParameter(evaluation, frame, inner.model);
    if (inner.kind !== "model" || name === undefined || !evaluation.table.steps.queryAnnotation.test(name))
      return unknown;
    return { kind: "query", query: queryOfParameter(evaluation, frame, inner.model) };
  }
  if (annotation.kind !== "name" && annotation.kind !== "member") return unknown;
  const value = evaluate(evaluation, frame, annotation);
  if (value.kind === "model") return rowValue(newRow(evaluation, value.model, false));
  if (value.kind !== "class") return unknown;
  const { classes, externals } = evaluation.facts.ancestry(value.symbol);
  return { kind: "instance", classes, externals, symbol: value.symbol };
}

/** Annotations of rows that the caller has loaded. */
const lists = ["list", "List", "tuple", "Tuple", "set", "Set", "Sequence", "Collection", "Iterable"];

/** Rows that somebody else loaded: what is done with one of them is seen, how they came is not. */
function rowsOfParameter(evaluation: Evaluation, frame: Frame, model: Model): Value {
  const query = queryOfParameter(evaluation, frame, model);
  return { kind: "rows", query, list: { id: nextId(evaluation), via: "parameter", loops: frame.loops } };
}

function queryOfParameter(evaluation: Evaluation, frame: Frame, model: Model): QueryObject {
  const { shape } = queryOfModel(evaluation, frame, model, {});
  return queryOfModel(evaluation, frame, model, {
    rows: { level: "unknown" },
    shape: { ...shape, scope: "parameter", prefetch: "unknown" },
  });
}

/** Functions called from several places are seen several times; each use counts once. */
function withoutRepeats(queries: readonly Query[]): Query[] {
  const seen = new Map<string, Query>();
  for (const query of queries) {
    const key = `${query.expression.start}:${query.expression.end}:${query.use.kind}:${query.use.at.file}:${query.use.at.start}`;
    if (!seen.has(key)) seen.set(key, query);
  }
  return [...seen.values()];
}
