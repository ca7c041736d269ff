import { oncePerObject } from "./once-per-object.js";

/** A list of an ORM table as a set: tables are written to be read, and asked millions of times. */
export const setOf = oncePerObject((list: readonly string[]): ReadonlySet<string> => new Set(list));
