import type { Catalog, ColumnWeight, Model } from "../project/catalog.js";
import type { Columns, HeavyColumn, Query } from "./query.js";

/** The binary columns that a query brings into memory: its own, those of joined models and of prefetched ones. */
export function heavyColumns(query: Pick<Query, "model" | "load">, catalog: Catalog): readonly HeavyColumn[] {
  return columnsOfWeight(query, catalog, "binary");
}

/** The columns of a weight that a query brings into memory. */
export function columnsOfWeight(
  query: Pick<Query, "model" | "load">,
  catalog: Catalog,
  weight: ColumnWeight,
): readonly HeavyColumn[] {
  return loadedColumns(query, catalog).filter(({ column }) => column.weight === weight);
}

/** The weight of the heaviest column that a query brings into memory. */
export function heaviest(query: Pick<Query, "model" | "load">, catalog: Catalog): ColumnWeight {
  const weights = loadedColumns(query, catalog).map(({ column }) => column.weight);
  if (weights.includes("binary")) return "binary";
  return weights.includes("large") ? "large" : "small";
}

function loadedColumns(
  { model, load }: Pick<Query, "model" | "load">,
  catalog: Catalog,
): readonly HeavyColumn[] {
  const others = [...load.joins, ...load.prefetches].flatMap((join) =>
    join.model ? columnsOf(join.model, join.columns, join.path, catalog) : [],
  );
  return [...columnsOf(model, load.columns, "", catalog), ...others];
}

function columnsOf(model: Model, columns: Columns, path: string, catalog: Catalog): readonly HeavyColumn[] {
  switch (columns.kind) {
    case "all":
      return model.columns
        .filter(({ isHidden }) => isHidden !== true)
        .map((column) => ({ path, model, column }));
    case "except":
      return model.columns
        .filter((column) => !columns.names.includes(column.name))
        .map((column) => ({ path, model, column }));
    case "only":
      return model.columns
        .filter((column) => columns.names.includes(column.name))
        .map((column) => ({ path, model, column }));
    case "values":
      return columns.names.flatMap((name) => columnAt(model, name, path, catalog));
    case "grouped":
    case "unknown":
      return [];
  }
}

/** The column that a path such as `document__content` ends at. */
export function columnAt(start: Model, name: string, path: string, catalog: Catalog): readonly HeavyColumn[] {
  const names = name.split("__");
  const relations = names.slice(0, -1);
  let model: Model | undefined = start;
  for (const relation of relations) {
    const target: string | undefined = model?.relations.get(relation)?.target;
    model = target === undefined ? undefined : catalog.models.get(target);
  }
  const column = model?.columns.find((one) => one.name === names.at(-1) || one.attribute === names.at(-1));
  const whole = [path, ...relations].filter((part) => part !== "").join("__");
  return model && column ? [{ path: whole, model, column }] : [];
}
