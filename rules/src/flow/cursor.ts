import type { Model } from "../project/catalog.js";
import type { CallExpression, Expression } from "../syntax/syntax.js";
import { evaluateArguments } from "./arguments.js";
import { assumedModel } from "./assumed-model.js";
import { type Evaluation, locate, nextId, queryOfModel, recordEffect, recordUse } from "./evaluation.js";
import type { Frame } from "./frame.js";
import type { Rows } from "./query.js";
import { plain, type QueryObject, unknown, type Value } from "./value.js";

/** A cursor that was opened here; what it executes is noted in the evaluation. */
export function openCursor(evaluation: Evaluation): Value {
  return { kind: "cursor", id: nextId(evaluation) };
}

/** `cursor.execute(…)`, `cursor.fetchall()` and the like. */
export function callCursor(
  evaluation: Evaluation,
  frame: Frame,
  id: number,
  name: string,
  node: CallExpression,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  const { execute, all, some } = evaluation.table.steps.cursors;
  if (execute.includes(name)) {
    recordEffect(evaluation, frame, "unknown-call", node.callee, name);
    const [sql] = values;
    const text = sql?.kind === "literal" && typeof sql.value === "string" ? sql.value : undefined;
    evaluation.statements.set(id, statementOf(evaluation, frame, text, node));
    return unknown;
  }
  if (all.includes(name)) fetch(evaluation, frame, id, "all", name, node);
  else if (some.includes(name)) fetch(evaluation, frame, id, "some", name, node);
  return plain;
}

/** Takes rows of what a cursor has executed. */
export function fetch(
  evaluation: Evaluation,
  frame: Frame,
  id: number,
  amount: "all" | "some",
  via: string,
  node: Expression,
): void {
  const query = evaluation.statements.get(id);
  if (!query) return;
  const at = locate(frame, node);
  recordUse(evaluation, frame, { query, expression: node, use: { kind: "fetched", amount, via, node, at } });
}

function statementOf(
  evaluation: Evaluation,
  frame: Frame,
  text: string | undefined,
  node: CallExpression,
): QueryObject {
  const [, table = "result"] = /\bfrom\s+["`]?(\w+)/i.exec(text ?? "") ?? [];
  const at = locate(frame, node);
  const model = modelOfTable(evaluation, table) ?? assumedModel(evaluation, table, at);
  const { ownTables } = evaluation.table.steps.cursors;
  const { shape } = queryOfModel(evaluation, frame, model, {});
  return queryOfModel(evaluation, frame, model, {
    rows: text === undefined || ownTables.test(text) ? { level: "unknown" } : rowsOfStatement(text),
    columns: { kind: "unknown" },
    steps: [{ name: "execute", at, call: node }],
    shape: { ...shape, isRaw: true },
  });
}

function modelOfTable({ facts }: Evaluation, name: string): Model | undefined {
  return [...facts.catalog.models.values()].find(
    ({ label, table = label?.replace(".", "_") }) => table?.toLowerCase() === name.toLowerCase(),
  );
}

/** A call that runs a statement and gives all its rows at once: `client.$queryRaw`SELECT …``. */
export function runStatement(
  evaluation: Evaluation,
  frame: Frame,
  name: string,
  node: CallExpression,
): Value {
  const [value] = evaluateArguments(evaluation, frame, node);
  const [sql] = node.arguments;
  const text =
    value?.kind === "literal" && typeof value.value === "string"
      ? value.value
      : sql && templateText(evaluation, frame, sql.value);
  recordEffect(evaluation, frame, "query", node, `${name}()`);
  const query = statementOf(evaluation, frame, text, node);
  const at = locate(frame, node);
  const use = { kind: "fetched", amount: "all", via: name, node, at } as const;
  recordUse(evaluation, frame, { query, expression: node, use });
  return plain;
}

/** The source of a template, or of one that a function makes a statement of. */
function templateText(evaluation: Evaluation, frame: Frame, node: Expression): string | undefined {
  if (node.kind === "call") {
    const [inner] = node.arguments;
    return inner && templateText(evaluation, frame, inner.value);
  }
  if (node.kind === "literal") return typeof node.value === "string" ? node.value : undefined;
  if (node.kind !== "template") return undefined;
  const text = evaluation.facts.syntax(frame.file)?.text;
  return text?.slice(node.start + 1, node.end - 1);
}

/** How many rows a statement gives, as far as its text tells. */
function rowsOfStatement(text: string): Rows {
  if (!/^\s*(?:select|with)\b/i.test(text)) return { level: "unknown" };
  if (/\blimit\b|\bfetch\s+first\b/i.test(text)) return { level: "external" };
  if (/^\s*select\s+(?:\w+\s*\(|1\b)/i.test(text) && !/\bgroup\s+by\b/i.test(text))
    return { level: "unknown" };
  if (/\bwhere\s+["`]?(?:\w+["`]?\.["`]?)?id["`]?\s*=/i.test(text)) return { level: "one" };
  return { level: /\bwhere\b|\bjoin\b|\bgroup\s+by\b/i.test(text) ? "narrowed" : "all" };
}
