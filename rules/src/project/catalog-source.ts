import type { ClassDeclarations } from "../orms/declarations.js";
import type { OrmTable } from "../orms/orm.js";
import { createFingerprint } from "../syntax/fingerprint.js";
import type { Language, Syntax } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import { appOf } from "./apps.js";
import { buildModels, placeModels } from "./build-catalog.js";
import type { Catalog, ClassReference, Model } from "./catalog.js";
import { type CodeModels, createCodeModels } from "./code-models.js";
import type { Engine } from "./environment.js";
import type { ExtractContext } from "./extract-context.js";
import { extractFile, type FileDeclarations, withoutPlaces } from "./extract-file.js";
import type { FileContent } from "./file-host.js";
import type { DeclaredModel } from "./extract-models.js";
import { filesToOutline, type Hints, hintsOf } from "./hints.js";
import { byLabel, findByLabel } from "./labels.js";
import { isIn } from "./languages.js";
import type { Memory } from "./memory.js";
import { folderOf, type Modules } from "./modules.js";
import type { Resolver } from "./resolver.js";
import type { Schemas } from "./schemas.js";
import type { Symbol } from "./symbols.js";
import { readUserModel } from "./user-model.js";

/** The catalog with what finds models in it. */
export interface IndexedCatalog {
  readonly catalog: Catalog;
  /** The model of a class, or of a variable that holds one. */
  named(symbol: Symbol): Model | undefined;
  /** The model that a file knows under a name. */
  at(reference: ClassReference): Model | undefined;
  byLabel(label: string, file: string): Model | undefined;
}

/** Makes the catalog, and makes it again when the files say something else. */
export interface CatalogSource {
  catalog(): IndexedCatalog;
  /** Says that a file changed; `isThere` if it still declares something. */
  changed(file: string, isThere: boolean): void;
  /** Changes whenever other files may declare models. */
  revision(): string;
  /** Changes whenever a file declares something else, or at another place. */
  stamp(tableName: string, file: string): string;
  /** Engines of the databases that code connects to. */
  engines(): readonly Engine[];
}

/** What the catalog is made of. What is asked of these is noted in the memory. */
export interface CatalogSourceInput {
  readonly tables: readonly OrmTable[];
  readonly memory: Memory;
  readonly resolver: Resolver;
  readonly schemas: Schemas;
  readonly stubs: readonly string[];
  readonly modules: Pick<Modules, "find" | "nameOf">;
  readonly declaring: () => ReadonlySet<string>;
  readonly settingsFiles: () => readonly string[];
  readonly read: (file: string) => FileContent;
  readonly outline: (file: string) => readonly Statement[] | undefined;
  readonly syntax: (file: string) => Syntax | undefined;
  readonly askFiles: () => void;
  readonly askText: (file: string) => void;
  /** Whether the project's manifests name a package of a table; each is used where there are no manifests. */
  readonly isUsed: (table: string) => boolean;
}

/** A table whose models are classes of the program. */
interface ClassTable {
  readonly name: string;
  readonly language: Language;
  readonly declarations: ClassDeclarations;
}

