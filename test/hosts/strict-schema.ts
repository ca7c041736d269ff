/** The schema with every object closed: what we write has no member that the contract does not describe. */
export function strictSchema(schema: unknown): object {
  const strict = close(schema);
  if (typeof strict !== "object" || strict === null) throw new Error("a schema is an object");
  return strict;
}

function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(close);
  if (typeof node !== "object" || node === null) return node;
  const members = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, close(value)]));
  return "properties" in node ? { ...members, additionalProperties: false } : members;
}
