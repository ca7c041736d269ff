import { tables as allTables } from "../orms/index.js";
import type { OrmTable } from "../orms/orm.js";
import type { Settings } from "../settings.js";
import { type Outline, outline } from "../syntax/outline.js";
import { lower } from "../syntax/python/lower.js";
import type { Expression, ImportStatement, Statement, Syntax } from "../syntax/syntax.js";
import { modelByLabel } from "./build-catalog.js";
import type { Catalog, ClassReference, Model } from "./catalog.js";
import type { Environment } from "./environment.js";
import { extractCatalog } from "./extract.js";
import type { Ancestry, Facts } from "./facts.js";
import type { FileContent, FileHost } from "./file-host.js";
import { filesToOutline, type Hints, hintsOf } from "./hints.js";
import { createModules, type Modules } from "./modules.js";
import { readEnvironment } from "./read-environment.js";
import { createResolver, type Resolver } from "./resolver.js";
import { listSources } from "./sources.js";
import type { Symbol } from "./symbols.js";

export type { Facts } from "./facts.js";

/** What a host gives a project. */
export interface ProjectOptions {
  /** Absolute path with forward slashes, without one at the end. */
  readonly root: string;
  readonly files: FileHost;
  readonly settings: Settings;
  readonly tables?: readonly OrmTable[];
}

/** Full syntax of this many files is kept; outlines of all. */
const keptSyntax = 64;

interface Memo {
  readonly value: unknown;
  /** What the computation asked for, with the fingerprint that the answer had. */
  readonly asked: ReadonlyMap<string, string>;
}

/**
 * The workspace that a host owns: it is told of changes and answers questions. Everything derived from a file is kept
 * together with the questions that were asked on the way, and is computed again only when one of the answers is another.
 */
export class Project implements Facts {
  readonly root: string;
  readonly settings: Settings;
  readonly tables: readonly OrmTable[];
  readonly #files: FileHost;
  readonly #revisions = new Map<string, number>();
  readonly #syntax = new Map<string, Syntax>();
  readonly #outlines = new Map<string, Outline | undefined>();
  readonly #memo = new Map<string, Memo>();
  readonly #recording: Map<string, string>[] = [];
  #hints: Map<string, Hints> | undefined;
  #sources: readonly string[] | undefined;
  #modules: Modules | undefined;
  #resolver: Resolver | undefined;
  #catalog: Catalog | undefined;
  #environment: Environment | undefined;
  #userModel: string | undefined;

  constructor(options: ProjectOptions) {
    this.root = options.root;
    this.settings = options.settings;
    this.tables = options.tables ?? allTables;
    this.#files = options.files;
  }

  /** Files that can be checked, sorted. */
  sources(): readonly string[] {
    this.#sources ??= listSources(this.root, this.#files, this.settings);
    return this.#sources;
  }

  /** The content of a file as its host gives it. */
  read(file: string): FileContent {
    this.#ask(`text:${file}`, () => this.#revision(file));
    const stub = this.#stubs().get(file);
    return stub === undefined ? this.#files.read(file) : { kind: "text", text: stub, hasByteOrderMark: false };
  }

