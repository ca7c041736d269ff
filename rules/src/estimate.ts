import { streamingOn } from "./fixes/driver.js";
import { columnAt } from "./flow/heavy.js";
import type { Columns, Query } from "./flow/query.js";
import type { Costs, DriverCosts, RowHolder } from "./orms/costs.js";
import type { OrmTable } from "./orms/orm.js";
import type { Catalog, ColumnWeight, Model } from "./project/catalog.js";
import type { Engine, Environment } from "./project/environment.js";

/** What running a query holds in memory at most. A model of measurements, never a promise: docs/estimate.md. */
export interface Estimate {
  /** One row with everything that is held for it, in bytes. */
  readonly row: number;
  /** Whether values of heavy columns are in it, whose length is assumed. */
  readonly assumes: { readonly binary: boolean; readonly large: boolean };
  /** The driver that was counted with: of several, the one that takes most. */
  readonly engine: Engine;
  /** Bytes at the peak where the query gives so many rows. */
  peak(rows: number): number;
}

/** Estimates a query's memory; `undefined` where the ORM was not measured or the columns are not known. */
export function estimate(
  query: Query,
  table: OrmTable,
  { catalog, environment }: { readonly catalog: Catalog; readonly environment: Environment },
): Estimate | undefined {
  const { costs } = table;
  if (costs === undefined) return undefined;
  const parts = partsOf(query, catalog);
  if (parts === undefined) return undefined;
  const engines: readonly Engine[] = environment.engines.length > 0 ? environment.engines : ["postgresql"];
  const weighed = engines.map((engine) => ({
    engine,
    row: sum(parts.map((part) => bytesOf(part, costs, costs.drivers[engine]))),
  }));
  const heaviest = weighed.reduce((most, each) => (each.row > most.row ? each : most));
  const inMemory = rowsInMemory(query, table, costs, environment);
  const weights = parts.flatMap((part) => part.weights);
  return {
    ...heaviest,
    assumes: { binary: weights.includes("binary"), large: weights.includes("large") },
    peak: (rows) => Math.round(inMemory(boundOf(query, rows)) * heaviest.row),
  };
}

/** The values of one model in a row. */
interface Part {
  readonly holder: RowHolder;
  readonly weights: readonly ColumnWeight[];
}

/** What is prefetched comes in numbers that nothing tells, and is left out. */
function partsOf({ model, load }: Query, catalog: Catalog): readonly Part[] | undefined {
  const own = partOf(model, load.columns, catalog);
  const joined = load.joins.map((join) => join.model && partOf(join.model, join.columns, catalog));
  const parts = [own, ...joined].filter((part) => part !== undefined);
  return parts.length === joined.length + 1 ? parts : undefined;
}

function partOf(model: Model, columns: Columns, catalog: Catalog): Part | undefined {
  const all = model.columns.map(({ weight }) => weight);
  switch (columns.kind) {
    case "all":
      return { holder: "instance", weights: all };
    case "only":
    case "except": {
      const named = (name: string): boolean => columns.names.includes(name);
      const loaded = model.columns.filter(
        ({ name, attribute }) =>
          (named(name) || named(attribute)) === (columns.kind === "only") || model.primaryKey.includes(name),
      );
      return { holder: "instance", weights: loaded.map(({ weight }) => weight) };
    }
    case "values":
      if (columns.names.length === 0) return { holder: columns.form, weights: all };
      // What is no column (an annotation) counts as a small value.
      return {
        holder: columns.form,
        weights: columns.names.map((name) => columnAt(model, name, "", catalog)[0]?.column.weight ?? "small"),
      };
    case "grouped":
    case "unknown":
      return undefined;
  }
}

function bytesOf({ holder, weights }: Part, costs: Costs, driver: DriverCosts): number {
  const content = weights.map((weight) => {
    if (weight === "small") return 0;
    const copies = weight === "binary" ? driver.binaryCopies : driver.textCopies;
    return costs.assumed[weight] * copies;
  });
  return costs.holders[holder] + weights.length * (costs.value + driver.value) + sum(content);
}

/** How many rows are in memory at once, of how many that come. */
function rowsInMemory(
  { load, shape }: Query,
  { rewrites }: OrmTable,
  costs: Costs,
  environment: Environment,
): (rows: number) => number {
  const isStream = load.delivery === "streamed" && streamingOn(rewrites, environment).kind !== "buffers";
  if (!isStream) return (rows) => rows;
  const size = typeof shape.chunkSize === "number" ? shape.chunkSize : costs.chunkSize;
  return (rows) => Math.min(rows, size * costs.chunksHeld);
}

function boundOf({ load: { rows } }: Query, wanted: number): number {
  if (rows.level === "none") return 0;
  if (rows.level === "one") return Math.min(1, wanted);
  return rows.level === "constant" ? Math.min(rows.count, wanted) : wanted;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
