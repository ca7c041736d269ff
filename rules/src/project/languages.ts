import type { Language } from "../syntax/syntax.js";
import type { ProjectLanguage } from "./language.js";
import { python } from "./python/python.js";
import { typescript } from "./typescript/typescript.js";

/** Every language whose files are read. */
export const languages: readonly ProjectLanguage[] = [python, typescript];

/** The language of a file by its name; `undefined` for files that are no source code. */
export function languageOf(file: string): ProjectLanguage | undefined {
  const name = file.slice(file.lastIndexOf("/") + 1);
  return languages.find((language) => language.isSource(name));
}

/** Whether a file is source code of a language. */
export function isIn(language: Language, file: string): boolean {
  return languageOf(file)?.name === language;
}
