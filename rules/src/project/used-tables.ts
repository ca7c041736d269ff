import type { OrmTable } from "../orms/orm.js";
import type { FileContent } from "./file-host.js";
import { isIn, languages } from "./languages.js";
import type { Memory } from "./memory.js";
import type { Schemas } from "./schemas.js";

/** What tells which ORMs a project uses. */
export interface UsedTablesInput {
  readonly tables: readonly OrmTable[];
  readonly memory: Memory;
  readonly schemas: Schemas;
  readonly declaring: () => ReadonlySet<string>;
  readonly read: (file: string) => FileContent;
  readonly askFiles: () => void;
  readonly askText: (file: string) => void;
}

/**
 * Whether a project uses the ORM of a table. One whose models stand in schemas needs a schema; one whose models any code
 * may declare is used if the package lists name it, or, where there are none, a source: the sources of all other projects
 * need not be looked through for models.
 */
export function createUsedTables(input: UsedTablesInput): (table: string) => boolean {
  const { memory, tables } = input;
  const names = ({ packages, language }: OrmTable): boolean => {
    input.askFiles();
    const files = [...input.declaring()];
    const lists = files.filter(isPackageList);
    return (lists.length > 0 ? lists : files.filter((file) => isIn(language, file))).some((file) => {
      input.askText(file);
      const content = input.read(file);
      return content.kind === "text" && packages.some((name) => isNamed(content.text, name));
    });
  };
  return (name) => {
    const table = tables.find((one) => one.name === name);
    if (table?.declarations.kind === "schema") return input.schemas.of(table)?.models.length !== 0;
    if (table?.declarations.kind !== "code") return true;
    const isUsed = memory.apart(() => memory.remember(`used ${name}`, () => names(table)));
    memory.ask(["used", name].join("\n"), String(isUsed));
    return isUsed;
  };
}

function isNamed(text: string, name: string): boolean {
  return text.includes(`"${name}"`) || text.includes(`'${name}'`);
}

function isPackageList(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return languages.some((language) => language.isPackageList(name));
}
