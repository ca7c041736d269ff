import type { QueryShape, Rows } from "../../flow/query.js";
import type { Model } from "../../project/catalog.js";
import type { OptionValue } from "../options.js";
import { isUndefined } from "./read-where.js";

/** More rows than this are no bound. */
const mostRows = 10_000;

/** What `take` leaves; `undefined` where it is no bound. One of many pages is one, however long. */
export function boundOf(take: OptionValue | undefined, most = mostRows): Rows | undefined {
  if (!take || isUndefined(take)) return undefined;
  if (take.kind !== "literal" || typeof take.value !== "number") return { level: "external" };
  const count = Math.abs(take.value);
  return count <= most ? { level: "constant", count } : undefined;
}

/** How rows are ordered. */
export type Order = Pick<QueryShape, "order" | "orderBy">;

/** The order that `orderBy` asks for; names are empty where it is out of sight. */
export function orderOf(orderBy: OptionValue | undefined, model: Model): Order {
  if (!orderBy || isUndefined(orderBy)) return { order: "none", orderBy: [] };
  const parts = orderBy.kind === "list" ? orderBy.items : [orderBy];
  const names: string[] = [];
  for (const part of parts) {
    const [entry, ...others] = part.kind === "object" && !part.isOpen ? [...part.fields] : [];
    if (!entry || others.length > 0) return { order: "explicit", orderBy: [] };
    const [name, value] = entry;
    const direction = value.kind === "object" ? value.fields.get("sort") : value;
    if (direction?.kind !== "literal") return { order: "explicit", orderBy: [] };
    names.push(direction.value === "desc" ? `-${name}` : name);
  }
  const columns = names.map((name) => name.replace(/^-/, ""));
  const isTotal = model.unique.some((unique) => unique.every((name) => columns.includes(name)));
  return { order: isTotal ? "total" : "explicit", orderBy: names };
}
