import type { SchemaFacts } from "../orms/declarations.js";
import type { FileContent } from "./file-host.js";
import type { ModulesInput, ProjectLanguage } from "./language.js";
import { languageOf, languages } from "./languages.js";
import type { Memory } from "./memory.js";
import type { Modules } from "./modules.js";
import { createQuestions, separator } from "./questions.js";

/** The modules of all languages; what is asked of them is noted in the memory. */
export interface RecordedModules extends Modules {
  /** What the same question gives now, without being noted. */
  answer(kind: "module" | "name", subject: string, from: string): string;
  /** Says that names may lead elsewhere. */
  forget(): void;
}

/** What modules are found in. */
export interface RecordedModulesInput {
  readonly root: string;
  readonly memory: Memory;
  readonly stubs: readonly string[];
  readonly stubFolders: readonly string[];
  readonly declaring: () => ReadonlySet<string>;
  readonly read: (file: string) => FileContent;
  readonly schemas: () => readonly SchemaFacts[];
}

/** An import with the file that it leads to. */
interface Imported {
  readonly question: string;
  readonly file: string | undefined;
}

/** Modules by the language of the file that asks. */
export function createRecordedModules(input: RecordedModulesInput): RecordedModules {
  const { memory } = input;
  const questionsOn = createQuestions();
  const byLanguage = new Map<ProjectLanguage, Modules>();
  const imports = new Map<string, Map<string, Imported>>();

  const modulesFor = (file: string): Modules => {
    const language = languageOf(file);
    if (!language) return none;
    const known = byLanguage.get(language);
    if (known) return known;
    const modules = language.createModules(inputFor(input, language));
    byLanguage.set(language, modules);
    return modules;
  };

  /** The same import is followed for each name that comes from it. */
  const imported = (module: string, from: string): Imported => {
    const known = imports.get(from) ?? new Map<string, Imported>();
    imports.set(from, known);
    const old = known.get(module);
    if (old) return old;
    const made = {
      question: ["module", module, from].join(separator),
      // Modules outside have no file that imports them, and only languages with dotted names follow those.
      file: modulesFor(from === "" ? anyModule : from).find(module, from),
    };
    known.set(module, made);
    return made;
  };

  return {
    find(module, from) {
      const { question, file } = imported(module, from);
      memory.ask(question, file ?? "");
      return file;
    },
    nameOf(file) {
      const name = modulesFor(file).nameOf(file);
      memory.ask(questionsOn(file).name, name);
      return name;
    },
    inner: (module, name, from) => modulesFor(from === "" ? anyModule : from).inner(module, name, from),
    outside: (module, name, from) => modulesFor(from).outside(module, name, from),
    isStub: (file) => modulesFor(file).isStub(file),
    answer: (kind, subject, from) =>
      kind === "module" ? (imported(subject, from).file ?? "") : modulesFor(subject).nameOf(subject),
    forget() {
      byLanguage.clear();
      imports.clear();
    },
  };
}

/** Dotted paths outside are looked up as the only language with stubs does. */
const anyModule = "stub:/module.py";

const none: Modules = {
  find: () => undefined,
  inner: () => undefined,
  outside: () => undefined,
  nameOf: (file) => file,
  isStub: () => false,
};

function inputFor(input: RecordedModulesInput, language: ProjectLanguage): ModulesInput {
  const facts = input.memory.apart(input.schemas);
  return {
    root: input.root,
    files: [...input.declaring()].filter(
      (file) => languageOf(file) === language || language.isMap(file.slice(file.lastIndexOf("/") + 1)),
    ),
    stubs: input.stubs.filter((stub) => languageOf(stub) === language),
    stubFolders: input.stubFolders,
    read: input.read,
    generated: new Map(facts.flatMap(({ generated }) => [...generated])),
  };
}

/** Whether a file tells where modules lie. */
export function isMap(file: string): boolean {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return languages.some((language) => language.isMap(name));
}
