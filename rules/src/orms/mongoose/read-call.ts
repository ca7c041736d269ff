import type { Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type {
  ChainBefore,
  ChainCall,
  OptionFields,
  OptionsRead,
  OptionsSurroundings,
  OptionValue,
} from "../options.js";
import { fewer } from "./fewer.js";
import { readFilter } from "./read-filter.js";
import { readPipeline } from "./read-pipeline.js";
import { readPopulate } from "./read-populate.js";
import { columnsSelected } from "./read-selection.js";

type Change = Partial<OptionsRead>;

/** What a reader of a call may look at. */
interface Reading {
  readonly before: ChainBefore;
  readonly model: Model;
  readonly surroundings: OptionsSurroundings;
}

type Reader = (call: ChainCall, reading: Reading) => Change;

/** Reads one call of a chain: https://mongoosejs.com/docs/api/query.html. Calls without a row here change no load. */
export function readCall(
  call: ChainCall,
  before: ChainBefore,
  model: Model,
  surroundings: OptionsSurroundings,
): Change {
  if (call.isOpen) return { rows: { level: "unknown" }, columns: { kind: "unknown" } };
  const reader = Object.hasOwn(readers, call.name) ? readers[call.name] : undefined;
  return reader?.(call, { before, model, surroundings }) ?? {};
}

const narrow: Reader = (_, { before }) => ({ rows: fewer(before.rows, { level: "narrowed" }) });

/** What a stage makes of the documents is no document of the model any more. */
const unread: Reader = () => ({ rows: { level: "unknown" }, columns: { kind: "grouped" } });

const readers: Readonly<Record<string, Reader>> = {
  find: readFind,
  findOne: (call, reading) => ({ ...readFind(call, reading), rows: { level: "one" } }),
  findById: (call, reading) => ({ ...readOptions(call.arguments, reading), rows: { level: "one" } }),
  findOneAndUpdate: (call, reading) => ({
    ...readOptionsAt(call.arguments[2], reading),
    rows: { level: "one" },
  }),
  findByIdAndUpdate: (call, reading) => ({
    ...readOptionsAt(call.arguments[2], reading),
    rows: { level: "one" },
  }),
  where: readWhere,
  and: narrow,
  or: narrow,
  nor: narrow,
  merge: narrow,
  equals: narrow,
  in: narrow,
  nin: narrow,
  gt: narrow,
  gte: narrow,
  lt: narrow,
  lte: narrow,
  ne: narrow,
  regex: narrow,
  elemMatch: narrow,
  limit: ({ arguments: [given] }, { before }) => limited(given, before.rows),
  skip: () => ({ shape: { isSliced: true } }),
  sort: ({ arguments: [given] }, { model }) => ({ shape: orderOf(given, model) }),
  select: ({ arguments: [given] }, { before, model }) => ({
    columns: columnsSelected(given, before.columns, model),
  }),
  slice: ({ arguments: [given] }, { before }) =>
    given?.kind === "literal" ? {} : { columns: before.columns },
  populate: (call, { model, surroundings }) => readPopulate(call, model, surroundings),
  lean: ({ arguments: [given] }) => (isOff(given) ? {} : { shape: { isPlain: true } }),
  setOptions: ({ arguments: [given] }, reading) => readOptionsAt(given, reading),
  aggregate: ({ arguments: [given] }, { model }) => readPipeline(given, model),
  match: ({ arguments: [given] }, { before, model }) => ({
    rows: fewer(before.rows, readFilter(given, model).rows),
  }),
  append: unread,
  sample: unread,
  group: unread,
  project: unread,
  unwind: unread,
  lookup: unread,
  addFields: unread,
  replaceRoot: unread,
  sortByCount: unread,
  facet: unread,
};

/** `find(filter, projection, options)` */
function readFind(call: ChainCall, reading: Reading): Change {
  const [first] = call.arguments;
  const filter = readFilter(first, reading.model);
  const options = readOptions(call.arguments, {
    ...reading,
    before: { ...reading.before, rows: fewer(reading.before.rows, filter.rows) },
  });
  return {
    ...options,
    rows: fewer(options.rows ?? reading.before.rows, filter.rows),
    looseBounds: [...filter.looseBounds, ...(options.looseBounds ?? [])],
  };
}

function readOptions([, projection, options]: readonly OptionValue[], reading: Reading): Change {
  const columns = columnsSelected(projection, reading.before.columns, reading.model);
  const change = readOptionsAt(options, { ...reading, before: { ...reading.before, columns } });
  return { columns, ...change };
}

/** Options of a query: https://mongoosejs.com/docs/api/query.html#Query.prototype.setOptions() */
function readOptionsAt(options: OptionValue | undefined, { before, model, surroundings }: Reading): Change {
  if (!options || isNothing(options)) return {};
  if (options.kind !== "object") return hidden;
  const { fields } = options;
  const projection = fields.get("projection") ?? fields.get("fields");
  const columns = columnsSelected(projection, before.columns, model);
  const limit = fields.get("limit");
  const change: Change = {
    columns,
    shape: {
      ...(fields.has("sort") ? orderOf(fields.get("sort"), model) : {}),
      ...(fields.has("lean") && !isOff(fields.get("lean")) ? { isPlain: true } : {}),
      ...(fields.has("skip") || fields.has("limit") ? { isSliced: true } : {}),
    },
    ...populated(fields, model, surroundings),
  };
  const bound = limit ? limited(limit, before.rows) : {};
  const all = { ...change, ...bound, shape: { ...change.shape, ...bound.shape } };
  return options.isOpen && !isSmall(all.rows) ? { ...all, ...hidden } : all;
}

const hidden: Change = { rows: { level: "unknown" }, columns: { kind: "unknown" } };

function isSmall(rows: Rows | undefined): boolean {
  return rows?.level === "one" || rows?.level === "constant";
}

function populated(fields: OptionFields, model: Model, surroundings: OptionsSurroundings): Change {
  const given = fields.get("populate");
  if (!given) return {};
  const call: ChainCall = { name: "populate", at: given.at, arguments: [given], isOpen: false };
  return readPopulate(call, model, surroundings);
}

function readWhere({ arguments: [given] }: ChainCall, { before, model }: Reading): Change {
  if (!given) return {};
  if (given.kind !== "object") return { rows: fewer(before.rows, { level: "narrowed" }) };
  const { rows, looseBounds } = readFilter(given, model);
  return { rows: fewer(before.rows, rows), looseBounds };
}

/** More rows than this are no bound. */
const mostRows = 10_000;

/** `limit(0)` is none, and `limit(-n)` is `n`: https://www.mongodb.com/docs/manual/reference/method/cursor.limit/ */
function limited(given: OptionValue | undefined, rows: Rows): Change {
  if (!given || isNothing(given)) {
    const at = given?.at;
    return at ? { looseBounds: [{ reason: "limit is undefined, which is no bound", at }] } : {};
  }
  const shape = { isSliced: true };
  const count =
    given.kind === "literal" && typeof given.value !== "boolean" ? Math.abs(Number(given.value)) : undefined;
  if (count === undefined || Number.isNaN(count)) return { rows: fewer(rows, { level: "external" }), shape };
  if (count === 0) return { looseBounds: [{ reason: "a limit of 0 is no bound", at: given.at }] };
  return count <= mostRows ? { rows: fewer(rows, { level: "constant", count }), shape } : { shape };
}

/** `sort("-created _id")`, `sort({ created: -1 })`, `sort([["created", -1]])` */
function orderOf(given: OptionValue | undefined, model: Model): OptionsRead["shape"] {
  const names = given && namesOf(given);
  if (!names) return { order: "explicit", orderBy: [] };
  const columns = names.map((name) => name.replace(/^-/, ""));
  const isTotal = model.unique.some((unique) => unique.every((name) => columns.includes(name)));
  return { order: names.length === 0 ? "none" : isTotal ? "total" : "explicit", orderBy: names };
}

function namesOf(given: OptionValue): readonly string[] | undefined {
  if (given.kind === "literal" && typeof given.value === "string")
    return given.value.split(/\s+/).filter((name) => name !== "");
  if (given.kind !== "object" || given.isOpen) return undefined;
  const names = [...given.fields].map(([name, direction]) =>
    direction.kind === "literal" ? `${isBackwards(direction.value) ? "-" : ""}${name}` : undefined,
  );
  return names.every((name) => name !== undefined) ? names : undefined;
}

function isBackwards(direction: unknown): boolean {
  return direction === -1 || direction === "-1" || direction === "desc" || direction === "descending";
}

function isOff(value: OptionValue | undefined): boolean {
  return value?.kind === "literal" && value.value === false;
}

function isNothing(value: OptionValue): boolean {
  return value.kind === "literal" && (value.value === undefined || value.value === null);
}
