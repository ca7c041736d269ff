import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import type { Finished } from "./run-leanrows.js";

/** What other programs read from `leanrows check --format json`, as far as the tests look. */
export interface CheckOutput {
  readonly files: number;
  readonly findings: readonly FindingOutput[];
  readonly errors: readonly { readonly file: string; readonly message: string }[];
}

export interface FindingOutput {
  readonly rule: string;
  readonly file: string;
  readonly range: {
    readonly start: { readonly line: number; readonly column: number; readonly offset: number };
  };
  readonly fixes: readonly FixOutput[];
}

export interface FixOutput {
  readonly form: string;
  readonly safety: "safe" | "suggestion";
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
}

/** The output, which must follow the schema that ships with the package, to the last member. */
export function readOutput({ stdout, stderr }: Finished): CheckOutput {
  if (stdout === "") throw new Error(`nothing was written; standard error says: ${stderr}`);
  const output: unknown = JSON.parse(stdout);
  if (follows(output)) return output;
  throw new Error(`not as the schema says: ${JSON.stringify(follows.errors, undefined, 2)}`);
}

/** Whether a document follows the schema with every object closed. */
export function followsSchema(document: unknown): boolean {
  return follows(document);
}

const schemaFile = new URL("../../server/schema/check-v1.schema.json", import.meta.url);
const follows = new Ajv({ allErrors: true }).compile<CheckOutput>(
  closed(JSON.parse(readFileSync(schemaFile, "utf8"))),
);

/** The schema with every object closed: what we write has no member that the contract does not describe. */
function closed(schema: unknown): object {
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
