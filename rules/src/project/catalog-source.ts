import type { OrmTable } from "../orms/orm.js";
import { createFingerprint } from "../syntax/fingerprint.js";
import type { Syntax } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import { appOf } from "./apps.js";
import { buildModels } from "./build-catalog.js";
import type { Catalog, Model } from "./catalog.js";
import type { ExtractContext } from "./extract-context.js";
import { extractFile, type FileDeclarations } from "./extract-file.js";
import type { FileContent } from "./file-host.js";
import { filesToOutline, type Hints, hintsOf } from "./hints.js";
import { byLabel, findByLabel } from "./labels.js";
import type { Memory } from "./memory.js";
import { folderOf } from "./modules.js";
import type { Resolver } from "./resolver.js";
import { readUserModel } from "./user-model.js";

/** The catalog with what finds models in it. */
export interface IndexedCatalog {
  readonly catalog: Catalog;
  /** By file and class name, `FILE:Order`. */
  readonly byClass: ReadonlyMap<string, Model>;
  byLabel(label: string, file: string): Model | undefined;
}

/** Makes the catalog, and makes it again when the files say something else. */
export interface CatalogSource {
  catalog(): IndexedCatalog;
  /** Says that a file changed; `isThere` if it still declares something. */
  changed(file: string, isThere: boolean): void;
  /** Changes whenever other files may declare models. */
  revision(): string;
}

/** What the catalog is made of. What is asked of these is noted in the memory. */
export interface CatalogSourceInput {
  readonly tables: readonly OrmTable[];
  readonly memory: Memory;
  readonly resolver: Resolver;
  readonly stubs: readonly string[];
  moduleNameOf(file: string): string;
  declaring(): ReadonlySet<string>;
  settingsFiles(): readonly string[];
  read(file: string): FileContent;
  outline(file: string): readonly Statement[] | undefined;
  syntax(file: string): Syntax | undefined;
  askFiles(): void;
  askText(file: string): void;
}

/** A source of the catalog; nothing is read before it is asked for. */
export function createCatalogSource(input: CatalogSourceInput): CatalogSource {
  const { tables, memory } = input;
  let hints: Map<OrmTable, Map<string, Hints>> | undefined;
  let revision = 0;

  const collect = (): Map<OrmTable, Map<string, Hints>> => {
    const found = new Map(tables.map((table) => [table, new Map<string, Hints>()]));
    for (const file of input.declaring()) {
      const content = input.read(file);
      if (content.kind !== "text") continue;
      for (const [table, byFile] of found) {
        const one = hintsOf(table.declarations, content.text);
        if (one) byFile.set(file, one);
      }
    }
    return found;
  };

  const modelsOf = (table: OrmTable, userModel: string): readonly Model[] => {
    hints ??= collect();
    const context: ExtractContext = {
      declarations: table.declarations,
      resolver: input.resolver,
      moduleNameOf: input.moduleNameOf,
      statementsOf: input.outline,
      syntax: input.syntax,
      remember: (stage, { file, name }, compute) =>
        memory.remember(`${stage} ${table.name} ${name}:${file}`, () => {
          // Places of columns move with the text, even where the outline stays the same.
          input.askText(file);
          return compute();
        }),
    };
    const files = [...filesToOutline(table.declarations, hints.get(table) ?? new Map()), ...input.stubs];
    const declared = files.map((file): FileDeclarations =>
      memory.remember(`declarations ${table.name}:${file}`, () => {
        input.askText(file);
        return extractFile(context, file);
      }),
    );
    const labels = new Map(
      declared.flatMap(({ file, appLabel }) =>
        appLabel === undefined ? [] : [[folderOf(file), appLabel] as const],
      ),
    );
    return buildModels({
      orm: table.name,
      declarations: table.declarations,
      models: declared.flatMap(({ models }) => models),
      receivers: declared.flatMap(({ file, receivers }) => receivers.map((receiver) => ({ receiver, file }))),
      userModel,
      appOf: (file) => appOf(file, labels, (path) => input.declaring().has(path)),
    });
  };

  return {
    catalog: () =>
      memory.remember("catalog", () => {
        input.askFiles();
        memory.ask("hints", String(revision));
        const users = tables.map((table) => readUserModel(table.declarations.userModel, input));
        const models = tables.flatMap((table, index) => modelsOf(table, users[index] ?? ""));
        return indexed(models, users, tables);
      }),
    changed(file, isThere) {
      if (!hints) return;
      for (const [table, byFile] of hints) {
        const content = isThere ? input.read(file) : undefined;
        const now = content?.kind === "text" ? hintsOf(table.declarations, content.text) : undefined;
        if (JSON.stringify(byFile.get(file)) !== JSON.stringify(now)) revision += 1;
        if (now) byFile.set(file, now);
        else byFile.delete(file);
      }
    },
    revision: () => String(revision),
  };
}

function indexed(
  models: readonly Model[],
  users: readonly string[],
  tables: readonly OrmTable[],
): IndexedCatalog {
  const labelled = models.map((model) => ({
    name: model.name,
    app: (model.label ?? "").slice(0, -model.name.length - 1),
    file: model.declared.file,
    model,
  }));
  const labels = byLabel(labelled);
  const apps = new Map(labelled.map(({ file, app }) => [file, app]));
  const catalog: Catalog = {
    models: new Map(models.map((model) => [model.id, model])),
    fingerprint: fingerprintOf(models, users),
  };
  return {
    catalog,
    byClass: new Map(models.map((model) => [`${model.declared.file}:${model.name}`, model])),
    byLabel(label, file) {
      const setting = tables.findIndex(
        ({ declarations }) =>
          label === declarations.userModel.setting || label.endsWith(`.${declarations.userModel.setting}`),
      );
      return findByLabel(labels, users[setting] ?? label, apps.get(file) ?? "", file)?.model;
    },
  };
}

/** Hash of what the models are, without where they stand. */
function fingerprintOf(models: readonly Model[], users: readonly string[]): string {
  const hash = createFingerprint();
  for (const user of users) hash.add(user);
  const sorted = [...models].sort((left, right) => (left.id < right.id ? -1 : 1));
  for (const model of sorted) hash.add(JSON.stringify(model, withoutPlaces));
  return hash.value();
}

function withoutPlaces(key: string, value: unknown): unknown {
  if (key === "declared") return undefined;
  if (value instanceof Map) return Array.from(value);
  return value instanceof Set ? Array.from(value).sort() : value;
}
