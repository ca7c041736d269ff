import type { Document } from "./messages.js";

/** Whether a value is an object with members. */
export function isDocument(value: unknown): value is Document {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list, or nothing where the value is none. */
export function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number, also one that is sent with a type of its own. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return isDocument(value) && "_bsontype" in value ? Number(value) : undefined;
}
