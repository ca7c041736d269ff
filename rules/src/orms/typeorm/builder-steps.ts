import type { BuilderCall } from "../options.js";
import type { BuilderStep } from "../builder-step.js";

const note: BuilderStep = { does: "note" };
const from: BuilderStep = { does: "from" };
const inspect: BuilderStep = { does: "inspect" };
const nothing: BuilderStep = { does: "run", rows: "none", gives: "raw" };

/** Methods of query builders: https://typeorm.io/docs/query-builder/select-query-builder */
export const builder: Readonly<Record<string, BuilderStep>> = {
  ...told(
    "select addSelect leftJoin innerJoin leftJoinAndSelect innerJoinAndSelect leftJoinAndMapOne leftJoinAndMapMany",
    "innerJoinAndMapOne innerJoinAndMapMany where andWhere orWhere whereInIds andWhereInIds orWhereInIds having andHaving",
    "orHaving groupBy addGroupBy orderBy addOrderBy take skip limit offset distinct distinctOn setLock setParameter",
    "setParameters withDeleted cache comment useIndex maxExecutionTime setOnLocked setFindOptions printSql relation of",
    "loadRelationCountAndMap loadRelationIdAndMap loadAllRelationIds addCommonTableExpression fromSubQuery timeTravelQuery",
    "set values returning output orIgnore orUpdate onConflict callListeners updateEntity useTransaction whereEntity",
    "softDelete restore disableEscaping setQueryRunner",
  ),
  from,
  addFrom: note,
  update: from,
  insert: note,
  into: from,
  delete: note,
  clone: { does: "copy" },
  getQuery: inspect,
  getSql: inspect,
  getParameters: inspect,
  getQueryAndParameters: inspect,
  getMany: { does: "run", rows: "all", gives: "rows" },
  getManyAndCount: { does: "run", rows: "all", gives: "counted" },
  getRawMany: { does: "run", rows: "all", gives: "raw" },
  getRawAndEntities: { does: "run", rows: "all", gives: "both" },
  getOne: { does: "run", rows: "first", gives: "rows" },
  getOneOrFail: { does: "run", rows: "first", gives: "rows" },
  getRawOne: { does: "run", rows: "first", gives: "raw" },
  stream: { does: "run", rows: "all", gives: "stream" },
  getCount: nothing,
  getExists: nothing,
  execute: nothing,
};

function told(...lines: readonly string[]): Readonly<Record<string, BuilderStep>> {
  return Object.fromEntries(lines.flatMap((line) => line.split(" ")).map((name) => [name, note]));
}

const writes: Readonly<Record<string, "create" | "update" | "delete">> = {
  insert: "create",
  update: "update",
  softDelete: "update",
  restore: "update",
  delete: "delete",
};

/** What a builder writes. */
export function writesOf(calls: readonly BuilderCall[]): "create" | "update" | "delete" | undefined {
  return calls.map(({ name }) => writes[name]).find((effect) => effect !== undefined);
}
