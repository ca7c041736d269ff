import { createHash } from "node:crypto";
import type { FileHost } from "../project/file-host.js";

/**
 * One hash over the files that others import. What a function does with a query decides on the findings of its
 * callers, so the text of such a file matters beyond the file. Commands, migrations and tests, which nobody imports,
 * do not count: editing them leaves a cache of all other files valid.
 */
export function hashOfImportedSources(sources: readonly string[], files: FileHost): string {
  const texts = sources.map((path) => ({ path, text: textOf(path, files) }));
  const imported = new Set(texts.flatMap(({ text }) => namesInImports(text)));
  const hash = createHash("sha1");
  for (const { path, text } of texts) {
    if (imported.has(moduleName(path))) hash.update(path).update("\0").update(text).update("\0");
  }
  return hash.digest("base64url");
}

/** Every word of what may be an import, in a comment or a string too: one file too many does no harm. */
function namesInImports(text: string): readonly string[] {
  return [importStatement, moduleText]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap(([statement]) => statement.match(/\w+/g) ?? [])
    .concat("__init__", "index");
}

/** The module of an import in JavaScript, which may stand lines below its first word. */
const moduleText = /\b(?:from|import|require)\s*\(?\s*(?:"[^"\n]*"|'[^'\n]*')/g;

const importStatement =
  /\bfrom[ \t]+[.\w]+[ \t]+import[ \t]*(?:\([^)]*\)|(?:\\\r?\n|[^\r\n\\])*)|\bimport[ \t]+(?:\\\r?\n|[^\r\n\\])*/g;

/** Packages are found by their folder or by a dot, so their own files always count. */
function moduleName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  // `./users.service` is two words.
  return /\.pyi?$/.test(name) ? name.replace(/\.pyi?$/, "") : (/^\w+/.exec(name)?.[0] ?? name);
}

function textOf(path: string, files: FileHost): string {
  const content = files.read(path);
  return content.kind === "text" ? content.text : "";
}