/** A source of the catalog; nothing is read before it is asked for. */
export function createCatalogSource(input: CatalogSourceInput): CatalogSource {
  const { memory, modules } = input;
  const tables = input.tables.flatMap(({ name, language, declarations }): readonly ClassTable[] =>
    declarations.kind === "classes" ? [{ name, language, declarations }] : [],
  );
  const inCode = createCodeModels(input);
  let hints: Map<ClassTable, Map<string, Hints>> | undefined;
  /** The models that were made last of each table, from what was extracted, which says this. */
  const latest = new Map<
    ClassTable,
    { readonly says: string; readonly extracted: readonly DeclaredModel[]; readonly models: readonly Model[] }
  >();
  const stamps = new WeakMap<FileDeclarations, string>();
  let lastStamp = 0;
  let revision = 0;
  let filesOf:
    { readonly revision: number; readonly byTable: Map<ClassTable, readonly string[]> } | undefined;

  const collect = (): Map<ClassTable, Map<string, Hints>> => {
    const found = new Map(tables.map((table) => [table, new Map<string, Hints>()]));
    for (const file of input.declaring()) {
      if (!tables.some(({ language }) => isIn(language, file))) continue;
      const content = input.read(file);
      if (content.kind !== "text") continue;
      for (const [table, byFile] of found) {
        if (!isIn(table.language, file)) continue;
        const one = hintsOf(table.declarations, content.text);
        if (one) byFile.set(file, one);
      }
    }
    return found;
  };

  const filesFor = (table: ClassTable): readonly string[] => {
    hints ??= collect();
    if (filesOf?.revision !== revision) filesOf = { revision, byTable: new Map() };
    const known =
      filesOf.byTable.get(table) ?? filesToOutline(table.declarations, hints.get(table) ?? new Map());
    filesOf.byTable.set(table, known);
    return known;
  };

  const declarationsIn = (table: ClassTable, file: string): FileDeclarations =>
    memory.remember(`declarations ${table.name}:${file}`, () => {
      input.askText(file);
      return extractFile(contextOf(table), file);
    });

  const contextOf = (table: ClassTable): ExtractContext => ({
    declarations: table.declarations,
    resolver: input.resolver,
    moduleNameOf: modules.nameOf,
    statementsOf: input.outline,
    syntax: input.syntax,
    remember: (stage, { file, name }, compute) =>
      memory.remember(`${stage} ${table.name} ${name}:${file}`, () => {
        // Places of columns move with the text, even where the outline stays the same.
        input.askText(file);
        return compute();
      }),
  });

  /** Another text for other declarations: the catalog need not know what each of its files depends on. */
  const stampOf = (declarations: FileDeclarations): string => {
    const stamp = stamps.get(declarations) ?? String((lastStamp += 1));
    stamps.set(declarations, stamp);
    return stamp;
  };

  const modelsOf = (table: ClassTable, userModel: string): TableModels => {
    // A project may declare the models of a package itself, in stubs or because it is that package.
    const stubs = input.stubs.filter((stub) => modules.find(modules.nameOf(stub), "") === stub);
    const files = [...filesFor(table), ...stubs];
    const declared = files.map((file) => {
      const one = memory.apart(() => declarationsIn(table, file));
      memory.ask(["declarations", table.name, file].join("\n"), stampOf(one));
      return one;
    });
    const labels = new Map(
      declared.flatMap(({ file, appLabel }) =>
        appLabel === undefined ? [] : [[folderOf(file), appLabel] as const],
      ),
    );
    const appFor = (file: string): string => appOf(file, labels, (path) => input.declaring().has(path));
    const fingerprints = [userModel, ...declared.map(({ fingerprint }) => fingerprint)];
    const says = JSON.stringify([fingerprints, files.map((file) => [file, appFor(file)])]);
    const extracted = declared.flatMap(({ models }) => models);
    const old = latest.get(table);
    const models =
      old?.says === says
        ? placeModels(table.declarations, old.models, old.extracted, extracted)
        : buildModels({
            orm: table.name,
            declarations: table.declarations,
            models: extracted,
            receivers: declared.flatMap(({ file, receivers }) =>
              receivers.map((receiver) => ({ receiver, file })),
            ),
            userModel,
            appOf: appFor,
          });
    latest.set(table, { says, extracted, models });
    return { models, appOf: appFor, fingerprints };
  };

  const hintsRevision = (): string => `${String(revision)}.${String(inCode.revision())}`;

  return {
    catalog: () =>
      memory.remember("catalog", () => {
        input.askFiles();
        memory.ask("hints", hintsRevision());
        const users = tables.map((table) => readUserModel(table.declarations.userModel, input));
        const inSchemas = input.tables.flatMap((table) => schemaModels(input.schemas, table));
        const inClasses = tables.map((table, index) => modelsOf(table, users[index] ?? ""));
        return indexed([...inClasses, ...inSchemas, ...codeModels(inCode)], users, tables);
      }),
    changed(file, isThere) {
      inCode.changed(file, isThere);
      if (!hints) return;
      for (const [table, byFile] of hints) {
        const content = isThere && isIn(table.language, file) ? input.read(file) : undefined;
        const now = content?.kind === "text" ? hintsOf(table.declarations, content.text) : undefined;
        if (JSON.stringify(byFile.get(file)) !== JSON.stringify(now)) revision += 1;
        if (now) byFile.set(file, now);
        else byFile.delete(file);
      }
    },
    revision: hintsRevision,
    stamp(tableName, file) {
      const table = tables.find(({ name }) => name === tableName);
      if (!table) return inCode.stamp(tableName, file) ?? "";
      return memory.apart(() => stampOf(declarationsIn(table, file)));
    },
    engines() {
      input.askFiles();
      memory.ask("hints", hintsRevision());
      return inCode.engines();
    },
  };
}