  /** Says that these files were written, made or removed. */
  changed(files: readonly string[]): void {
    for (const file of files) {
      this.#revisions.set(file, (this.#revisions.get(file) ?? 0) + 1);
      this.#syntax.delete(file);
      const before = this.#outlines.get(file);
      const wasKnown = this.#sources?.includes(file) ?? false;
      if (wasKnown !== (this.#files.version(file) !== undefined)) this.#forgetNames();
      this.#updateHints(file);
      if (!this.#outlines.has(file)) continue;
      this.#outlines.delete(file);
      if (this.#outline(file)?.fingerprint !== before?.fingerprint) this.#catalog = undefined;
      this.#resolver = undefined;
    }
    if (files.some((file) => /settings|requirements|\.toml$|\.lock$|Pipfile|setup\.(?:py|cfg)$/.test(file))) {
      this.#environment = undefined;
      this.#userModel = undefined;
    }
  }

  /** `compute` for a file, remembered until something that it asked for has another answer. */
  derive<T>(stage: string, file: string, compute: () => T): T {
    const key = `${stage}:${file}`;
    const known = this.#memo.get(key);
    if (known && this.#isCurrent(known)) {
      this.#replay(known.asked);
      return known.value as T;
    }
    const asked = new Map<string, string>();
    this.#recording.push(asked);
    try {
      const value = compute();
      this.#memo.set(key, { value, asked });
      return value;
    } finally {
      this.#recording.pop();
      this.#replay(asked);
    }
  }

  get catalog(): Catalog {
    this.#catalog ??= this.#extract();
    const { fingerprint } = this.#catalog;
    this.#ask("catalog", () => fingerprint);
    return this.#catalog;
  }

  get environment(): Environment {
    this.#environment ??= this.#readEnvironment();
    const { fingerprint } = this.#environment;
    this.#ask("environment", () => fingerprint);
    return this.#environment;
  }

  syntax(file: string): Syntax | undefined {
    const content = this.read(file);
    if (content.kind !== "text") return undefined;
    const known = this.#syntax.get(file);
    this.#syntax.delete(file);
    const syntax = known ?? lower(content.text);
    this.#syntax.set(file, syntax);
    const [oldest] = this.#syntax.keys();
    if (this.#syntax.size > keptSyntax && oldest !== undefined) this.#syntax.delete(oldest);
    return syntax;
  }

  resolve(file: string, name: string): Symbol | undefined {
    return this.#names().resolve(file, name);
  }

  resolveImport(file: string, statement: ImportStatement, local: string): Symbol | undefined {
    return this.#names().resolveImport(file, statement, local);
  }

  resolveMember(module: Symbol, member: string): Symbol | undefined {
    return this.#names().resolveMember(module, member);
  }

  modelOf(symbol: Symbol): Model | undefined {
    if (symbol.kind === "external") return this.catalog.models.get(symbol.path);
    if (symbol.kind !== "class") return undefined;
    const model = this.catalog.models.get(`${this.#moduleNames().nameOf(symbol.file)}.${symbol.statement.name}`);
    return model?.declared.file === symbol.file ? model : undefined;
  }

  modelByLabel(label: string, file: string): Model | undefined {
    const setting = this.tables.some((table) => label.endsWith(table.declarations.userModel.setting));
    const models = [...this.catalog.models.values()].map((model) => ({ model, name: model.name, app: (model.label ?? "").split(".")[0] ?? "" }));
    const own = models.find(({ model }) => model.declared.file === file)?.app ?? "";
    return modelByLabel(models, setting ? this.#userModelLabel() : label, own)?.model;
  }

  ancestry(symbol: Symbol): Ancestry {
    return this.#names().ancestry(symbol);
  }

  classBody(reference: ClassReference): readonly Statement[] | undefined {
    return classIn(this.syntax(reference.file)?.body ?? [], reference.name);
  }

  pathOf(file: string, expression: Expression): string | undefined {
    return this.#names().pathOf(file, expression);
  }

  #revision(file: string): string {
    return String(this.#revisions.get(file) ?? 0);
  }

  #ask(question: string, answer: () => string): void {
    const asked = this.#recording.at(-1);
    if (asked && !asked.has(question)) asked.set(question, answer());
  }

  #replay(asked: ReadonlyMap<string, string>): void {
    const outer = this.#recording.at(-1);
    if (outer) for (const [question, answer] of asked) if (!outer.has(question)) outer.set(question, answer);
  }

  #isCurrent(memo: Memo): boolean {
    for (const [question, answer] of memo.asked) if (this.#answer(question) !== answer) return false;
    return true;
  }

  #answer(question: string): string {
    if (question === "catalog") return (this.#catalog ??= this.#extract()).fingerprint;
    if (question === "environment") return (this.#environment ??= this.#readEnvironment()).fingerprint;
    const file = question.slice(question.indexOf(":") + 1);
    return question.startsWith("text:") ? this.#revision(file) : (this.#outline(file)?.fingerprint ?? "");
  }

  #outline(file: string): Outline | undefined {
    if (!this.#outlines.has(file)) {
      const content = this.#contentOf(file);
      this.#outlines.set(file, content.kind === "text" ? outline(this.#syntax.get(file) ?? lower(content.text)) : undefined);
    }
    return this.#outlines.get(file);
  }

  #contentOf(file: string): FileContent {
    const stub = this.#stubs().get(file);
    return stub === undefined ? this.#files.read(file) : { kind: "text", text: stub, hasByteOrderMark: false };
  }

  #stubs(): ReadonlyMap<string, string> {
    return stubsOf(this.tables);
  }

  #moduleNames(): Modules {
    this.#modules ??= createModules(this.root, this.sources(), [...this.#stubs().keys()]);
    return this.#modules;
  }

  #names(): Resolver {
    this.#resolver ??= createResolver(this.#moduleNames(), (file) => {
      const known = this.#outline(file);
      this.#ask(`outline:${file}`, () => known?.fingerprint ?? "");
      return known?.body;
    });
    return this.#resolver;
  }

  #forgetNames(): void {
    this.#sources = undefined;
    this.#modules = undefined;
    this.#resolver = undefined;
    this.#catalog = undefined;
  }

  #updateHints(file: string): void {
    if (!this.#hints) return;
    const content = this.#contentOf(file);
    const [table] = this.tables;
    const hints = content.kind === "text" && table ? hintsOf(table.declarations, content.text) : undefined;
    const before = JSON.stringify(this.#hints.get(file));
    if (hints) this.#hints.set(file, hints);
    else this.#hints.delete(file);
    if (before !== JSON.stringify(hints)) this.#catalog = undefined;
  }

  #extract(): Catalog {
    const [table] = this.tables;
    if (!table) return { fingerprint: "", models: new Map() };
    this.#hints ??= this.#collectHints(table);
    const outlines = new Map<string, Outline>();
    for (const file of [...filesToOutline(this.#hints), ...this.#stubs().keys()]) {
      const found = this.#outline(file);
      if (found) outlines.set(file, found);
    }
    const recording = this.#recording.splice(0);
    const catalog = extractCatalog({ table, modules: this.#moduleNames(), resolver: this.#names(), outlines, userModel: this.#userModelLabel() });
    this.#recording.push(...recording);
    return catalog;
  }

  #collectHints(table: OrmTable): Map<string, Hints> {
    const hints = new Map<string, Hints>();
    for (const file of this.sources()) {
      const content = this.#files.read(file);
      const found = content.kind === "text" ? hintsOf(table.declarations, content.text) : undefined;
      if (found) hints.set(file, found);
    }
    return hints;
  }

  #settingFiles(): readonly string[] {
    return this.sources().filter((file) => /(?:^|\/)(?:\w*settings\w*|settings\/[\w/]+|config\/[\w/]+)\.py$/.test(file) && !/\/tests?\//.test(file));
  }

  #userModelLabel(): string {
    const [table] = this.tables;
    this.#userModel ??= table ? readUserModel(this.#settingFiles(), this.#files, table) : "";
    return this.#userModel;
  }

  #readEnvironment(): Environment {
    const packages = this.tables.flatMap((table) => table.packages);
    return readEnvironment({ root: this.root, files: this.#files, settings: this.settings, packages, settingFiles: this.#settingFiles() });
  }
}

function readUserModel(settingFiles: readonly string[], files: FileHost, table: OrmTable): string {
  const pattern = new RegExp(`^\\s*${table.declarations.userModel.setting}\\s*(?::[^=]+)?=\\s*["']([\\w.]+)["']`, "m");
  for (const file of settingFiles) {
    const content = files.read(file);
    const label = content.kind === "text" ? pattern.exec(content.text)?.[1] : undefined;
    if (label !== undefined) return label;
  }
  return table.declarations.userModel.label;
}

function classIn(statements: readonly Statement[], name: string): readonly Statement[] | undefined {
  for (const statement of statements) {
    if (statement.kind === "class" && statement.name === name) return statement.body;
    const inner = statement.kind === "if" ? [...statement.body, ...statement.otherwise] : statement.kind === "try" ? statement.body : [];
    const found = inner.length > 0 ? classIn(inner, name) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Stub sources by the path under which the project knows them. */
function stubsOf(tables: readonly OrmTable[]): ReadonlyMap<string, string> {
  return new Map(tables.flatMap((table) => Object.entries(table.declarations.stubs).map(([module, text]) => [`stub:/${module.replaceAll(".", "/")}.py`, text])));
}
