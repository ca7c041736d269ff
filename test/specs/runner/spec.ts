import { type Code, type Expectation, readCode } from "./expectation.js";
import type { Block, Section } from "./page.js";

/** One project to check, and the fixes that are expected there. */
export interface Spec {
  /** Headings from the page's title down. */
  readonly titles: readonly string[];
  readonly line: number;
  /** Code with expectations, by path. */
  readonly code: ReadonlyMap<string, Code>;
  /** Other files of the project: requirements, settings. */
  readonly files: ReadonlyMap<string, string>;
  /** The code without a name of its own, and how much of its top comes from headings above: nothing first, then more. */
  readonly main?: { readonly path: string; readonly tops: readonly string[] };
  readonly fixes: readonly FixBlock[];
}

/** A block that shows the code after a fix. */
export interface FixBlock {
  readonly title: string;
  readonly safety: string | undefined;
  readonly text: string;
  readonly line: number;
}

/** Where code without a file name stands: in a place that is always checked. */
const defaultPaths: Readonly<Record<string, string>> = {
  python: "shop/management/commands/report.py",
  typescript: "src/report.ts",
  javascript: "src/report.js",
};

const codeLanguages: readonly string[] = [...Object.keys(defaultPaths), "tsx", "jsx", "prisma"];

/** What surrounds the code unless a block says otherwise. */
const defaultFiles: ReadonlyMap<string, string> = new Map([["requirements.txt", "django==5.2\n"]]);

/**
 * The specs of a page. Files belong to the headings below as well. So does code without expectations above other code: it
 * stands on top of theirs. A heading with files and without code checks the code of the heading above with them.
 */
export function specsOf(sections: readonly Section[]): readonly Spec[] {
  const specs: OpenSpec[] = [];
  for (const section of sections) collect(section, { titles: [], named: [], prelude: [], code: [] }, specs);
  return specs;
}

type OpenSpec = Spec & { readonly fixes: FixBlock[] };

interface Inherited {
  readonly titles: readonly string[];
  readonly named: readonly Block[];
  readonly prelude: readonly Block[];
  /** What the heading above checks. */
  readonly code: readonly Block[];
}

function collect(section: Section, inherited: Inherited, specs: OpenSpec[]): void {
  const titles = [...inherited.titles, section.title];
  const own = section.blocks.filter((block) => !block.attributes.has("fix"));
  const named = [...inherited.named, ...own.filter(isNamed)];
  const unnamed = own.filter((block) => !isNamed(block));
  const isShared = section.sections.some(holdsCode) && !own.some(expects);
  const scope = { ...inherited, titles, named };
  const isVariant = !isShared && unnamed.length === 0 && own.length > 0;
  if (isVariant && inherited.code.length === 0) specs.push(specOf(scope, undefined, section.line));
  if (isVariant) specs.push(...inherited.code.map((block) => specOf(scope, block, section.line)));
  for (const block of section.blocks) {
    if (block.attributes.has("fix")) addFix(block, specs);
    else if (!isShared && !isNamed(block)) specs.push(specOf(scope, block, block.line));
  }
  const below = isShared
    ? { ...scope, prelude: [...inherited.prelude, ...unnamed] }
    : { ...scope, code: unnamed.length > 0 ? unnamed : inherited.code };
  for (const inner of section.sections) collect(inner, below, specs);
}

function isNamed({ attributes }: Block): boolean {
  return attributes.has("file");
}

function expects(block: Block): boolean {
  return isCode(block) && readCode(block.text, block.line).expectations.size > 0;
}

function isCode({ language }: Block): boolean {
  return codeLanguages.includes(language);
}

function holdsCode({ blocks, sections }: Section): boolean {
  return blocks.length > 0 || sections.some(holdsCode);
}

function specOf({ titles, named, prelude }: Inherited, block: Block | undefined, line: number): OpenSpec {
  const code = new Map(
    named
      .filter(isCode)
      .map((one) => [one.attributes.get("file") ?? "", readCode(one.text, one.line)] as const),
  );
  const others = named.filter((one) => !isCode(one));
  const files = new Map([
    ...defaultFiles,
    ...others.map((one) => [one.attributes.get("file") ?? "", one.text] as const),
  ]);
  const parts = [...prelude, ...(block ? [block] : [])];
  const [first] = parts;
  if (!first) return { titles, line, code, files, fixes: [] };
  const path = defaultPaths[first.language];
  if (path === undefined || parts.some(({ language }) => language !== first.language))
    throw new Error(`line ${line}: a block of ${first.language} needs file=`);
  const read = parts.map((one) => readCode(one.text, one.line));
  code.set(path, joined(read));
  const tops = read.map((_, index) =>
    read
      .slice(0, index)
      .map(({ text }) => `${text}${gap}`)
      .join(""),
  );
  return { titles, line, code, files, main: { path, tops }, fixes: [] };
}

/** Two empty lines, as between the parts of a Python file. */
const gap = "\n\n";

function joined(parts: readonly Code[]): Code {
  const text = parts.map((part) => part.text).join(gap);
  const pageLines: number[] = [];
  const expectations = new Map<number, readonly Expectation[]>();
  for (const part of parts) {
    if (pageLines.length > 0) pageLines.push(part.pageLines[0] ?? 0, part.pageLines[0] ?? 0);
    for (const [line, expected] of part.expectations) expectations.set(pageLines.length + line, expected);
    pageLines.push(...part.pageLines);
  }
  return { text, pageLines, expectations };
}

function addFix(block: Block, specs: readonly OpenSpec[]): void {
  const spec = specs.at(-1);
  if (!spec) throw new Error(`line ${block.line}: there is nothing to fix above`);
  const { attributes, text, line } = block;
  spec.fixes.push({ title: attributes.get("fix") ?? "", safety: attributes.get("safety"), text, line });
}
