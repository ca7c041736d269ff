import { classDeclarations } from "../orms/declarations.js";
import { mayEnter } from "./call-record.js";
import type { CallExpression, Expression, MemberExpression } from "../syntax/syntax.js";
import { assumedModel, someModel } from "./assumed-model.js";
import {
  type Evaluation,
  isConditional,
  locate,
  newRow,
  recordAccess,
  recordEffect,
  recordUse,
  rowValue,
} from "./evaluation.js";
import { alternatives } from "./alternatives.js";
import { loseBuilder } from "./builder.js";
import { exposeFields } from "./dictionary.js";
import { elementExpression, type Frame } from "./frame.js";
import { invoke } from "./invoke.js";
import { classOf } from "./class-of.js";
import { findMember } from "./lookup.js";
import type { RowAccessKind } from "./query.js";
import { plain, type RowObject, unknown, type Value } from "./value.js";
import { relationMethod } from "./relation-method.js";
import { holdsValues, memberOfValues } from "./values-row.js";

/** The value of `row.name`, noted as a use of the row. */
export function memberOfRow(
  evaluation: Evaluation,
  frame: Frame,
  row: RowObject,
  node: MemberExpression,
): Value {
  if (holdsValues(row)) return memberOfValues(evaluation, frame, row, node.property, node);
  const { table, facts } = evaluation;
  const { model } = row;
  const name = node.property;
  const note = (kind: RowAccessKind, of = name): void => noteAccess(evaluation, frame, row, kind, of, node);
  if (row.query?.shape.annotations.includes(name)) {
    note("annotation");
    return plain;
  }
  if (name === "pk" || (model.primaryKey.length === 1 && model.primaryKey[0] === name)) {
    note("key", name);
    return plain;
  }
  const relation = model.relations.get(name);
  if (relation) {
    const target = relation.target === undefined ? undefined : facts.catalog.models.get(relation.target);
    if (relation.arity === "many") {
      note("related-set");
      if (!target) return unknown;
      if (table.consumption.holdsRelated === true)
        return {
          kind: "collection",
          form: "list",
          elements: [rowValue({ ...newRow(evaluation, target, row.isHistorical), base: baseOf(row, name) })],
          isOpen: true,
        };
      return {
        kind: "manager",
        model: target,
        name,
        isHistorical: row.isHistorical,
        at: locate(frame, node),
        parent: row,
      };
    }
    if (!target) {
      note("related");
      return unknown;
    }
    note("related");
    return rowValue({ ...newRow(evaluation, target, row.isHistorical), base: baseOf(row, name) });
  }
  const column = model.columns.find((candidate) => candidate.name === name || candidate.attribute === name);
  if (column) {
    const kind =
      classDeclarations(table.declarations)?.fileColumns.test(column.type) === true ? "file" : "column";
    note(column.name === name ? kind : "key");
    return plain;
  }
  if (Object.hasOwn(table.steps.rowMethods, name) && !definesMethod(evaluation, row, name))
    return { kind: "bound", self: rowValue(row), name };
  const displayed = table.steps.columnMethods.find(
    (method) => name.startsWith(method.prefix) && name.endsWith(method.suffix),
  );
  if (displayed) {
    note("method");
    noteAccess(
      evaluation,
      frame,
      row,
      "column",
      name.slice(displayed.prefix.length, -displayed.suffix.length),
      node,
    );
    return { kind: "external", path: "builtins.str" };
  }
  if (name === table.steps.classAttribute) return classOf(rowValue(row));
  if (table.steps.rowAttributes.includes(name)) return unknown;
  const ofRelation = relationMethod(evaluation, frame, row, node);
  if (ofRelation) {
    note("key", model.primaryKey[0] ?? name);
    return ofRelation;
  }
  return memberOfClasses(evaluation, frame, row, node, note);
}

function baseOf(row: RowObject, name: string): NonNullable<RowObject["base"]> {
  return row.base ? { row: row.base.row, path: `${row.base.path}__${name}` } : { row, path: name };
}

function definesMethod(evaluation: Evaluation, row: RowObject, name: string): boolean {
  return !row.isHistorical && findMember(evaluation.facts, row.model.classes, name) !== undefined;
}

function memberOfClasses(
  evaluation: Evaluation,
  frame: Frame,
  row: RowObject,
  node: MemberExpression,
  note: (kind: RowAccessKind) => void,
): Value {
  const found = row.isHistorical ? undefined : findMember(evaluation.facts, row.model.classes, node.property);
  if (!found) {
    note("unknown-method");
    return unknown;
  }
  if (found.kind !== "function") {
    note("identity");
    return unknown;
  }
  if (found.isStatic || !mayEnter(evaluation, frame)) {
    note("unknown-method");
    return unknown;
  }
  note("method");
  const callable = {
    file: found.file,
    definition: found.definition,
    self: rowValue(row),
    definedIn: found.definedIn,
  };
  if (found.isProperty) return invoke(evaluation, frame, callable, [], node);
  return { kind: "function", callable };
}

