import type { OrmTable } from "../orms/orm.js";
import { type Outline, outline } from "../syntax/outline.js";
import type { Syntax } from "../syntax/syntax.js";
import type { FileContent, FileHost } from "./file-host.js";
import { languageOf } from "./languages.js";
import { stubFile } from "./python/python-modules.js";

/** The files of a project as text, syntax and outline, kept until they change. */
export interface Texts {
  read(file: string): FileContent;
  /** How often a file has changed since the project was opened. */
  revision(file: string): string;
  syntax(file: string): Syntax | undefined;
  outline(file: string): Outline | undefined;
  /** Whether a file holds one of these texts. */
  mentions(file: string, texts: readonly string[]): boolean;
  changed(file: string): void;
}

/** Outlines of all files that were asked for are kept, being small; full syntax only of the latest, `kept` characters together. */
export function createTexts(files: FileHost, stubs: ReadonlyMap<string, string>, kept: number): Texts {
  const revisions = new Map<string, number>();
  const outlines = new Map<string, Outline | undefined>();
  const syntaxes = new Map<string, Syntax>();
  const mentioned = new Map<string, Map<readonly string[], boolean>>();

  const read = (file: string): FileContent => {
    const stub = stubs.get(file);
    return stub === undefined ? files.read(file) : { kind: "text", text: stub, hasByteOrderMark: false };
  };
  const lowered = (file: string): Syntax | undefined => {
    const known = syntaxes.get(file);
    if (known) return known;
    const content = read(file);
    return content.kind === "text" ? languageOf(file)?.lower(content.text, file) : undefined;
  };
  let length = 0;
  const forget = (file: string): void => {
    length -= syntaxes.get(file)?.text.length ?? 0;
    syntaxes.delete(file);
  };
  const keep = (file: string, syntax: Syntax): void => {
    forget(file);
    syntaxes.set(file, syntax);
    length += syntax.text.length;
    for (const oldest of syntaxes.keys()) {
      if (length <= kept || oldest === file) break;
      forget(oldest);
    }
  };

  return {
    read,
    revision: (file) => String(revisions.get(file) ?? 0),
    syntax(file) {
      const syntax = lowered(file);
      if (syntax) keep(file, syntax);
      return syntax;
    },
    outline(file) {
      if (outlines.has(file)) return outlines.get(file);
      const syntax = lowered(file);
      if (syntax) keep(file, syntax);
      const made = syntax && outline(syntax);
      outlines.set(file, made);
      return made;
    },
    mentions(file, texts) {
      const known = mentioned.get(file) ?? new Map<readonly string[], boolean>();
      mentioned.set(file, known);
      const old = known.get(texts);
      if (old !== undefined) return old;
      const content = read(file);
      const found = content.kind === "text" && texts.some((text) => content.text.includes(text));
      known.set(texts, found);
      return found;
    },
    changed(file) {
      mentioned.delete(file);
      revisions.set(file, (revisions.get(file) ?? 0) + 1);
      outlines.delete(file);
      forget(file);
    },
  };
}

/** Stub sources by the path under which the project knows them. */
export function stubsOf(tables: readonly OrmTable[]): ReadonlyMap<string, string> {
  const modules = tables.flatMap(({ declarations }) =>
    declarations.kind === "classes" ? Object.entries(declarations.stubs) : [],
  );
  return new Map(modules.map(([module, text]) => [stubFile(module), text]));
}
