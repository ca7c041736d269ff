import { tables as allTables } from "../orms/index.js";
import type { SchemaFacts } from "../orms/declarations.js";
import type { OrmTable } from "../orms/orm.js";
import type { Settings } from "../settings.js";
import type { Expression, Syntax } from "../syntax/syntax.js";
import type { Statement } from "../syntax/statements.js";
import { type Answers, answerTo, isDerived } from "./answers.js";
import type { Catalog, ClassReference, Model } from "./catalog.js";
import { type CatalogSource, createCatalogSource, type IndexedCatalog } from "./catalog-source.js";
import { classIn } from "./class-in.js";
import type { Environment } from "./environment.js";
import type { Facts } from "./facts.js";
import type { FileContent, FileHost } from "./file-host.js";
import { isIn, languages } from "./languages.js";
import { createMemory, type Memory } from "./memory.js";
import type { ProjectOptions } from "./project-options.js";
import { createQuestions } from "./questions.js";
import { readEnvironment } from "./read-environment.js";
import { createRecordedModules, isMap, type RecordedModules } from "./recorded-modules.js";
import { createResolver } from "./resolver.js";
import { createSchemas, type Schemas } from "./schemas.js";
import { createSources, type Sources } from "./sources.js";
import type { Symbol } from "./symbols.js";
import { createTemplates, type TemplateFile, type Templates } from "./templates.js";
import { createUsedTables } from "./used-tables.js";
import { createTexts, stubsOf, type Texts } from "./texts.js";
import { isSettingsFile } from "./settings-files.js";

/**
 * The workspace that a host owns: it is told of changes and answers questions. Everything derived from a file is kept
 * together with the questions that were asked on the way, and is computed again only when one of the answers is another.
 */
export class Project implements Facts {
  readonly root: string;
  readonly settings: Settings;
  readonly tables: readonly OrmTable[];
  readonly resolve: Facts["resolve"];
  readonly resolveImport: Facts["resolveImport"];
  readonly resolveMember: Facts["resolveMember"];
  readonly ancestry: Facts["ancestry"];
  readonly pathOf: Facts["pathOf"];
  readonly #files: FileHost;
  readonly #choice: Sources;
  readonly #texts: Texts;
  readonly #memory: Memory;
  readonly #schemas: Schemas;
  readonly #isUsed: (table: string) => boolean;
  readonly #modules: RecordedModules;
  readonly #catalogSource: CatalogSource;
  readonly #templates: Templates;
  readonly #stubs: ReadonlyMap<string, string>;
  readonly #stages = new Set<string>();
  readonly #questionsOn = createQuestions();
  /** Every file that may declare something; made when first asked for. */
  #declaring: Set<string> | undefined;
  #sources: readonly string[] | undefined;
  #settings: readonly string[] | undefined;
  #fileSets = 0;
  #manifests = 0;

