import type { LoopUse, Query, RowAccessKind, Use } from "../flow/query.js";
import type { Location } from "../location.js";
import type { Condition, Site } from "./form.js";
import { isRepeated } from "./repetition.js";
import { isInTemplate } from "./surroundings.js";

/** Where a finding stands: the place named by conditions that no single line breaks. */
export function here({ file, expression }: Query): Location {
  return { file, start: expression.start, end: expression.end };
}

function unless(holds: boolean, location: Location): Location | undefined {
  return holds ? undefined : location;
}

/** A condition that the whole query breaks or not. */
export function ofQuery(holds: string, otherwise: string, test: (site: Site) => boolean): Condition {
  return { holds, otherwise, brokenAt: (site) => unless(test(site), here(site.query)) };
}

/** A condition that an access of a row breaks. */
export function noAccess(holds: string, otherwise: string, kinds: readonly RowAccessKind[]): Condition {
  return {
    holds,
    otherwise,
    brokenAt: ({ query }) => query.rowUse.uses.find((access) => kinds.includes(access.kind))?.at,
  };
}

/** The use that runs the query, or the loop that is the only use of the list it fills. */
export function loopOf({ use }: Query): LoopUse | undefined {
  const deciding = decidingUse(use);
  return deciding.kind === "looped" ? deciding : undefined;
}

/** A collection that is used once is only a detour. */
export function decidingUse(use: Use): Use {
  const [only] = use.kind === "collected" ? use.then : [];
  return use.kind === "collected" && only && use.then.length === 1 ? only : use;
}

export const usedHere: Condition = {
  holds: "the result is used in the function that makes the query",
  otherwise: "another function uses the result",
  brokenAt: ({ query }) => query.handedOver ?? unless(query.use.at.file === query.file, here(query)),
};

export const usedOnce: Condition = {
  holds: "the result is used once",
  otherwise: "the result is used again, and without the kept rows each use would run the query",
  brokenAt: ({ query }) => query.otherUses[0]?.at,
};

export const runOnce: Condition = {
  holds: "no outer loop comes back to the result",
  otherwise:
    "an outer loop comes back to the result, and without the kept rows each turn would run the query",
  brokenAt: ({ query, syntax }) => unless(!isRepeated(query, syntax), query.use.at),
};

export const livesShortly: Condition = ofQuery(
  "the query is not kept beyond the function",
  "the query is kept in a module, class, attribute or parameter, where other code may count on its rows",
  ({ query }) => ["expression", "local", "returned"].includes(query.shape.scope),
);

export const notOfParent: Condition = ofQuery(
  "the rows are not those of one parent, which may be loaded already",
  "the rows are those of one parent: if they were prefetched with it, the rewritten query would run once a parent",
  ({ query }) => !query.shape.isRelatedSet,
);

export const notLocked: Condition = ofQuery(
  "the rows are not locked together",
  "the query locks its rows, and read one by one they are locked one by one",
  ({ query }) => !query.shape.isLocked,
);

export const notRaw: Condition = ofQuery(
  "the query is not written in SQL",
  "the query is written in SQL, which has to be changed by hand",
  ({ query }) => !query.shape.isRaw,
);

export const notCombined: Condition = ofQuery(
  "the query is not a union or the like",
  "the query combines others, and then its columns and conditions are fixed",
  ({ query }) => !query.shape.isCombined,
);

export const notSliced: Condition = ofQuery(
  "the query is not sliced",
  "the query is sliced, and then it takes no further conditions or orders",
  ({ query }) => !query.shape.isSliced,
);

export const notDistinct: Condition = ofQuery(
  "equal rows are not merged",
  "equal rows are merged, and with fewer columns more of them would be equal",
  ({ query }) => query.shape.distinct === "no",
);

export const holdsInstances: Condition = ofQuery(
  "the rows are instances",
  "the rows are plain values already",
  ({ query }) => query.load.columns.kind !== "values" && query.load.columns.kind !== "grouped",
);

export const notPrefetching: Condition = {
  holds: "nothing is prefetched",
  otherwise: "other rows are prefetched with these, and plain values would not hold them",
  brokenAt: ({ query }) =>
    query.load.prefetches[0]?.at ?? unless(query.shape.prefetch === "none", here(query)),
};

export const everyUseSeen: Condition = {
  holds: "every use of a row is in sight",
  otherwise: "a row goes where it cannot be followed, and may be read there",
  brokenAt: ({ query }) => {
    const opaque: readonly RowAccessKind[] = ["escape", "dynamic", "unknown-method", "text"];
    if (query.rowUse.isComplete) return undefined;
    return query.rowUse.uses.find((access) => opaque.includes(access.kind))?.at ?? query.use.at;
  },
};

export const noOwnLoading: Condition = ofQuery(
  "no code of the model looks at rows while they are loaded",
  "the model or a receiver looks at each row while it is loaded, which would fetch the missing columns one row at a time",
  ({ query }) => !query.model.traits.has("custom-init") && !query.model.traits.has("tracker"),
);

export const outsideTemplates: Condition = {
  holds: "the query does not stand inside an f-string",
  otherwise: "the query stands inside an f-string, whose quotes the edit could end",
  brokenAt: ({ query, syntax }) => unless(!isInTemplate(syntax, query.expression), here(query)),
};

export const outsideAsync: Condition = ofQuery(
  "the code is not asynchronous",
  "the code is asynchronous, where this would block",
  ({ query }) => !query.context.isAsync,
);
