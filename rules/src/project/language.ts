import type { Language, Syntax } from "../syntax/syntax.js";
import type { FileContent } from "./file-host.js";
import type { ManifestInput, Requirement } from "./requirements.js";
import type { Modules } from "./modules.js";

/** What a language brings to the project: how its files are told, lowered, found by name, and what states versions. */
export interface ProjectLanguage {
  readonly name: Language;
  /** Whether a file of this name is source code of the language. */
  readonly isSource: (name: string) => boolean;
  /** Whether a file of this name tells where modules lie, so that the project has to know of it. */
  readonly isMap: (name: string) => boolean;
  /** Whether such a file lists the packages that a program uses. */
  readonly isPackageList: (name: string) => boolean;
  /** Parses and lowers; never throws. */
  readonly lower: (text: string, file: string) => Syntax;
  readonly createModules: (input: ModulesInput) => Modules;
  /** Whether a file may state versions. */
  readonly isManifest: (root: string, file: string) => boolean;
  /** Every requirement that the project's manifests state. */
  readonly readRequirements: (input: ManifestInput) => readonly Requirement[];
}

/** What modules are found in. */
export interface ModulesInput {
  readonly root: string;
  /** Sources and maps of the language. */
  readonly files: readonly string[];
  /** Files that declare names of modules outside. */
  readonly stubs: readonly string[];
  /** Folders of the project with such files. */
  readonly stubFolders: readonly string[];
  readonly read: (file: string) => FileContent;
  /** Folders of generated code, with the module that it stands for. */
  readonly generated: ReadonlyMap<string, string>;
}
