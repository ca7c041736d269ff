// Documents in memory, found and changed as the commands of the truth suite ask for it.
import mongoose from "mongoose";
import { Query } from "mingo";
import { isDocument, listIn, numberIn } from "./values.js";
import type { Document } from "./messages.js";

const { ObjectId } = mongoose.mongo.BSON;

/** Collections by name. */
export type Collections = Map<string, Document[]>;

/** Documents that match, in order, without those that are skipped. */
export function findIn(documents: readonly Document[], command: Document): readonly Document[] {
  const matching = matchingIn(documents, command["filter"]);
  const sorted = isDocument(command["sort"]) ? sortedBy(matching, command["sort"]) : matching;
  const [skip, limit] = [numberIn(command["skip"]) ?? 0, Math.abs(numberIn(command["limit"]) ?? 0)];
  const found = sorted.slice(skip, limit === 0 ? undefined : skip + limit);
  const projection = command["projection"];
  return isDocument(projection) ? found.map((one) => projected(one, projection)) : found;
}

/** Documents that match a filter. */
export function matchingIn(documents: readonly Document[], filter: unknown): readonly Document[] {
  const query = new Query(isDocument(filter) ? plainIn(filter) : {});
  const key = isDocument(filter) ? filter["_id"] : undefined;
  const candidates =
    key instanceof ObjectId ? documents.filter(({ _id }) => key.equals(String(_id))) : documents;
  return candidates.filter((document) => query.test(plainIn(document)));
}

/** The answer to an aggregation of `$match`, `$sort`, `$skip`, `$limit` and the count that drivers make of them. */
export function aggregateIn(documents: readonly Document[], pipeline: unknown): readonly Document[] {
  let rows = documents;
  for (const stage of listIn(pipeline).filter(isDocument)) {
    if ("$match" in stage) rows = matchingIn(rows, stage["$match"]);
    else if (isDocument(stage["$sort"])) rows = sortedBy(rows, stage["$sort"]);
    else if ("$skip" in stage) rows = rows.slice(numberIn(stage["$skip"]));
    else if ("$limit" in stage) rows = rows.slice(0, numberIn(stage["$limit"]));
    else if ("$group" in stage) rows = rows.length === 0 ? [] : [{ _id: 1, n: rows.length }];
    else throw new Error(`no stage like ${Object.keys(stage).join(", ")}`);
  }
  return rows;
}

/** Sets what `$set` says; anything else is no matter of the suite. */
export function updateIn(documents: readonly Document[], updates: unknown): number {
  let count = 0;
  for (const update of listIn(updates).filter(isDocument)) {
    const found = matchingIn(documents, update["q"]);
    const change = isDocument(update["u"]) ? update["u"]["$set"] : undefined;
    for (const one of update["multi"] === true ? found : found.slice(0, 1)) {
      if (isDocument(change)) Object.assign(one, change);
      count += 1;
    }
  }
  return count;
}

function projected(document: Document, projection: Document): Document {
  const names = Object.keys(projection).filter((name) => name !== "_id");
  const isExclusion = names.every((name) => numberIn(projection[name]) === 0);
  const hidesKey = numberIn(projection["_id"]) === 0;
  return Object.fromEntries(
    Object.entries(document).filter(([name]) =>
      name === "_id" ? !hidesKey : isExclusion !== names.includes(name),
    ),
  );
}

function sortedBy(documents: readonly Document[], sort: Document): readonly Document[] {
  const keys = Object.entries(sort);
  return [...documents].sort((left, right) => {
    for (const [name, direction] of keys) {
      const [one, other] = [textOf(left[name]), textOf(right[name])];
      if (one !== other) return (one < other ? -1 : 1) * (numberIn(direction) ?? 1);
    }
    return 0;
  });
}

function textOf(value: unknown): string {
  const plain = plainOf(value);
  return typeof plain === "number" ? String(plain).padStart(12, "0") : String(plain);
}

/** Keys as texts, so that they compare by what they hold. */
function plainIn(document: Document): Document {
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, plainOf(value)]));
}

function plainOf(value: unknown): unknown {
  if (value instanceof ObjectId) return value.toHexString();
  if (Array.isArray(value)) return value.map(plainOf);
  if (typeof value === "object" && value !== null && "_bsontype" in value) return JSON.stringify(value);
  return isDocument(value) && !(value instanceof Date) ? plainIn(value) : value;
}
