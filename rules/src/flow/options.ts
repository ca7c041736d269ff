import type { OptionsRead, OptionsSurroundings, OptionValue } from "../orms/options.js";
import type { Location } from "../location.js";
import type { Step } from "../orms/steps.js";
import type { CallExpression } from "../syntax/syntax.js";
import { extend } from "./apply-step.js";
import { evaluateArguments } from "./arguments.js";
import { type Evaluation, locate, newRow, recordEffect, recordUse, rowValue } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { optionValue } from "./option-value.js";
import { pagingOf } from "./pages.js";
import { escapeRow } from "./row.js";
import type { StepTaken } from "./query.js";
import { fewer } from "./rows.js";
import { boundIn } from "./turns.js";
import { type ManagerValue, plain, type QueryObject, unknown, type Value } from "./value.js";

type OptionStep = Extract<Step, { does: "read" | "write" }>;

/** What a call asks: which rows, and through which client. */
interface Asked {
  readonly query: QueryObject;
  readonly client: ManagerValue["client"];
  /** Arguments that tell the model. */
  readonly skipped: number;
}

/** A call that is described by an object of options: what it reads, and what it writes. */
export function applyOptions(
  evaluation: Evaluation,
  frame: Frame,
  { query, client, skipped }: Asked,
  name: string,
  step: OptionStep,
  node: CallExpression,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  values.forEach((value, index) => {
    escapeRow(evaluation, frame, value, node.arguments[index]?.value ?? node, name);
  });
  const index = skipped + (step.options ?? 0);
  const given = values[index];
  const isSpread = node.arguments.some(({ form }) => form !== "positional");
  const at = locate(frame, node.arguments[index]?.value ?? node);
  const options = given && optionValue(isSpread ? unknown : given, at);
  const wrap = step.does === "read" ? step.wrap : undefined;
  const read = evaluation.table.steps.readOptions?.(wrapped(options, wrap, at), query.model, {
    ...surroundingsOf(evaluation, name, client?.options),
    chosen: query.scopes,
  });
  if (!read) return unknown;
  const extended = extend(evaluation, frame, query, name, node, changesOf(frame, query, read, node));
  const made = {
    ...extended,
    steps: withOptions(extended.steps, { argument: index, ...(wrap === undefined ? {} : { wrap }) }),
  };
  if (step.does === "read") {
    recordEffect(evaluation, frame, "query", node, `${name}()`, query.model);
    if (step.rows === "one") return oneRow(evaluation, frame, made, step, node);
    if (step.inside) return insideOf(made, step.inside, at);
    const rows: Value = { kind: "query", query: made };
    return step.isCounted ? { kind: "collection", form: "list", elements: [rows, plain] } : rows;
  }
  const columns = step.effect === "update" ? read.written : undefined;
  recordEffect(evaluation, frame, step.effect, node, `${name}()`, query.model, columns);
  if (step.rows === "none") return plain;
  return step.rows === "one"
    ? oneRow(evaluation, frame, made, step, node)
    : { kind: "query", query: { ...made, rows: fewer({ level: "narrowed" }, made.rows) } };
}

/** `{ rows, count }`: rows and what else the call has found out. */
function insideOf(
  query: QueryObject,
  members: NonNullable<Extract<OptionStep, { does: "read" }>["inside"]>,
  at: Location,
): Value {
  const fields = Object.entries(members).map(([name, holds]) => ({
    name,
    value: holds === "rows" ? ({ kind: "query", query } as const) : plain,
    at,
  }));
  return { kind: "collection", form: "object", elements: fields.map(({ value }) => value), fields };
}

/** One row that is read or written, which is a use of its query in itself. */
function oneRow(
  evaluation: Evaluation,
  frame: Frame,
  made: QueryObject,
  { does }: OptionStep,
  node: CallExpression,
): Value {
  const query: QueryObject = { ...made, rows: { level: "one" } };
  const row = newRow(evaluation, query.model, query.isHistorical, query);
  const via = query.steps.at(-1)?.name ?? "";
  const at = locate(frame, node);
  recordUse(evaluation, frame, {
    query,
    expression: node,
    row,
    use: { kind: "single", isWritten: does === "write", via, node, at },
  });
  return rowValue(row);
}

/** What options are read against. */
export function surroundingsOf(
  { facts: { catalog, environment } }: Evaluation,
  method: string,
  client?: OptionValue,
): OptionsSurroundings {
  return {
    find: (id) => catalog.models.get(id),
    features: environment.features,
    versions: environment.versions,
    method,
    ...(client ? { client } : {}),
  };
}

/** `findBy(conditions)` is `find({ where: conditions })`. */
function wrapped(
  options: OptionValue | undefined,
  wrap: string | undefined,
  at: Location,
): OptionValue | undefined {
  return options && wrap !== undefined
    ? { kind: "object", fields: new Map([[wrap, options]]), isOpen: false, at }
    : options;
}

function withOptions(steps: readonly StepTaken[], options: StepTaken["options"]): readonly StepTaken[] {
  const last = steps.at(-1);
  return last && options ? [...steps.slice(0, -1), { ...last, options }] : steps;
}

/** What a query becomes that was described so. */
export function changesOf(
  frame: Frame,
  query: QueryObject,
  read: OptionsRead,
  node: CallExpression,
): Partial<QueryObject> {
  return {
    isRun: true,
    rows: fewer(query.rows, read.rows),
    columns: read.columns,
    joins: read.joins,
    ...pagingOf(frame, query, read.offset?.expression, node),
    shape: {
      ...query.shape,
      ...read.shape,
      isPlain: true,
      keysetBy: keysetColumn(frame, read),
      ...(read.looseBounds.length > 0 ? { looseBounds: read.looseBounds } : {}),
    },
  };
}

/** The column of `where: { createdAt: { gt: last } }`, where the loop binds `last` anew each turn. */
function keysetColumn(frame: Frame, { behind = [] }: OptionsRead): string | undefined {
  return behind.find(({ value }) => value.expression && boundIn(frame, value.expression))?.column;
}
