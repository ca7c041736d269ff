import type { CodeDeclarations, CodeFacts } from "../orms/code-declarations.js";
import type { OrmTable } from "../orms/orm.js";
import { createFingerprint } from "../syntax/fingerprint.js";
import type { Language } from "../syntax/syntax.js";
import type { CatalogSourceInput } from "./catalog-source.js";
import { codeSource } from "./code-source.js";
import type { Model } from "./catalog.js";
import type { Engine } from "./environment.js";
import { withoutPlaces } from "./extract-file.js";
import { isIn } from "./languages.js";
import { linkEntities } from "./link-entities.js";

/** The models of tables whose models code declares in ways of the ORM's own. */
export interface CodeModels {
  /** The models of each table, with a hash of all that they were made from. */
  models(): readonly { readonly models: readonly Model[]; readonly fingerprint: string }[];
  /** Engines of the databases that files connect to. */
  engines(): readonly Engine[];
  changed(file: string, isThere: boolean): void;
  /** Changes whenever other files may declare something. */
  revision(): number;
  /** Changes whenever a file declares something else, or at another place; `undefined` for other tables. */
  stamp(tableName: string, file: string): string | undefined;
}

interface CodeTable {
  readonly name: string;
  readonly language: Language;
  readonly declarations: CodeDeclarations;
}

/** Models of code; nothing is read before it is asked for, and nothing at all of an ORM that no manifest names. */
export function createCodeModels(input: CatalogSourceInput): CodeModels {
  const { memory } = input;
  const tables = input.tables.flatMap(({ name, language, declarations }: OrmTable): readonly CodeTable[] =>
    declarations.kind === "code" ? [{ name, language, declarations }] : [],
  );
  const declaring = new Map<CodeTable, Set<string>>();
  const stamps = new WeakMap<CodeFacts, string>();
  let lastStamp = 0;
  let revision = 0;

  const declares = ({ language, declarations }: CodeTable, file: string): boolean => {
    if (!isIn(language, file)) return false;
    const content = input.read(file);
    return content.kind === "text" && declarations.hint.test(content.text);
  };
  const filesOf = (table: CodeTable): readonly string[] => {
    const known =
      declaring.get(table) ?? new Set([...input.declaring()].filter((file) => declares(table, file)));
    declaring.set(table, known);
    return [...known].sort();
  };
  const factsIn = (table: CodeTable, file: string): CodeFacts =>
    memory.remember(`declarations ${table.name}:${file}`, () => {
      // Places move with the text, even where the outline stays the same.
      input.askText(file);
      return table.declarations.extract(codeSource(input, file));
    });
  /** Another text for other facts: the catalog need not know what each of its files depends on. */
  const stampOf = (facts: CodeFacts): string => {
    const stamp = stamps.get(facts) ?? String((lastStamp += 1));
    stamps.set(facts, stamp);
    return stamp;
  };
  const factsOf = (table: CodeTable): readonly CodeFacts[] => {
    if (!input.isUsed(table.name)) return [];
    return filesOf(table).map((file) => {
      const facts = memory.apart(() => factsIn(table, file));
      memory.ask(["declarations", table.name, file].join("\n"), stampOf(facts));
      return facts;
    });
  };

  return {
    models: () =>
      tables.map((table) => {
        const facts = factsOf(table);
        const entities = facts.flatMap((one) => one.entities);
        const additions = facts.flatMap((one) => one.additions ?? []);
        const hash = createFingerprint();
        hash.add(JSON.stringify([entities, additions], withoutPlaces));
        return {
          models: linkEntities({ orm: table.name, entities, additions, moduleNameOf: input.modules.nameOf }),
          fingerprint: hash.value(),
        };
      }),
    engines: () => tables.flatMap((table) => factsOf(table).flatMap(({ engines }) => engines)),
    changed(file, isThere) {
      for (const [table, files] of declaring) {
        const isDeclaring = isThere && declares(table, file);
        if (files.has(file) === isDeclaring) continue;
        revision += 1;
        if (isDeclaring) files.add(file);
        else files.delete(file);
      }
    },
    revision: () => revision,
    stamp(tableName, file) {
      const table = tables.find(({ name }) => name === tableName);
      return table && memory.apart(() => stampOf(factsIn(table, file)));
    },
  };
}
