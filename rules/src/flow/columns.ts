import type { CallExpression } from "../syntax/syntax.js";
import type { Columns, Join } from "./query.js";
import type { QueryObject } from "./value.js";

type Form = "only" | "defer" | "values" | "values_list";

/** Columns and joins after a projecting step. */
export function columnsAfter(query: QueryObject, form: Form, node: CallExpression): Partial<QueryObject> {
  const names = literalNames(node);
  if (names === undefined) return { columns: { kind: "unknown" } };
  if (form === "values" || form === "values_list")
    return { columns: valuesAfter(query, form, names, node), joins: [] };
  const own = names.filter((name) => joinOf(query, name) === undefined);
  const joins = query.joins.map((join) => withColumns(join, form, names));
  return { columns: form === "only" ? { kind: "only", names: own } : deferred(query, own, node), joins };
}

function valuesAfter(
  query: QueryObject,
  form: "values" | "values_list",
  names: readonly string[],
  node: CallExpression,
): Columns {
  const computed = node.arguments.flatMap((argument) =>
    argument.name === undefined || isFlag(argument.name) ? [] : [argument.name],
  );
  const all = query.model.columns.map((column) => column.attribute);
  const isSet = (flag: string): boolean =>
    node.arguments.some(
      ({ name, value }) => name === flag && value.kind === "literal" && value.value === true,
    );
  const shape =
    form === "values" ? "dictionary" : isSet("flat") ? "flat" : isSet("named") ? "named" : "tuple";
  return {
    kind: "values",
    names: names.length + computed.length > 0 ? [...names, ...computed] : all,
    form: shape,
  };
}

function isFlag(name: string): boolean {
  return name === "flat" || name === "named";
}

function deferred(query: QueryObject, names: readonly string[], node: CallExpression): Columns {
  const [first] = node.arguments;
  if (first?.value.kind === "literal" && first.value.value === null) return { kind: "all" };
  const { columns } = query;
  if (names.length === 0) return columns;
  if (columns.kind === "except") return { kind: "except", names: [...columns.names, ...names] };
  if (columns.kind === "only")
    return { kind: "only", names: columns.names.filter((name) => !names.includes(name)) };
  return columns.kind === "all" ? { kind: "except", names } : columns;
}

function joinOf(query: QueryObject, name: string): Join | undefined {
  return query.joins.find((join) => name.startsWith(`${join.path}__`));
}

function withColumns(join: Join, form: "only" | "defer", names: readonly string[]): Join {
  const own = names.flatMap((name) =>
    name.startsWith(`${join.path}__`) ? [name.slice(join.path.length + 2)] : [],
  );
  if (own.length === 0) return join;
  return {
    ...join,
    columns: form === "only" ? { kind: "only", names: own } : { kind: "except", names: own },
  };
}

/** Positional string arguments; `undefined` when one is not a literal. */
function literalNames(node: CallExpression): readonly string[] | undefined {
  const names: string[] = [];
  for (const { form, value } of node.arguments) {
    if (form === "named") continue;
    if (form !== "positional" || value.kind !== "literal") return undefined;
    if (typeof value.value === "string") names.push(value.value);
  }
  return names;
}
