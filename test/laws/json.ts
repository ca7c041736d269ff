/** The members of a parsed JSON object; anything else is an error of the test. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) throw new Error(`Not an object: ${String(value)}`);
  return Object.fromEntries<unknown>(Object.entries(value));
}

/** The elements of a parsed JSON array; anything else is an error of the test. */
export function elementsOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`Not a list: ${String(value)}`);
  return value;
}
