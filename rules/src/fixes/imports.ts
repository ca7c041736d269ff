import type { Edit } from "../finding.js";
import type { ImportedName } from "../orms/rewrites.js";
import type { ImportStatement } from "../syntax/statements.js";
import type { Language } from "../syntax/syntax.js";
import type { Site } from "./form.js";
import { edit, newline, quoteOf, sourceOf } from "./text.js";

/** The edit that makes a name available at the top level; none when it is there, `undefined` when the name means something else. */
export function importOf(site: Site, wanted: ImportedName): readonly Edit[] | undefined {
  const { name } = wanted;
  const module = moduleOf(site, wanted);
  const imports = site.syntax.body
    .slice(0, endOfHead(site))
    .filter((statement) => statement.kind === "import");
  const holder = imports
    .flatMap((statement) => statement.names.map((one) => ({ statement, one })))
    .find(({ one }) => one.local === name);
  if (holder) return holder.statement.module === module && holder.one.name === name ? [] : undefined;
  if (isTaken(site, name)) return undefined;
  const sibling = imports.find((statement) => statement.module === module && isList(site, statement));
  return sibling
    ? extended(site, sibling, name)
    : [inserted(site, imports, importLines[site.syntax.language](site, module, name))];
}

/** The package that the project uses. */
function moduleOf({ environment: { versions } }: Site, { module, or }: ImportedName): string {
  return or !== undefined && versions[or] !== undefined && versions[module] === undefined ? or : module;
}

/** How a name is imported. */
const importLines: Readonly<Record<Language, (site: Site, module: string, name: string) => string>> = {
  python: (_, module, name) => `from ${module} import ${name}`,
  typescript(site, module, name) {
    const { text } = site.syntax;
    const end = /;[ \t]*\r?$/m.test(text) ? ";" : "";
    const quoted = quoteOf(site)(module);
    const isCommonJs = /\brequire\(/.test(text) && !/^\s*(?:import|export)\b/m.test(text);
    return isCommonJs
      ? `const { ${name} } = require(${quoted})${end}`
      : `import { ${name} } from ${quoted}${end}`;
  },
};

/** Whether an import lists names, so that another one may be added: not a whole module, not types only. */
function isList(site: Site, statement: ImportStatement): boolean {
  if (!statement.names.every((one) => one.name !== undefined && one.name !== "*")) return false;
  return (
    site.syntax.language === "python" || /^(?:import|const|let|var)\s*\{/.test(sourceOf(site, statement))
  );
}

/** Imports below the first definition do not count: code above them would not see the name. */
function endOfHead({ syntax }: Site): number {
  const index = syntax.body.findIndex(
    (statement) => statement.kind === "function" || statement.kind === "class",
  );
  return index < 0 ? syntax.body.length : index;
}

/** Some other meaning of the name would be hidden, or hide the import. */
function isTaken({ syntax }: Site, name: string): boolean {
  return new RegExp(`(?<![\\w.])${name}(?!\\w)`).test(syntax.text);
}

/** `from m import A` → `from m import A, Name`, in the place that the order of the names gives it. */
function extended(site: Site, statement: ImportStatement, name: string): readonly Edit[] {
  const after = statement.names.findLast((one) => (one.name ?? "") < name);
  if (after) return [edit(site, { start: after.end, end: after.end }, `, ${name}`)];
  const start = statement.names[0]?.start ?? statement.end;
  return [edit(site, { start, end: start }, `${name}, `)];
}

/** Behind the last import at the top of the file; without one, behind its docstring and leading comments. */
function inserted(site: Site, imports: readonly ImportStatement[], line: string): Edit {
  const { text, body } = site.syntax;
  const end = newline(text);
  const last = imports.at(-1);
  if (last) {
    const position = lineEnd(text, last.end);
    return edit(site, { start: position, end: position }, `${end}${line}`);
  }
  const [first] = body;
  const isDocumented = first?.kind === "expression" && first.expression.kind === "literal";
  if (isDocumented)
    return edit(
      site,
      { start: lineEnd(text, first.end), end: lineEnd(text, first.end) },
      `${end}${end}${line}`,
    );
  const position = first ? text.lastIndexOf("\n", first.start - 1) + 1 : 0;
  return edit(site, { start: position, end: position }, `${line}${end}${end}`);
}

function lineEnd(text: string, offset: number): number {
  const position = text.indexOf("\n", offset);
  if (position < 0) return text.length;
  return text[position - 1] === "\r" ? position - 1 : position;
}