/** A use of a row, on the base row when it was reached through relations. */
export function noteAccess(
  evaluation: Evaluation,
  frame: Frame,
  row: RowObject,
  kind: RowAccessKind,
  name: string,
  node: Expression,
): void {
  if (!row.base) {
    recordAccess(evaluation, frame, row, { kind, name, node });
    return;
  }
  const { row: base, path } = row.base;
  const related: readonly RowAccessKind[] = ["column", "key", "related", "file", "annotation"];
  if (related.includes(kind))
    recordAccess(evaluation, frame, base, { kind: "related", name: `${path}__${name}`, node });
  else if (kind === "related-set" || kind === "identity")
    recordAccess(evaluation, frame, base, { kind: "related", name: path, node });
  else recordAccess(evaluation, frame, base, { kind: "related", name: `${path}__*`, node });
}

/** A row, query or list that leaves what can be followed: `how` is `kept` when it outlives the loop for sure. */
export function escapeRow(
  evaluation: Evaluation,
  frame: Frame,
  value: Value,
  node: Expression,
  how: string,
): void {
  for (const one of alternatives(value)) {
    if (one.kind === "row") {
      noteAccess(evaluation, frame, one.row, "escape", how, node);
      if (how === "kept" && !isConditional(frame))
        evaluation.trace.kept.add(one.row.base?.row.id ?? one.row.id);
    } else if (one.kind === "collection") {
      one.elements.forEach((element, index) => {
        escapeRow(evaluation, frame, element, elementExpression(frame, one, index, node), how);
      });
      exposeFields(evaluation, frame, one.fields ?? [], node, how);
    } else if (one.kind === "builder") {
      if (how !== "returned") loseBuilder(evaluation, one);
    } else if (one.kind === "wrapper") {
      for (const inner of one.inners) escapeRow(evaluation, frame, inner.value, inner.expression, how);
    } else if (one.kind === "query" || one.kind === "stream" || one.kind === "rows") {
      const kind = how === "returned" ? "returned" : how === "kept" || how === "stored" ? "stored" : "passed";
      recordUse(evaluation, frame, {
        query: one.query,
        ...(one.kind === "rows" ? { list: one.list } : {}),
        isStreamed: one.kind === "stream",
        expression: node,
        use: { kind, via: how, node, at: locate(frame, node) },
      });
    }
  }
}

/** A row that is only compared, hashed or tested. */
export function identify(evaluation: Evaluation, frame: Frame, value: Value, node: Expression): void {
  for (const one of alternatives(value))
    if (one.kind === "row") noteAccess(evaluation, frame, one.row, "identity", "", node);
}

/** A value that is turned into text: a row is read through its own text method. */
export function readText(evaluation: Evaluation, frame: Frame, value: Value, node: Expression): void {
  for (const one of alternatives(value)) {
    if (one.kind !== "row") continue;
    const isPlain = one.row.isHistorical || holdsValues(one.row);
    const found = isPlain ? undefined : findMember(evaluation.facts, one.row.model.classes, "__str__");
    if (found?.kind === "function" && mayEnter(evaluation, frame)) {
      noteAccess(evaluation, frame, one.row, "method", "__str__", node);
      const callable = {
        file: found.file,
        definition: found.definition,
        self: one,
        definedIn: found.definedIn,
      };
      invoke(evaluation, frame, callable, [], node);
    } else noteAccess(evaluation, frame, one.row, "text", "", node);
  }
}

/** `row.name = value`. */
export function assignMember(
  evaluation: Evaluation,
  frame: Frame,
  object: Value,
  node: MemberExpression,
  value: Value,
): void {
  for (const one of alternatives(object)) {
    if (one.kind === "row") {
      const isKey = node.property === "pk" || one.row.model.primaryKey.includes(node.property);
      noteAccess(evaluation, frame, one.row, isKey ? "copy" : "assign", node.property, node);
    }
  }
  escapeRow(evaluation, frame, value, node, "stored");
}

/** Calls a method that every row has. */
export function callRowMethod(
  evaluation: Evaluation,
  frame: Frame,
  row: RowObject,
  name: string,
  node: CallExpression,
): Value {
  const step = evaluation.table.steps.rowMethods[name];
  if (!step) return unknown;
  switch (step.does) {
    case "save": {
      const columns = node.arguments.find((argument) => argument.name === step.columnsParameter)?.value;
      const names =
        columns?.kind === "collection"
          ? columns.elements.map((element) => (element.kind === "literal" ? String(element.value) : "*"))
          : ["*"];
      noteAccess(evaluation, frame, row, "save", names.join(","), node);
      const effect = createsRow(evaluation, row) ? "create" : "update";
      const written = names.includes("*") ? undefined : names;
      recordEffect(evaluation, frame, effect, node, `${name}()`, row.model, written);
      return unknown;
    }
    case "delete":
      noteAccess(evaluation, frame, row, "delete", name, node);
      recordEffect(evaluation, frame, "delete", node, `${name}()`, row.model);
      return unknown;
    case "reload":
    case "dynamic":
      noteAccess(evaluation, frame, row, "dynamic", name, node);
      return unknown;
    case "identity":
      noteAccess(evaluation, frame, row, "identity", name, node);
      return unknown;
    case "model":
      noteAccess(evaluation, frame, row, "dynamic", name, node);
      return {
        kind: "model",
        model: assumedModel(evaluation, someModel, locate(frame, node)),
        isHistorical: row.isHistorical,
      };
  }
}

/** Whether saving a row makes another one: it was never saved, or its key was cleared before. */
function createsRow({ trace }: Evaluation, row: RowObject): boolean {
  return (
    row.isNew === true ||
    trace.accesses.some(({ row: other, access }) => other.id === row.id && access.kind === "copy")
  );
}
