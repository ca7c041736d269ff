import type { FunctionStep } from "../orms/steps.js";
import type { CallExpression } from "../syntax/syntax.js";
import { assumedModel, someModel } from "./assumed-model.js";
import { fetchRow } from "./apply-step.js";
import { evaluateArguments } from "./arguments.js";
import { instanceOf, managerAsked } from "./call-member.js";
import { classOf } from "./class-of.js";
import { collect } from "./consume.js";
import { openCursor } from "./cursor.js";
import { type Evaluation, locate, recordEffect } from "./evaluation.js";
import type { Frame } from "./frame.js";
import { baseQuery } from "./manager.js";
import { valueOfSymbol } from "./names.js";
import { argumentNamed, render } from "./render.js";
import { escapeRow, identify } from "./row.js";
import { userModelOf } from "./user-model.js";
import { unknown, type Value } from "./value.js";

/** A call of one of the ORM's own functions. */
export function callFramework(
  evaluation: Evaluation,
  frame: Frame,
  step: FunctionStep,
  path: string,
  node: CallExpression,
): Value {
  const values = evaluateArguments(evaluation, frame, node);
  const [value] = values;
  switch (step.does) {
    case "user-model": {
      const model = userModelOf(evaluation, frame);
      return model ? { kind: "model", model, isHistorical: false } : unknown;
    }
    case "model-by-label": {
      const names = values.flatMap((one) =>
        one.kind === "literal" && typeof one.value === "string" ? [one.value] : [],
      );
      const label = names.slice(0, 2).join(".");
      const model = label === "" ? undefined : evaluation.facts.modelByLabel(label, frame.file);
      return {
        kind: "model",
        model: model ?? assumedModel(evaluation, label === "" ? someModel : label, locate(frame, node)),
        isHistorical: step.state === "historical",
      };
    }
    case "class-of":
      identify(evaluation, frame, value ?? unknown, node.arguments[0]?.value ?? node);
      return classOf(value ?? unknown);
    case "fetch-one": {
      const query = asQuery(evaluation, frame, value);
      return query ? fetchRow(evaluation, query) : unknown;
    }
    case "collect": {
      const query = asQuery(evaluation, frame, value);
      return query
        ? collect(
            evaluation,
            frame,
            { kind: "query", query: { ...query, rows: { level: "narrowed" } } },
            node.arguments[0]?.value ?? node,
            node,
            path,
          )
        : unknown;
    }
    case "render":
      renderCall(evaluation, frame, step, node, values);
      return unknown;
    case "connection":
      recordEffect(evaluation, frame, "connection", node, path);
      return unknown;
    case "paginate": {
      const query = asQuery(evaluation, frame, value);
      return query ? { kind: "paginator", query } : unknown;
    }
    case "manager-of":
      return managerAsked(evaluation, frame, value, node);
    case "make":
      return instanceOf(step.path);
    case "cursor":
      return openCursor(evaluation);
    case "import":
      return value?.kind === "literal" && typeof value.value === "string"
        ? importedModule(evaluation, frame, value.value, node)
        : unknown;
    case "hand-over":
    case "identity":
      return unknown;
  }
}

/** `require("./models")` inside an expression. */
function importedModule(
  evaluation: Evaluation,
  frame: Frame,
  module: string,
  { start, end }: CallExpression,
): Value {
  const local = "require";
  const names = [{ name: "export=", local, start, end }];
  const statement = { kind: "import", module, names, start, end } as const;
  const symbol = evaluation.facts.resolveImport(frame.file, statement, local);
  return symbol ? valueOfSymbol(evaluation, symbol) : unknown;
}

function asQuery(
  evaluation: Evaluation,
  frame: Frame,
  value: Value | undefined,
): Extract<Value, { kind: "query" }>["query"] | undefined {
  if (value?.kind === "query") return value.query;
  const manager: Value | undefined =
    value?.kind === "model"
      ? {
          kind: "manager",
          model: value.model,
          name: "objects",
          isHistorical: value.isHistorical,
          at: locate(frame, { start: 0, end: 0 }),
        }
      : value;
  if (manager?.kind !== "manager") return undefined;
  const query = baseQuery(evaluation, frame, manager);
  return query.kind === "query" ? query.query : undefined;
}

function renderCall(
  evaluation: Evaluation,
  frame: Frame,
  { template, context }: Extract<FunctionStep, { does: "render" }>,
  node: CallExpression,
  values: readonly Value[],
): void {
  const named = argumentNamed(node, template.place, template.name);
  const given = argumentNamed(node, context.place, context.name);
  values.forEach((value, index) => {
    if (index === named || index === given) return;
    escapeRow(evaluation, frame, value, node.arguments[index]?.value ?? node, "template");
  });
  if (given === undefined) return;
  render(evaluation, frame, {
    template: (named === undefined ? undefined : values[named]) ?? unknown,
    context: values[given] ?? unknown,
    expression: node.arguments[given]?.value ?? node,
    node,
  });
}
