import { readTemplate, type TemplateSyntax } from "../syntax/templates/read-template.js";
import type { FileContent } from "./file-host.js";
import type { Memory } from "./memory.js";

/** A template by its file. */
export interface TemplateFile {
  readonly file: string;
  readonly syntax: TemplateSyntax;
}

/** The templates of a project, read when a view names them. What is asked of them is noted in the memory. */
export interface Templates {
  /** Every file that a name may stand for. */
  find(name: string): readonly TemplateFile[];
  /** Says that a file was written, made or removed. */
  changed(file: string, isThere: boolean): void;
  /** Changes whenever names may stand for other files. */
  revision(): string;
}

/** Where templates come from. */
export interface TemplatesInput {
  readonly memory: Memory;
  readonly files: () => readonly string[];
  readonly read: (file: string) => FileContent;
  readonly askText: (file: string) => void;
}

/**
 * Templates by the path below a folder that is called `templates`, where apps and projects keep theirs; those of packages
 * and of other folders are not found.
 */
export function createTemplates({ memory, files, read, askText }: TemplatesInput): Templates {
  let names: Map<string, readonly string[]> | undefined;
  let known: Set<string> | undefined;
  let revision = 0;
  const syntaxes = new Map<string, TemplateSyntax | undefined>();
  const all = (): Set<string> => (known ??= new Set(files()));
  const syntaxOf = (file: string): TemplateSyntax | undefined => {
    if (syntaxes.has(file)) return syntaxes.get(file);
    const content = read(file);
    const syntax = content.kind === "text" ? readTemplate(content.text) : undefined;
    syntaxes.set(file, syntax);
    return syntax;
  };
  return {
    find(name) {
      memory.ask("templates", String(revision));
      names ??= byName(all());
      return (names.get(name) ?? []).flatMap((file) => {
        askText(file);
        const syntax = syntaxOf(file);
        return syntax ? [{ file, syntax }] : [];
      });
    },
    changed(file, isThere) {
      syntaxes.delete(file);
      if (!isTemplate(file) || all().has(file) === isThere) return;
      if (isThere) all().add(file);
      else all().delete(file);
      names = undefined;
      revision += 1;
    },
    revision: () => String(revision),
  };
}

function byName(files: Iterable<string>): Map<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const file of files)
    for (const name of namesOf(file)) found.set(name, [...(found.get(name) ?? []), file]);
  return found;
}

/** Whether a file lies where templates do. */
export function isTemplate(file: string): boolean {
  return file.includes(folder);
}

const folder = "/templates/";

function namesOf(file: string): readonly string[] {
  const names: string[] = [];
  for (let at = file.indexOf(folder); at >= 0; at = file.indexOf(folder, at + 1))
    names.push(file.slice(at + folder.length));
  return names;
}
