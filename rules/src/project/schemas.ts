import type { SchemaFacts } from "../orms/declarations.js";
import type { OrmTable } from "../orms/orm.js";
import type { FileContent } from "./file-host.js";
import type { Memory } from "./memory.js";

/** What the schema files of the project say. */
export interface Schemas {
  /** What those of one table say; `undefined` for a table whose models stand in source code. */
  of(table: OrmTable): SchemaFacts | undefined;
  /** Whether a file is part of a schema of some table. */
  isSchema(file: string): boolean;
}

/** What schemas are read from. */
export interface SchemasInput {
  readonly tables: readonly OrmTable[];
  readonly memory: Memory;
  readonly declaring: () => ReadonlySet<string>;
  readonly read: (file: string) => FileContent;
  readonly askFiles: () => void;
  readonly askText: (file: string) => void;
}

/** Schemas; nothing is read before it is asked for. */
export function createSchemas(input: SchemasInput): Schemas {
  const { tables, memory } = input;
  return {
    of: ({ name, declarations }) =>
      declarations.kind !== "schema"
        ? undefined
        : memory.remember(`schema ${name}`, () => {
            input.askFiles();
            const files = [...input.declaring()].filter(declarations.isSchema).sort();
            return declarations.read(
              files.flatMap((file) => {
                input.askText(file);
                const content = input.read(file);
                return content.kind === "text" ? [{ file, text: content.text }] : [];
              }),
            );
          }),
    isSchema: (file) =>
      tables.some(({ declarations }) => declarations.kind === "schema" && declarations.isSchema(file)),
  };
}
