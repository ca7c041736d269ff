import type { Serializers } from "../orms/views.js";
import type { ClassReference } from "../project/catalog.js";
import type { CallExpression, Expression, MemberExpression } from "../syntax/syntax.js";
import type { Symbol } from "../project/symbols.js";
import { alternatives } from "./alternatives.js";
import { mayEnter } from "./call-record.js";
import type { Evaluation } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { type ClassMember, findMember, lastName } from "./lookup.js";
import { memberOf } from "./member.js";
import { renderRows } from "./render.js";
import { escapeRow } from "./row.js";
import { calledIn } from "./template.js";
import { unknown, type Value } from "./value.js";

/** A class that writes rows out, with its ancestors. */
interface Serializer {
  readonly symbol: Symbol;
  readonly classes: readonly ClassReference[];
  readonly externals: readonly string[];
}

/** `OrderSerializer(orders, many=True)`: reads the declared columns of each row. Gives whether the call is one of these. */
export function callSerializer(
  evaluation: Evaluation,
  frame: Frame,
  symbol: Symbol,
  values: readonly Value[],
  node: CallExpression,
): boolean {
  const { serializers } = evaluation.table.steps;
  const { classes, externals } = evaluation.facts.ancestry(symbol);
  if (!serializers || !externals.some((path) => serializers.base.test(path))) return false;
  const named = (name: string): number => node.arguments.findIndex((argument) => argument.name === name);
  const index = Math.max(named(serializers.instance), node.arguments[0]?.form === "positional" ? 0 : -1);
  const [given, value] = [node.arguments[index], values[index]];
  const many = node.arguments[named(serializers.many)]?.value;
  const isRead = named(serializers.input) >= 0 || node.arguments.some(({ form }) => form === "named-spread");
  if (!given || !value || isRead) return false;
  const serializer = { symbol, classes, externals };
  const run = (row: Value): void => {
    writeOut(evaluation, frame, serializers, serializer, row, node);
  };
  values.forEach((one, at) => {
    if (at !== index) escapeRow(evaluation, frame, one, node.arguments[at]?.value ?? node, "call");
  });
  if (many?.kind === "literal" && many.value === true)
    renderRows(evaluation, frame, value, { expression: given.value, node, via: "serializer" }, run);
  else for (const one of alternatives(value)) if (one.kind === "row") run(one);
  return true;
}

/** All rows of a query that a class of the framework hands to a serializer, `symbol` if it can be told. */
export function writeOutRows(
  evaluation: Evaluation,
  frame: Frame,
  symbol: Symbol | undefined,
  value: Value,
  expression: Expression,
): void {
  const { serializers } = evaluation.table.steps;
  const { start, end } = expression;
  const node = {
    kind: "call" as const,
    callee: expression,
    arguments: [],
    argumentsSpan: { start: end, end },
    start,
    end,
  };
  renderRows(evaluation, frame, value, { expression, node, via: "serializer" }, (row) => {
    if (serializers && symbol)
      writeOut(evaluation, frame, serializers, { symbol, ...evaluation.facts.ancestry(symbol) }, row, node);
    else escapeRow(evaluation, frame, row, expression, "serializer");
  });
}

/** Reads of a row what a serializer declares. */
function writeOut(
  evaluation: Evaluation,
  frame: Frame,
  table: Serializers,
  serializer: Serializer,
  row: Value,
  node: CallExpression,
): void {
  if (row.kind !== "row") return;
  const { facts } = evaluation;
  const { classes } = serializer;
  const names = fieldNames(evaluation, table, serializer, row);
  const isOwn = table.overrides.some((name) => findMember(facts, classes, name) !== undefined);
  if (!names || isOwn || !mayEnter(evaluation, frame)) {
    escapeRow(evaluation, frame, row, node, "serializer");
    return;
  }
  for (const name of names) readField(evaluation, frame, table, serializer, row, name, node);
}

/** The names of what is written out; `undefined` where they cannot be told. */
function fieldNames(
  { facts }: Evaluation,
  table: Serializers,
  { classes }: Serializer,
  row: Extract<Value, { kind: "row" }>,
): readonly string[] | undefined {
  const options = classes
    .map(({ file, name }) => facts.classBody({ file, name: `${name}.${table.options}` }))
    .find((body) => body !== undefined);
  const option = (name: string): Expression | undefined =>
    options?.flatMap((statement) =>
      statement.kind === "assign" &&
      statement.value &&
      statement.targets.some((target) => target.kind === "name" && target.name === name)
        ? [statement.value]
        : [],
    )[0];
  const declared = classes.flatMap(({ file, name }) =>
    (facts.classBody({ file, name }) ?? []).flatMap((statement) =>
      statement.kind === "assign" && statement.value?.kind === "call"
        ? statement.targets.flatMap((target) => (target.kind === "name" ? [target.name] : []))
        : [],
    ),
  );
  const fields = option(table.fields);
  const exclude = option(table.exclude);
  if (!fields && !exclude) return options ? undefined : declared;
  const columns = row.row.model.columns.map(({ name }) => name);
  if (fields?.kind === "literal") return fields.value === table.all ? [...columns, ...declared] : undefined;
  const listed = textsOf(fields ?? exclude);
  if (!listed) return undefined;
  return fields ? listed : [...columns, ...declared].filter((name) => !listed.includes(name));
}

function textsOf(expression: Expression | undefined): readonly string[] | undefined {
  if (expression?.kind !== "collection") return undefined;
  const texts = expression.elements.flatMap((element) =>
    element.kind === "literal" && typeof element.value === "string" ? [element.value] : [],
  );
  return texts.length === expression.elements.length ? texts : undefined;
}

function readField(
  evaluation: Evaluation,
  frame: Frame,
  table: Serializers,
  { symbol, classes, externals }: Serializer,
  row: Value,
  name: string,
  node: CallExpression,
): void {
  const member = findMember(evaluation.facts, classes, name);
  const declared = member?.kind === "value" && member.value.kind === "call" ? member.value : undefined;
  if (declared && table.computed.includes(lastName(declared) ?? "")) {
    const method = findMember(evaluation.facts, classes, `${table.computedPrefix}${name}`);
    const self: Value = { kind: "instance", classes, externals, symbol };
    if (method?.kind === "function") callMethod(evaluation, frame, method, self, row, node);
    else escapeRow(evaluation, frame, row, node, "serializer");
    return;
  }
  const source = declared?.arguments.find((argument) => argument.name === table.source)?.value;
  if (source && (source.kind !== "literal" || typeof source.value !== "string" || source.value === "*")) {
    escapeRow(evaluation, frame, row, node, "serializer");
    return;
  }
  const path = source?.kind === "literal" ? String(source.value) : name;
  const value = path.split(".").reduce((object: Value, property): Value => {
    const read: MemberExpression = {
      kind: "member",
      object: node,
      property,
      propertySpan: node,
      ...spanOf(node),
    };
    return calledIn(evaluation, frame, memberOf(evaluation, frame, object, read), read);
  }, row);
  // What another class writes out of a related row is that class's.
  if (declared) escapeRow(evaluation, frame, value.kind === "row" ? value : unknown, node, "serializer");
}

function callMethod(
  evaluation: Evaluation,
  frame: Frame,
  { file, definition, definedIn, isStatic }: Extract<ClassMember, { kind: "function" }>,
  self: Value,
  row: Value,
  node: CallExpression,
): void {
  const callable = { file, definition, definedIn, ...(isStatic ? {} : { self }) };
  invoke(evaluation, frame, callable, [{ value: row }], node);
}

function spanOf({ start, end }: Expression): { readonly start: number; readonly end: number } {
  return { start, end };
}