/** The models of one table, with hashes of all that they were made from. */
interface TableModels {
  readonly models: readonly Model[];
  readonly appOf: (file: string) => string;
  readonly fingerprints: readonly string[];
}

/** The models of a table whose models stand in schema files. */
function schemaModels(schemas: Schemas, table: OrmTable): readonly TableModels[] {
  const facts = schemas.of(table);
  if (!facts) return [];
  const hash = createFingerprint();
  hash.add(JSON.stringify(facts, withoutPlaces));
  return [{ models: facts.models, appOf: () => "", fingerprints: [hash.value()] }];
}

/** The models that code declares in ways of an ORM's own. */
function codeModels(inCode: CodeModels): readonly TableModels[] {
  return inCode
    .models()
    .map(({ models, fingerprint }) => ({ models, appOf: () => "", fingerprints: [fingerprint] }));
}

function indexed(
  byTable: readonly TableModels[],
  users: readonly string[],
  tables: readonly ClassTable[],
): IndexedCatalog {
  const models = byTable.flatMap((one) => one.models);
  const placed = models.map((model) => ({
    name: model.name,
    app: appIn(model),
    file: model.declared.file,
    model,
  }));
  const labels = byLabel(placed);
  const apps = new Map(placed.map(({ file, app }) => [file, app]));
  const byName = new Map(models.flatMap((model) => namesOf(model).map((name) => [name, model] as const)));
  const settings = tables.map((table) => table.declarations.userModel.setting);
  return {
    catalog: {
      models: new Map(models.map((model) => [model.id, model])),
      fingerprint: fingerprintOf(byTable),
    },
    named(symbol) {
      if (symbol.kind === "variable") return byName.get(`${symbol.file}:${symbol.name}`);
      return symbol.kind === "class" ? byName.get(`${symbol.file}:${symbol.statement.name}`) : undefined;
    },
    at: ({ file, name }) => byName.get(`${file}:${name}`),
    byLabel(label, file) {
      const user = users[settings.findIndex((setting) => label === setting || label.endsWith(`.${setting}`))];
      return findByLabel(labels, user ?? label, apps.get(file) ?? byTable[0]?.appOf(file) ?? "", file)?.model;
    },
  };
}

function namesOf({ names, name, declared }: Model): readonly string[] {
  return names ? names.map((one) => `${one.file}:${one.name}`) : [`${declared.file}:${name}`];
}

function appIn({ label = "", name }: Model): string {
  return label.slice(0, -name.length - 1);
}

/** Hash of what the models were made from; their labels also depend on which files there are. */
function fingerprintOf(byTable: readonly TableModels[]): string {
  const hash = createFingerprint();
  for (const { models, fingerprints } of byTable) {
    for (const fingerprint of fingerprints) hash.add(fingerprint);
    for (const { label } of models) hash.add(label ?? "");
  }
  return hash.value();
}
