import type { OrmTable } from "../orms/orm.js";
import { askOnce } from "../project/ask-once.js";
import type { Facts } from "../project/facts.js";
import type { Expression, FunctionExpression, Syntax } from "../syntax/syntax.js";
import type { FunctionStatement, Statement } from "../syntax/statements.js";
import { valueOfAnnotation } from "./annotation.js";
import type { CallRecord } from "./call-record.js";
import { type Evaluation, newRow, nextId, rowValue, startEvaluation } from "./evaluation.js";
import { classOf } from "./class-of.js";
import { evaluate } from "./expression.js";
import type { Frame } from "./frame.js";
import { bindParameter } from "./arguments.js";
import { emptyFrame, moduleFrame, ownName, runBody } from "./invoke.js";
import type { KnownCalls } from "./known-calls.js";
import { lastName } from "./lookup.js";
import { ownModel } from "./names.js";
import { managerSelf } from "./manager-self.js";
import { contextOf, placeOfModule } from "./place.js";
import { queriesOf } from "./queries.js";
import type { Query } from "./query.js";
import { escapeRow } from "./row.js";
import { type Root, rootsIn } from "./roots.js";
import { run } from "./statement.js";
import { selectedRows } from "./selected-rows.js";
import { renderedResult, renderList } from "./view-class.js";
import { unknown, type Value } from "./value.js";

/** One root of a file, evaluated. */
export interface EvaluatedRoot {
  /** Its place among the functions of the file; `undefined` for the top level and what only that shows. */
  readonly index: number | undefined;
  readonly queries: readonly Query[];
  /** The functions that it followed, and the classes whose methods it searched. */
  readonly reads: Pick<CallRecord, "entered" | "searched">;
}

/** The roots of a file that are not among the skipped ones, evaluated. */
export function evaluateRoots(
  facts: Facts,
  table: OrmTable,
  file: string,
  isSkipped: (index: number | undefined) => boolean,
): readonly EvaluatedRoot[] {
  const syntax = facts.syntax(file);
  if (!syntax) return [];
  const calls: KnownCalls = new Map();
  const start = (root: Root): Evaluated =>
    evaluateRoot(startEvaluation(facts, table, calls), file, "function", (evaluation) =>
      runRoot(evaluation, file, root),
    );
  const topLevel = isSkipped(undefined)
    ? []
    : [
        ...evaluateTopLevel(startEvaluation(facts, table, calls), file, syntax, start),
        ...(table.steps.views.length > 0 ? evaluateLists(syntax.body, facts, table, file, calls) : []),
      ];
  const functions = rootsIn(syntax.body).flatMap((root, index) => {
    if (isSkipped(index)) return [];
    const { queries, record } = start(root);
    return [{ index, queries, reads: record }];
  });
  return [...topLevel, ...functions];
}

/** The queries of a file, in the order of their expressions. */
export function evaluateFile(project: Facts, table: OrmTable, file: string): readonly Query[] {
  return queriesIn(evaluateRoots(askOnce(project), table, file, () => false));
}

/** The queries of roots, in the order of their expressions. */
export function queriesIn(roots: readonly EvaluatedRoot[]): readonly Query[] {
  return withoutRepeats(roots.flatMap(({ queries }) => queries)).sort(
    (left, right) =>
      left.expression.start - right.expression.start || left.expression.end - right.expression.end,
  );
}

/** The statements of a module, and the functions without a name that stand among them. */
function evaluateTopLevel(
  evaluation: Evaluation,
  file: string,
  { body }: Syntax,
  start: (root: Root) => Evaluated,
): readonly EvaluatedRoot[] {
  const statements = body.filter((statement) => statement.kind !== "function");
  const module = evaluateRoot(evaluation, file, "module", () => {
    const frame = moduleFrame(evaluation, file);
    run(evaluation, frame, statements);
    return frame;
  });
  const loose = module.loose.map((definition) => start({ definition, name: "" }));
  return [module, ...loose].map(({ queries, record }) => ({ index: undefined, queries, reads: record }));
}

/** The queries of classes that name theirs and leave it to the framework to run it. */
function evaluateLists(
  statements: readonly Statement[],
  facts: Facts,
  table: OrmTable,
  file: string,
  calls: KnownCalls,
): readonly EvaluatedRoot[] {
  return statements.flatMap((statement): readonly EvaluatedRoot[] => {
    if (statement.kind !== "class" || statement.bases.length === 0) return [];
    const symbol = facts.resolve(file, statement.name);
    if (symbol?.kind !== "class" || symbol.file !== file) return [];
    const { classes, externals } = facts.ancestry(symbol);
    const { queries, record } = evaluateRoot(
      startEvaluation(facts, table, calls),
      file,
      "function",
      (evaluation) => {
        const frame = emptyFrame(evaluation, file, placeOfModule(facts, table, file));
        renderList(evaluation, frame, { kind: "instance", classes, externals, symbol }, statement);
        return frame;
      },
    );
    return [{ index: undefined, queries, reads: record }];
  });
}