  constructor({ root, files, settings, tables = allTables, keptSyntax = 2_000_000 }: ProjectOptions) {
    this.root = root;
    this.settings = settings;
    this.tables = tables;
    this.#files = files;
    this.#choice = createSources(root, files, settings, (file) => this.#schemas.isSchema(file));
    this.#stubs = stubsOf(tables);
    this.#texts = createTexts(files, this.#stubs, keptSyntax);
    const answers: Answers = {
      text: (file) => this.#texts.revision(file),
      outline: (file) => this.#texts.outline(file)?.fingerprint ?? "",
      module: (name, from) => this.#modules.answer("module", name, from),
      name: (name) => this.#modules.answer("name", name, ""),
      files: () => String(this.#fileSets),
      manifests: () => String(this.#manifests),
      templates: () => this.#templates.revision(),
      hints: () => this.#catalogSource.revision(),
      declarations: (table, file) => this.#catalogSource.stamp(table, file),
      catalog: () => this.#indexedCatalog().catalog.fingerprint,
      used: (table) => String(this.#isUsed(table)),
      environment: () => this.#readEnvironment().fingerprint,
    };
    this.#memory = createMemory({ answer: (question) => answerTo(answers, question), isDerived });
    const questions = {
      memory: this.#memory,
      stubs: [...this.#stubs.keys()],
      declaring: () => this.#declaringFiles(),
      read: (file: string) => this.#texts.read(file),
      askFiles: () => this.#memory.ask("files", String(this.#fileSets)),
      askText: (file: string) => this.#askText(file),
    };
    const tableQuestions = { tables, ...questions };
    this.#templates = createTemplates({ files: this.#choice.templates, ...questions });
    this.#schemas = createSchemas(tableQuestions);
    this.#isUsed = createUsedTables({ ...tableQuestions, schemas: this.#schemas });
    this.#modules = createRecordedModules({
      ...questions,
      root,
      stubFolders: (settings.stubs ?? ["leanrows-stubs"]).map((folder) => `${root}/${folder}`),
      schemas: () => this.#schemaFacts(),
    });
    const resolver = createResolver(this.#modules, (file) => this.#recordedOutline(file));
    this.resolve = resolver.resolve;
    this.resolveImport = resolver.resolveImport;
    this.resolveMember = resolver.resolveMember;
    this.ancestry = resolver.ancestry;
    this.pathOf = resolver.pathOf;
    this.#catalogSource = createCatalogSource({
      ...tableQuestions,
      resolver,
      schemas: this.#schemas,
      modules: this.#modules,
      outline: (file) => this.#recordedOutline(file),
      syntax: (file) => this.syntax(file),
      settingsFiles: () => this.#settingsFiles(),
      isUsed: this.#isUsed,
    });
  }

  /** Every file that what is known of the project was read from, sorted. */
  files(): readonly string[] {
    return [...this.#declaringFiles()].sort();
  }

  /** The same, looked up again on disk. */
  list(): readonly string[] {
    return this.#choice.declaring();
  }

  /** Files that can be checked, sorted. */
  sources(): readonly string[] {
    this.#sources ??= this.files().filter(
      (file) => this.#choice.isChecked(file) && this.#memory.apart(() => this.tablesFor(file)).length > 0,
    );
    return this.#sources;
  }

  /** The ORMs that a file may use: those of its language; one whose models stand in schemas needs a schema. */
  tablesFor(file: string): readonly OrmTable[] {
    this.#memory.ask("files", String(this.#fileSets));
    return this.tables.filter((table) => isIn(table.language, file) && this.#isUsed(table.name));
  }

  /** The content of a file as its host gives it. */
  read(file: string): FileContent {
    this.#askText(file);
    return this.#texts.read(file);
  }

  /** Says that these files were written, made or removed. */
  changed(files: readonly string[]): void {
    for (const file of files) {
      this.#texts.changed(file);
      const isThere = this.#files.version(file) !== undefined;
      if (this.#declaring) this.#templates.changed(file, isThere);
      if (!isThere) for (const stage of this.#stages) this.#memory.forget(`${stage}:${file}`);
      if (languages.some((language) => language.isManifest(this.root, file))) this.#manifests += 1;
      if (this.#schemas.isSchema(file)) this.#sources = undefined;
      if (this.#schemas.isSchema(file) || isMap(file)) this.#forgetModules();
      if (this.#declaring) this.#place(this.#declaring, file, isThere && this.#choice.isDeclaring(file));
      this.#catalogSource.changed(file, this.#declaring?.has(file) ?? false);
    }
    const questions = files.map((file) => this.#questionsOn(file));
    this.#memory.renew(questions.flatMap(({ text, outline }) => [text, outline]));
  }

  /** `compute` for a file, remembered until something that it asked for has another answer. */
  derive<T>(stage: string, file: string, compute: () => T): T {
    this.#stages.add(stage);
    return this.#memory.remember(`${stage}:${file}`, compute);
  }

  /** A value made from the one before, as long as what the file declares and what was asked for stay the same. */
  develop<T>(stage: string, file: string, compute: (before: T | undefined) => T): T {
    this.#stages.add(stage);
    return this.#memory.develop(`${stage}:${file}`, (before: T | undefined) => {
      this.#recordedOutline(file);
      return compute(before);
    });
  }

  /** `compute` without noting what it depends on. */
  unremembered<T>(compute: () => T): T {
    return this.#memory.apart(compute);
  }

  get catalog(): Catalog {
    const { catalog } = this.#indexedCatalog();
    this.#memory.ask("catalog", catalog.fingerprint);
    return catalog;
  }

  get environment(): Environment {
    const environment = this.#readEnvironment();
    this.#memory.ask("environment", environment.fingerprint);
    return environment;
  }

  syntax(file: string): Syntax | undefined {
    this.#askText(file);
    return this.#texts.syntax(file);
  }

  mentions(file: string, texts: readonly string[]): boolean {
    this.#askText(file);
    return this.#texts.mentions(file, texts);
  }

  modelOf(symbol: Symbol): Model | undefined {
    const { models } = this.catalog;
    return symbol.kind === "external" ? models.get(symbol.path) : this.#indexedCatalog().named(symbol);
  }

  modelNamed(reference: ClassReference): Model | undefined {
    return this.catalog.models.size === 0 ? undefined : this.#indexedCatalog().at(reference);
  }

  modelByLabel(label: string, file: string): Model | undefined {
    return this.catalog.fingerprint === "" ? undefined : this.#indexedCatalog().byLabel(label, file);
  }

  classBody({ file, name }: ClassReference): readonly Statement[] | undefined {
    return classIn(this.syntax(file)?.body ?? [], name)?.body;
  }

  classBases({ file, name }: ClassReference): readonly Expression[] {
    return classIn(this.#recordedOutline(file) ?? [], name)?.bases ?? [];
  }

  templates(name: string): readonly TemplateFile[] {
    return this.#templates.find(name);
  }

  #askText(file: string): void {
    this.#memory.ask(this.#questionsOn(file).text, this.#texts.revision(file));
  }

  #recordedOutline(file: string): readonly Statement[] | undefined {
    const outline = this.#texts.outline(file);
    this.#memory.ask(this.#questionsOn(file).outline, outline?.fingerprint ?? "");
    return outline?.body;
  }

  #schemaFacts(): readonly SchemaFacts[] {
    return this.tables.flatMap((table) => this.#schemas.of(table) ?? []);
  }

  #declaringFiles(): ReadonlySet<string> {
    this.#declaring ??= new Set(this.#choice.declaring());
    return this.#declaring;
  }

  /** Adds a file to the project or takes it out; the names of modules may then be others. */
  #place(declaring: Set<string>, file: string, isDeclaring: boolean): void {
    if (declaring.has(file) === isDeclaring) return;
    if (isDeclaring) declaring.add(file);
    else declaring.delete(file);
    this.#fileSets += 1;
    this.#sources = undefined;
    this.#settings = undefined;
    this.#forgetModules();
  }

  #forgetModules(): void {
    this.#modules.forget();
    this.#memory.renewAll();
  }

  #indexedCatalog(): IndexedCatalog {
    return this.#memory.apart(() => this.#catalogSource.catalog());
  }

  #settingsFiles(): readonly string[] {
    this.#settings ??= [...this.#declaringFiles()].filter((file) => isSettingsFile(this.root, file)).sort();
    return this.#settings;
  }

  #readEnvironment(): Environment {
    return this.#memory.apart(() =>
      this.#memory.remember("environment", () => {
        this.#memory.ask("files", String(this.#fileSets));
        this.#memory.ask("manifests", String(this.#manifests));
        return readEnvironment({
          root: this.root,
          list: (folder) => this.#files.list(folder),
          read: (file) => this.read(file),
          syntax: (file) => this.syntax(file),
          settings: this.settings,
          packages: this.tables.flatMap((table) => table.packages),
          settingsFiles: this.#settingsFiles(),
          schemas: this.#schemaFacts(),
          engines: this.#catalogSource.engines(),
        });
      }),
    );
  }
}