/** What a root showed. */
interface Evaluated {
  readonly queries: readonly Query[];
  /** Functions without a name that nothing in sight has called: roots of their own, for a module may be full of them. */
  readonly loose: readonly FunctionExpression[];
  readonly record: CallRecord;
}

function evaluateRoot(
  evaluation: Evaluation,
  file: string,
  kind: "module" | "function",
  start: (evaluation: Evaluation) => Frame,
): Evaluated {
  const frames = new Set<number>();
  const first = start(evaluation);
  const loose: FunctionExpression[] = [];
  const pending = [first];
  for (let frame = pending.pop(); frame; frame = pending.pop()) {
    frames.add(frame.id);
    for (const { definition, outer = frame } of frame.nested) {
      if (definition.kind === "lambda" && evaluation.invoked.has(definition)) continue;
      if (definition.kind === "lambda" && kind === "module" && frame === first && outer.isInvoked !== true) {
        loose.push(definition);
        continue;
      }
      const isAsync = definition.isAsync === true;
      const inner: Frame = {
        ...emptyFrame(evaluation, file, { ...frame.context, isAsync }),
        outer,
        // It may run any number of times.
        loops: [...frame.loops, nextId(evaluation)],
      };
      bindRootParameters(evaluation, inner, definition, undefined);
      evaluation.record.entered.add(definition);
      runWhole(evaluation, inner, definition);
      pending.push(inner);
    }
  }
  return { queries: queriesOf(evaluation, file, frames), loose, record: evaluation.record };
}

function runRoot(evaluation: Evaluation, file: string, { definition, name, owner }: Root): Frame {
  const symbol = owner ? evaluation.facts.resolve(file, owner.name) : undefined;
  const isOwner = symbol?.kind === "class" && symbol.file === file && symbol.statement.name === owner?.name;
  const ancestry = isOwner ? evaluation.facts.ancestry(symbol) : { classes: [], externals: [] };
  const bases = [...ancestry.externals, ...ancestry.classes.map((one) => one.name)];
  const qualified = [owner?.name, name].filter((part) => part !== undefined).join(".");
  const context = contextOf(evaluation.facts, evaluation.table, file, definition, bases, qualified);
  const model = isOwner ? ownModel(evaluation, symbol) : undefined;
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
  const renders = renderedResult(evaluation, self, name);
  const frame: Frame = {
    ...bare,
    ...(isOwner ? { definedIn: { file, name: symbol.statement.name } } : {}),
    ...(self ? { self } : {}),
    ...(renders ? { renders } : {}),
  };
  bindRootParameters(evaluation, frame, definition, self);
  if (definition.kind === "lambda" && self) frame.variables.own.set(ownName, self);
  evaluation.active.add(definition);
  runWhole(evaluation, frame, definition);
  evaluation.active.delete(definition);
  return frame;
}

/** Runs the body of a root; whoever calls it gets what it returns. */
function runWhole(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement | FunctionExpression,
): void {
  const value = runBody(evaluation, frame, definition);
  if (definition.kind === "lambda" && "kind" in definition.body)
    escapeRow(evaluation, frame, value, definition.body, "returned");
}

function bindRootParameters(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement | FunctionExpression,
  self: Value | undefined,
): void {
  const decorators = definition.kind === "function" ? definition.decorators.map(lastName) : [];
  const isMethod = definition.kind === "function" && !decorators.includes("staticmethod");
  const isOfClass =
    decorators.includes("classmethod") || (definition.kind === "function" && definition.role === "static");
  definition.parameters.forEach((parameter, index) => {
    const isSelf = index === 0 && self !== undefined && isMethod;
    const isClass = isSelf && isOfClass;
    const value = isClass
      ? classOf(self)
      : isSelf
        ? self
        : parameterValue(evaluation, frame, definition, parameter.name, parameter.annotation);
    bindParameter(evaluation, frame, parameter, value);
  });
}

function parameterValue(
  evaluation: Evaluation,
  frame: Frame,
  definition: FunctionStatement | FunctionExpression,
  name: string,
  annotation: Expression | undefined,
): Value {
  const { parameters } = evaluation.table.steps;
  const rule = parameters.find(
    (one) => one.name === name && (one.place === "any" || one.place === frame.context.place),
  );
  if (rule?.gives === "selected-rows" && definition.kind === "function" && !annotation)
    return selectedRows(evaluation, frame, definition, name);
  if (rule?.gives === "sender-row" && definition.kind === "function")
    return senderRow(evaluation, frame, definition);
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

/** Functions called from several places are seen several times; each use counts once. */
function withoutRepeats(queries: readonly Query[]): Query[] {
  const seen = new Map<string, Query>();
  for (const query of queries) {
    const key = `${query.expression.start}:${query.expression.end}:${query.use.kind}:${query.use.at.file}:${query.use.at.start}`;
    if (!seen.has(key)) seen.set(key, query);
  }
  return [...seen.values()];
}
